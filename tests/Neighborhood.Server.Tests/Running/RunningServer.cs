using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Neighborhood.Client;
using Neighborhood.Server.Hosting;
using Neighborhood.Server.Identity;
using Neighborhood.Server.Operations;

namespace Neighborhood.Server.Tests.Running;

/// <summary>
/// The server as it is composed for real, on a free loopback port, with a folder of its own and a clock that tests move. It can be stopped and
/// started again on the same folder. At its end it fails the test where something went wrong that no test declared.
/// </summary>
public sealed class RunningServer : IAsyncDisposable
{
    /// <summary>The password of everybody here.</summary>
    public const string Password = "早点铺子-开门-6-点";

    private readonly List<NeighborhoodClient> _clients = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("neighborhood-");
    private readonly string[] _arguments;
    private WebApplication _app;
    private int _port;

    private RunningServer(string[] arguments)
    {
        _arguments = arguments;
        _app = Build();
    }

    /// <summary>The clock of the server.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    /// <summary>What it logged, over all starts.</summary>
    public CapturedLog Log { get; } = new();

    /// <summary>Its parts.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>Starts one; further arguments are those of its command line.</summary>
    public static async Task<RunningServer> StartAsync(params string[] arguments)
    {
        var server = new RunningServer(arguments);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Stops it and starts it anew on the same folder and port. Clients have to connect again.</summary>
    /// <param name="between">What is done to the data folder while nobody holds it.</param>
    public async Task RestartAsync(Func<string, Task>? between = null)
    {
        _port = Address.Port;
        await StopAsync();
        await (between?.Invoke(Path.Combine(_folder.FullName, "data")) ?? Task.CompletedTask);
        _app = Build();
        await _app.StartAsync();
    }

    /// <summary>A client that nobody is signed in with.</summary>
    /// <param name="computer">Where its device keys are; all without a name sit at one computer.</param>
    public NeighborhoodClient Connect(string computer = "any") => Connect(computer, null);

    /// <summary>One from the address 127.0.0.<paramref name="address"/>, which does not wait where it is told to.</summary>
    public NeighborhoodClient ConnectFrom(int address) => Connect("any", new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancel) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(new IPAddress([127, 0, 0, (byte)address]), 0));
            await socket.ConnectAsync(context.DnsEndPoint, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    private NeighborhoodClient Connect(string computer, SocketsHttpHandler? handler)
    {
        var client = NeighborhoodClient.Connect(Address, new NeighborhoodClientOptions
        {
            CallTimeout = TimeSpan.FromMinutes(1),
            TimeProvider = new ClientClock(Time),
            KnownHeadsPath = Path.Combine(_folder.FullName, "client", $"{Guid.NewGuid():N}.json"),
            HttpHandler = handler,
            LongestBusyDelay = handler is null ? new NeighborhoodClientOptions().LongestBusyDelay : TimeSpan.Zero,
            DeviceKeysFolder = KeysOf(computer),
        });
        lock (_clients)
        {
            _clients.Add(client);
        }

        return client;
    }

    /// <summary>The folder of the device keys of one computer.</summary>
    public string KeysOf(string computer) => Path.Combine(_folder.FullName, "computers", computer);

    /// <summary>Another client with the same session, for instance after a restart.</summary>
    public NeighborhoodClient ConnectAs(NeighborhoodClient other)
    {
        var client = Connect();
        client.UseSession(other.Session);
        return client;
    }

    /// <summary>The first operator, made with the code of the first start.</summary>
    public async Task<NeighborhoodClient> BootstrapAsync()
    {
        var client = Connect();
        await client.BootstrapOperatorAsync(Services.GetRequiredService<Enrolment>().OperatorCode, "host", Password);
        return client;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        await StopAsync();
        _folder.Delete(recursive: true);
        Assert.Empty(Log.UnexpectedErrors);
    }

    private async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Production",
            ContentRootPath = _folder.FullName,
            Args =
            [
                "--Neighborhood:DataFolder", Path.Combine(_folder.FullName, "data"),
                "--Neighborhood:Url", $"http://127.0.0.1:{_port}",
                "--Neighborhood:RequestsPerSecond", "0",
                "--Neighborhood:FreeSpaceMarkMiB", "1",
                .. _arguments,
            ],
        });
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.AddNeighborhood();
        builder.Listen();
        builder.AddTelemetry();
        builder.Services.AddSingleton<TimeProvider>(Time);
        return builder.Build().MapNeighborhood();
    }

    /// <summary>What time it is, the server says; how long to wait before trying again is real.</summary>
    private sealed class ClientClock(TimeProvider server) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => server.GetUtcNow();
    }
}
