using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Neighborhood.V1;

namespace Neighborhood.Client.Tests.Fakes;

/// <summary>A server in this process whose answers each test writes itself: what matters here is what the client makes of them.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder = Directory.CreateTempSubdirectory("neighborhood-client-").FullName;

    private FakeServer(WebApplication app) => _app = app;

    public FakeIdentity Identity => _app.Services.GetRequiredService<FakeIdentity>();

    public FakeDiscussions Discussions => _app.Services.GetRequiredService<FakeDiscussions>();

    public FakeCommunities Communities => _app.Services.GetRequiredService<FakeCommunities>();

    public FakePolls Polls => _app.Services.GetRequiredService<FakePolls>();

    public FakeDevices Devices => _app.Services.GetRequiredService<FakeDevices>();

    public FakeAudit Audit => _app.Services.GetRequiredService<FakeAudit>();

    public string KnownHeadsPath => Path.Combine(_folder, "known-heads.json");

    public static async Task<FakeServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<FakeIdentity>().AddSingleton<FakeDiscussions>().AddSingleton<FakeAudit>()
            .AddSingleton<FakeCommunities>().AddSingleton<FakePolls>().AddSingleton<FakeDevices>();
        var app = builder.Build();
        app.MapGrpcService<FakeIdentity>();
        app.MapGrpcService<FakeDiscussions>();
        app.MapGrpcService<FakeAudit>();
        app.MapGrpcService<FakeCommunities>();
        app.MapGrpcService<FakePolls>();
        app.MapGrpcService<FakeDevices>();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new FakeServer(app);
    }

    public HttpMessageHandler CreateHandler() => _app.GetTestServer().CreateHandler();

    public NeighborhoodClient Connect(Action<NeighborhoodClientOptions>? change = null)
    {
        var options = new NeighborhoodClientOptions
        {
            HttpHandler = CreateHandler(),
            KnownHeadsPath = KnownHeadsPath,
            LongestResumeDelay = TimeSpan.Zero,
        };
        change?.Invoke(options);
        return NeighborhoodClient.Connect(new Uri("http://localhost"), options);
    }

    public static RpcException Refusal(
        StatusCode code, ErrorReason reason, string name, TimeSpan? retryAfter = null, string domain = "neighborhood", BadRequest? fields = null)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = "no: " + name };
        var info = new ErrorInfo { Domain = domain, Reason = name };
        info.Metadata.Add("reason", reason.ToString());
        status.Details.Add(Any.Pack(info));
        if (retryAfter is { } delay)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = delay.ToDuration() }));
        }

        if (fields is not null)
        {
            status.Details.Add(Any.Pack(fields));
        }

        return status.ToRpcException();
    }

    public static RpcException TokenEnded() => Refusal(StatusCode.Unauthenticated, ErrorReason.Unauthenticated, "UNAUTHENTICATED");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
