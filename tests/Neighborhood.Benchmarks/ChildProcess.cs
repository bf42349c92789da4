using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Neighborhood.Benchmarks;

/// <summary>A server in a process of its own, whose CPU time is read from outside.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process, string url)
    {
        _process = process;
        Url = url;
    }

    public string Url { get; }

    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static Task<ChildProcess> ServerAsync(string dataFolder)
    {
        var url = FreeUrl();
        return StartAsync(url, "neighborhood-server.dll", [], new Dictionary<string, string?>
        {
            ["Neighborhood__DataFolder"] = dataFolder,
            ["Neighborhood__Url"] = url,
            ["Neighborhood__RequestsPerSecond"] = "0",
            ["Logging__LogLevel__Default"] = "Error",
        });
    }

    public static Task<ChildProcess> BareAsync()
    {
        var url = FreeUrl();
        return StartAsync(url, "Neighborhood.Benchmarks.dll", ["bare-host", url], []);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>A program beside this one, run by the runtime that runs this one.</summary>
    public static ProcessStartInfo Command(string assembly, params IEnumerable<string> arguments)
    {
        var runtime = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        return new ProcessStartInfo(runtime, [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments]) { RedirectStandardOutput = true };
    }

    private static async Task<ChildProcess> StartAsync(string url, string assembly, IEnumerable<string> arguments, Dictionary<string, string?> environment)
    {
        var start = Command(assembly, arguments);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{assembly} did not start.");
        process.OutputDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        await AnswersAsync(new Uri(url));
        return new ChildProcess(process, url);
    }

    private static async Task AnswersAsync(Uri url)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(url.Host, url.Port);
                return;
            }
            catch (SocketException) when (attempt < 300)
            {
                await Task.Delay(100);
            }
        }
    }

    private static string FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
