using System.Diagnostics.Metrics;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Neighborhood.Client;
using Neighborhood.Ledger.LiteDb;
using Neighborhood.Server.Hosting;
using Neighborhood.Server.Operations;
using Neighborhood.Server.Tests.KillTests;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.Operations;

/// <summary>The disk fills under a running server and is freed again.</summary>
public sealed class FullDiskTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Callers_are_told_that_storage_is_away_and_the_server_goes_on_once_there_is_space()
    {
        var folder = Directory.CreateTempSubdirectory("neighborhood-ops-");
        var disk = new FillableFolder(folder.FullName);
        await using (var app = Build(folder.FullName, disk))
        {
            await app.StartAsync(Cancel);
            using var refusals = new Refusals(app.Services);
            await using var root = Neighbour.Connect(new Uri(app.Urls.Single()));
            await root.BootstrapOperatorAsync(app.Services.GetRequiredService<Server.Identity.Enrolment>().OperatorCode,
                "operator", "correct horse 电池 staple", Cancel);
            await root.Communities.CreateCommunityAsync(Create("first"), cancellationToken: Cancel);

            disk.IsFull = true;
            var request = Create("second");
            for (var i = 0; i < 3; i++)
            {
                var refused = await Assert.ThrowsAsync<RefusedException>(async () =>
                    await root.Communities.CreateCommunityAsync(request, cancellationToken: Cancel));
                Assert.Equal((StatusCode.Unavailable, ErrorReason.StorageUnavailable), (refused.StatusCode, refused.Reason));
            }

            Assert.Equal(["communities/first"], await ListAsync(root));
            Assert.Contains("STORAGE_UNAVAILABLE", refusals.Reasons);

            disk.IsFull = false;
            await OnceStorageIsBackAsync(() => root.Communities.CreateCommunityAsync(request, cancellationToken: Cancel).ResponseAsync);
            await root.Communities.CreateCommunityAsync(request, cancellationToken: Cancel);
            Assert.Equal(["communities/first", "communities/second"], await ListAsync(root));
            await app.StopAsync(Cancel);
        }

        folder.Delete(recursive: true);
    }

    private static CreateCommunityRequest Create(string id) =>
        new() { CommunityId = id, Title = "星河里", StaffDisplayName = "王干事", RequestId = Guid.NewGuid().ToString() };

    private static async Task<string[]> ListAsync(NeighborhoodClient client)
    {
        var listed = await OnceStorageIsBackAsync(() => client.Communities.ListCommunitiesAsync(new ListCommunitiesRequest()).ResponseAsync);
        return [.. listed.Communities.Select(community => community.Name).Order()];
    }

    /// <summary>As a client does: waits as long as it is told, and tries again.</summary>
    private static async Task<T> OnceStorageIsBackAsync<T>(Func<Task<T>> call)
    {
        using var patience = new CancellationTokenSource(Longest);
        while (true)
        {
            try
            {
                return await call();
            }
            catch (RefusedException refused) when (refused.Reason == ErrorReason.StorageUnavailable)
            {
                await Task.Delay(refused.RetryAfter ?? TimeSpan.Zero, patience.Token);
            }
        }
    }

    private static WebApplication Build(string folder, FillableFolder disk)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = folder,
            Args = ["--Neighborhood:DataFolder", folder, "--Neighborhood:Url", "http://127.0.0.1:0", "--Neighborhood:RequestsPerSecond", "0"],
        });
        builder.Logging.ClearProviders();
        builder.AddNeighborhood();
        builder.Listen();
        builder.Services.AddSingleton(provider =>
            LiteDbJournal.Open(disk, new MemoryStream(), StoreRules.Safe, provider.GetRequiredService<TimeProvider>()));
        return builder.Build().MapNeighborhood();
    }

    /// <summary>The reasons that the metrics of one server name.</summary>
    private sealed class Refusals : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly List<string> _reasons = [];

        public Refusals(IServiceProvider services)
        {
            var factory = services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == factory && instrument.Name == "neighborhood.refusals")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
            {
                lock (_reasons)
                {
                    _reasons.Add((string)tags[0].Value!);
                }
            });
            _listener.Start();
            _ = services.GetRequiredService<ServerMetrics>();
        }

        public IReadOnlyList<string> Reasons
        {
            get
            {
                lock (_reasons)
                {
                    return [.. _reasons];
                }
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}
