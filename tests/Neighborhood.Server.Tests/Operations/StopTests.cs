using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Neighborhood.Client;
using Neighborhood.Ledger;
using Neighborhood.Ledger.Writing;
using Neighborhood.Server.Hosting;
using Neighborhood.Server.Identity;
using Neighborhood.Server.Tests.Running;
using Neighborhood.Testing;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.Operations;

/// <summary>The server is taken down while it still writes.</summary>
public sealed class StopTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_still_written_while_the_parts_are_taken_down_is_written_whole()
    {
        var folder = Directory.CreateTempSubdirectory("neighborhood-stop-");
        var (journal, log) = (new MemoryJournal(), new CapturedLog());
        var app = Build(folder.FullName, journal, log);

        // Taken down after everything that is made later and before the writer, which waits for what is released here.
        _ = app.Services.GetRequiredService<GroupCommit>();
        _ = app.Services.GetRequiredService<Release>();
        await app.StartAsync(Cancel);
        await using var host = Connect(app, folder.FullName, "host");
        await host.BootstrapOperatorAsync(app.Services.GetRequiredService<Enrolment>().OperatorCode, "host", RunningServer.Password, Cancel);
        var founded = await host.Communities.CreateCommunityAsync(
            new CreateCommunityRequest { CommunityId = "aaa", Title = "幸福里", StaffDisplayName = "周主任" }, cancellationToken: Cancel);
        await using var staff = Connect(app, folder.FullName, "staff");
        await staff.RedeemInvitationAsync(founded.StaffInvitation.Code, "aaa.staff", RunningServer.Password, Cancel);
        journal.HoldAppends();
        var writing = staff.Discussions.CreateTopicAsync(
            new CreateTopicRequest { Parent = "communities/aaa", Title = "路灯", Text = "坏了" }, cancellationToken: Cancel).ResponseAsync;
        await journal.WhenHeld();
        await app.DisposeAsync();

        // Whether the answer still reaches its caller is open; neither the write nor the answer fails for a part that is gone.
        await writing.ContinueWith(_ => { }, Cancel, TaskContinuationOptions.None, TaskScheduler.Default);
        Assert.Empty(log.UnexpectedErrors);
        folder.Delete(recursive: true);
    }

    private static NeighborhoodClient Connect(WebApplication app, string folder, string name) =>
        NeighborhoodClient.Connect(new Uri(app.Urls.Single()), new NeighborhoodClientOptions
        {
            KnownHeadsPath = Path.Combine(folder, name + ".json"),
            DeviceKeysFolder = Path.Combine(folder, name),
        });

    private static WebApplication Build(string folder, MemoryJournal journal, CapturedLog log)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = folder,
            Args = ["--Neighborhood:DataFolder", Path.Combine(folder, "data"), "--Neighborhood:Url", "http://127.0.0.1:0"],
        });
        builder.Logging.ClearProviders().AddProvider(log);
        builder.AddNeighborhood();
        builder.Listen();
        builder.Services.AddSingleton<IJournal>(journal);
        builder.Services.AddSingleton(_ => new Release(journal));
        return builder.Build().MapNeighborhood();
    }

    private sealed class Release(MemoryJournal journal) : IDisposable
    {
        public void Dispose() => journal.ReleaseAppends();
    }
}
