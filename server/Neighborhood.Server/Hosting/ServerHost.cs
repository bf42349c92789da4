using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Neighborhood.Domain.Core;
using Neighborhood.Ledger;
using Neighborhood.Ledger.LiteDb;
using Neighborhood.Ledger.Writing;
using Neighborhood.Server.Audit;
using Neighborhood.Server.Communities;
using Neighborhood.Server.Devices;
using Neighborhood.Server.Discussions;
using Neighborhood.Server.Identity;
using Neighborhood.Server.Operations;
using Neighborhood.Server.Papers;
using Neighborhood.Server.Petitions;
using Neighborhood.Server.Polls;
using Neighborhood.Server.Proposals;
using Neighborhood.Server.Proxies;
using Neighborhood.Server.Renovation;
using Neighborhood.Server.Witnessing;

namespace Neighborhood.Server.Hosting;

/// <summary>The composition root: every part is made here, by hand or by the container, and nowhere else.</summary>
public static class ServerHost
{
    /// <summary>The largest request, in bytes: a roll of 12,000 rows fits.</summary>
    public const int MaxRequestBytes = 4 << 20;

    /// <summary>Registers all parts.</summary>
    public static WebApplicationBuilder AddNeighborhood(this WebApplicationBuilder builder)
    {
        // Below every other source, so that an operator can still turn it on: two lines per request help nobody and cost more than most requests.
        // The second category makes a scope with an activity for every request as soon as it may log anything at all.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData =
            [
                new("Logging:LogLevel:Microsoft.AspNetCore", "Warning"),
                new("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "None"),
            ],
        });
        builder.Services.Configure<ServerOptions>(builder.Configuration.GetSection(ServerOptions.Section));
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new DataFolder(Options(provider).DataFolder));
        services.AddSingleton(provider => ServerKeys.Open(provider.GetRequiredService<DataFolder>().FullPath, Options(provider).Name));
        services.AddSingleton<ICodes>(provider => provider.GetRequiredService<ServerKeys>());
        services.AddSingleton(provider => LiteDbJournal.Open(
            new LiteDbJournalOptions(provider.GetRequiredService<DataFolder>().FullPath, provider.GetRequiredService<TimeProvider>())));
        services.AddSingleton<IJournal>(provider => provider.GetRequiredService<LiteDbJournal>());
        services.AddSingleton(provider => new GroupCommit(provider.GetRequiredService<IJournal>(), Logger(provider)));
        services.AddSingleton<LedgerClock>();

        // Made here, so that it is not taken down with the other parts: the last writes and their answers come to it while those are. It holds memory only.
        services.AddSingleton(new ContentCache());
        services.AddSingleton<CosignedHeads>();
        services.AddSingleton<Liveness>();
        services.AddSingleton(provider => new LedgerServices(
            provider.GetRequiredService<IJournal>(),
            provider.GetRequiredService<GroupCommit>(),
            provider.GetRequiredService<LedgerClock>(),
            provider.GetRequiredService<ContentCache>(),
            provider.GetRequiredService<ServerKeys>(),
            OutageOf(provider.GetRequiredService<Liveness>()),
            provider.GetRequiredService<CosignedHeads>(),
            Logger(provider)));
        services.AddSingleton<LedgerRouter>();
        services.AddSingleton<LedgerCalls>();
        services.AddSingleton<SpaceGuard>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<Operators>();
        services.AddSingleton<PasswordHasher>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<Enrolment>();
        services.AddSingleton<MyData>();
        services.AddSingleton<AccountErasure>();
        services.AddSingleton<Founding>();
        services.AddSingleton<Recoveries>();
        services.AddSingleton<RollImports>();
        services.AddSingleton<ReadMarks>();
        services.AddSingleton<ProposalTexts>();
        services.AddSingleton<BallotReceipts>();
        services.AddSingleton<PaperEntries>();
        services.AddSingleton<PollCounting>();
        services.AddSingleton<PollExports>();
        services.AddSingleton<Watches>();
        services.AddSingleton<WitnessStore>();
        services.AddSingleton<Witness>();
        services.AddSingleton<WitnessClient>();
        services.AddSingleton<Cosigner>();
        services.AddSingleton<Backups>();
        services.AddSingleton<ServerStatusReader>();
        services.AddSingleton<ServerMetrics>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton(new RequestRules(ServiceCatalog.Services));
        services.AddHostedService<Startup>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout =
            TimeSpan.FromSeconds(builder.Configuration.GetSection(ServerOptions.Section).Get<ServerOptions>()?.StopSeconds ?? new ServerOptions().StopSeconds));
        AddGrpc(services);
        QuietenUnreadable(builder.Logging);
        return builder;
    }

    /// <summary>Maps all services.</summary>
    public static WebApplication MapNeighborhood(this WebApplication app)
    {
        app.Use(UnreadableRequests.AnswerAsync);
        app.MapGrpcService<IdentityService>();
        app.MapGrpcService<CommunitiesService>();
        app.MapGrpcService<DiscussionsService>();
        app.MapGrpcService<ProposalsService>();
        app.MapGrpcService<PollsService>();
        app.MapGrpcService<DevicesService>();
        app.MapGrpcService<ProxiesService>();
        app.MapGrpcService<PetitionsService>();
        app.MapGrpcService<RenovationService>();
        app.MapGrpcService<PapersService>();
        app.MapGrpcService<AuditService>();
        app.MapGrpcService<OperationsService>();
        app.MapGrpcHealthChecksService();
        app.MapGrpcReflectionService();
        return app;
    }

    /// <summary>Lets Kestrel listen where the options say: cleartext only on loopback unless told.</summary>
    /// <exception cref="UnfitOptionException">An option cannot be used; the sentence says which, and what to do.</exception>
    public static void Listen(this WebApplicationBuilder builder)
    {
        var options = ServerOptionsCheck.Read(builder.Configuration);
        var url = BindingAddress.Parse(options.Url);
        var isTls = url.Scheme == "https";
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes + 64;
            kestrel.Limits.Http2.MaxStreamsPerConnection = 1_000;
            kestrel.Listen(AddressOf(url), url.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                if (isTls)
                {
                    listen.UseHttps(options.CertificateFile, options.CertificatePassword);
                }
            });
        });
    }

    /// <summary>Where to listen for the host of an address.</summary>
    internal static IPAddress AddressOf(BindingAddress url) =>
        url.Host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(url.Host, out var parsed) ? parsed : IPAddress.Any;

    // Every exception that leaves a service is logged by CallInterceptor, with the id that the caller is told, and becomes a status there; a test sees it.
    // What this category would add below Critical are those statuses once more, and bodies that cannot be read, for which callers are answered.
    private static void QuietenUnreadable(ILoggingBuilder logging) => logging.AddFilter("Grpc.AspNetCore.Server.ServerCallHandler", LogLevel.Critical);

    private static void AddGrpc(IServiceCollection services)
    {
        services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = MaxRequestBytes;
            options.Interceptors.Add<CallInterceptor>();
            options.EnableDetailedErrors = false;
        });
        services.AddSingleton<CallInterceptor>();
        services.AddGrpcReflection();
        services.AddGrpcHealthChecks().AddCheck<StorageHealth>("storage");
    }

    private static ServerOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<ServerOptions>>().Value;

    // The part and not the provider: a ledger that is loaded while the server stops asks too, when the provider answers nobody any more.
    private static Func<Outage?> OutageOf(Liveness liveness) => () => liveness.Outage;

    private static ILogger Logger(IServiceProvider provider) => provider.GetRequiredService<ILoggerFactory>().CreateLogger("Neighborhood.Ledger");

    private sealed class StorageHealth(SpaceGuard space, LedgerClock clock) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(space.IsShort || clock.HasJumped ? HealthCheckResult.Degraded() : HealthCheckResult.Healthy());
    }
}
