using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Neighborhood.DemoServer;

namespace Neighborhood.Terminal.Demo;

/// <summary>A real server as a child process on a free loopback port, with its data in a folder of its own. It never outlives this object.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly TaskCompletionSource<string> _operatorCode = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _lastLines = [];
    private readonly MovedClock _clock = new();
    private readonly EventHandler _end;
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        _end = (_, _) => Kill();
        AppDomain.CurrentDomain.ProcessExit += _end;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What time it is there.</summary>
    public TimeProvider Clock => _clock;

    /// <summary>The one-time code that it prints at its first start.</summary>
    public Task<string> OperatorCode => _operatorCode.Task;

    /// <summary>What it said last, for whoever has to find out why something failed.</summary>
    public string LastLines
    {
        get
        {
            lock (_lastLines)
            {
                return string.Join(Environment.NewLine, _lastLines);
            }
        }
    }

    /// <summary>Starts it and waits until it takes connections.</summary>
    /// <exception cref="FileNotFoundException">The server has not been built.</exception>
    /// <exception cref="IOException">It did not start; the message holds what it said last.</exception>
    public static Task<ServerProcess> StartAsync(string dataFolder, CancellationToken cancel) =>
        StartAsync("Neighborhood.Server", "neighborhood-server.dll", dataFolder, cancel);

    /// <summary>Starts the one whose clock can be moved on: the same server, but another program.</summary>
    /// <inheritdoc cref="StartAsync(string, CancellationToken)"/>
    public static Task<ServerProcess> StartMovableAsync(string dataFolder, CancellationToken cancel) =>
        StartAsync("Neighborhood.DemoServer", "neighborhood-demo-server.dll", dataFolder, cancel);

    private static async Task<ServerProcess> StartAsync(string project, string file, string dataFolder, CancellationToken cancel)
    {
        var program = FindProgram(project, file) ?? throw new FileNotFoundException(file, file);
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        var process = new Process { StartInfo = StartInfo(program, dataFolder, address), EnableRaisingEvents = true };
        var server = new ServerProcess(process, address);
        server.Listen();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await server.WaitAsync(cancel).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Lets time pass on one that was started so that it can.</summary>
    public async Task AdvanceAsync(TimeSpan by, CancellationToken cancel)
    {
        var whole = TimeSpan.FromSeconds(Math.Ceiling(by.TotalSeconds));
        _moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _process.StandardInput.WriteLineAsync(whole.TotalSeconds.ToString(CultureInfo.InvariantCulture).AsMemory(), cancel).ConfigureAwait(false);
        await _process.StandardInput.FlushAsync(cancel).ConfigureAwait(false);
        await _moved.Task.WaitAsync(LongestStop, cancel).ConfigureAwait(false);
        _clock.Advance(whole);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= _end;
        await StopAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    /// <summary>Lets it answer what is in flight and close its files; one that does not end in time is killed.</summary>
    /// <returns>Whether it ended by itself.</returns>
    public async Task<bool> StopAsync()
    {
        if (_process.HasExited)
        {
            return _process.ExitCode == 0;
        }

        using var patience = new CancellationTokenSource(LongestStop);
        try
        {
            await AskToEndAsync(patience.Token).ConfigureAwait(false);
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            return _process.ExitCode == 0;
        }
        catch (Exception fault) when (fault is OperationCanceledException or InvalidOperationException or Win32Exception)
        {
            Kill();
            await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            return false;
        }
    }

    /// <summary>SIGTERM, which the framework has no call for; Windows has no signal that reaches another console-less process.</summary>
    private async Task AskToEndAsync(CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new InvalidOperationException("No signal can be sent.");
        }

        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Beside this program where both were published together, or where the working copy builds it.</summary>
    private static string? FindProgram(string project, string file)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "server", file);
        if (File.Exists(beside))
        {
            return beside;
        }

        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Repository.Find("server", project, "bin", output.Parent?.Name ?? "", output.Name, file);
    }

    private static ProcessStartInfo StartInfo(string program, string dataFolder, Uri address) => new()
    {
        FileName = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        ArgumentList =
        {
            program,
            "--Neighborhood:DataFolder", dataFolder,
            "--Neighborhood:Url", address.GetLeftPart(UriPartial.Authority),

            // One person's demonstration plays a whole neighbourhood from one address.
            "--Neighborhood:RequestsPerSecond", "0",
            "--Logging:LogLevel:Default", "Warning",
        },
        WorkingDirectory = dataFolder,
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        if (line.StartsWith("moved ", StringComparison.Ordinal))
        {
            _moved.TrySetResult();
            return;
        }

        lock (_lastLines)
        {
            _lastLines.Add(line);
            _lastLines.RemoveRange(0, Math.Max(0, _lastLines.Count - 20));
        }

        if (line.Contains("operator code", StringComparison.OrdinalIgnoreCase) && Code().Match(line) is { Success: true } code)
        {
            _operatorCode.TrySetResult(code.Value);
        }
    }

    private async Task WaitAsync(CancellationToken cancel)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await AnswersAsync(cancel).ConfigureAwait(false))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(began) > LongestStart)
            {
                throw new IOException("neighborhood-server: " + LastLines);
            }

            await Task.Delay(Pause, cancel).ConfigureAwait(false);
        }
    }

    private async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(Address.Host, Address.Port, cancel).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It never started, or has ended.
        }
    }

    [GeneratedRegex("[0-9A-Z]{4,5}(-[0-9A-Z]{4,5}){2,}")]
    private static partial Regex Code();
}
