using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Neighborhood.Testing;

namespace Neighborhood.Server.Tests.KillTests;

/// <summary>The real server as a process of its own, on a free loopback port, as it stands in the output of its project.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _code = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _said = [];

    private ServerProcess(Process process) => _process = process;

    /// <summary>Where it listens, once it does.</summary>
    public Task<Uri> Address => _listens.Task;

    /// <summary>The one-time code of a first start.</summary>
    public Task<string> OperatorCode => _code.Task.WaitAsync(LongestStart);

    /// <summary>The id of the process.</summary>
    public int Id => _process.Id;

    /// <summary>Everything it wrote.</summary>
    public string Said => string.Join('\n', _said);

    /// <summary>Starts a process; it may not listen yet.</summary>
    public static ServerProcess Begin(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { Program() },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["Neighborhood__DataFolder"] = folder,
                ["Neighborhood__Url"] = "http://127.0.0.1:0",
                ["Neighborhood__RequestsPerSecond"] = "0",
                ["Neighborhood__FreeSpaceMarkMiB"] = "1",
                ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location,
                [StartupHook.Variable] = DiePath(folder),
                ["Logging__LogLevel__Default"] = "Warning",
                ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
            },
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var server = new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        server.Start();
        return server;
    }

    /// <summary>Where to write at which place between two ledgers a server of a folder is to die at the next invitation.</summary>
    public static string DiePath(string folder) => folder + ".die";

    /// <summary>Starts a server and waits until it listens.</summary>
    public static async Task<ServerProcess> StartAsync(string folder)
    {
        var server = Begin(folder);
        await server.Address.WaitAsync(LongestStart);
        return server;
    }

    /// <summary>SIGKILL: nothing of it runs any more afterwards.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
    }

    /// <summary>Waits until it ends by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(LongestStart);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private static string Program()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(Checkout.Folder, "server", "Neighborhood.Server", "bin", output.Parent!.Name, output.Name, "neighborhood-server.dll");
    }

    private void Start()
    {
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _listens.TrySetException(new InvalidOperationException($"The server ended before it listened:\n{Said}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        _said.Enqueue(line);
        if (Listening().Match(line) is { Success: true } listening)
        {
            _listens.TrySetResult(new Uri(listening.Groups[1].Value));
        }

        if (Code().Match(line) is { Success: true } code)
        {
            _code.TrySetResult(code.Groups[1].Value);
        }
    }

    [GeneratedRegex(@"Now listening on: (http://127\S+)")]
    private static partial Regex Listening();

    [GeneratedRegex(@"operator code: (\S+)")]
    private static partial Regex Code();
}
