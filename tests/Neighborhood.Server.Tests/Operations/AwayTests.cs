using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using Neighborhood.Domain;
using Neighborhood.Ledger;
using Neighborhood.Server.Tests.Running;
using Neighborhood.V1;
using Kind = Neighborhood.V1.WatchResponse.Types.Kind;
using State = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Server.Tests.Operations;

/// <summary>What the server does for ledgers that nobody asks for, and for the time it was not there.</summary>
public sealed class AwayTests
{
    /// <summary>Against waiting for ever for what does not come.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ledger_that_nobody_asks_for_wakes_when_its_poll_is_due()
    {
        await using var server = await RunningServer.StartAsync();
        var host = await server.BootstrapAsync();
        var village = await Village.FoundAsync(server, host, "aaa");
        await village.JoinAsync(await village.FindAsync(Village.Owners[0]));
        await village.SurveyAsync(Secrecy.Open, TimeSpan.FromHours(1));
        await server.RestartAsync();
        await server.ConnectAs(host).Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel);
        var router = server.Services.GetRequiredService<LedgerRouter>();
        Assert.Equal(1, router.ActiveCount);

        var woken = new TaskCompletionSource<Ledger<CommunityState>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var counting = router.AfterTick!;
        router.AfterTick = async (community, cancel) =>
        {
            await counting(community, cancel);
            woken.TrySetResult(community);
            throw new InvalidOperationException("A mistake in one turn.");
        };
        server.Log.Expect("A mistake in one turn.");
        server.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(2));
        var ledger = await woken.Task.WaitAsync(Patience, Cancel);
        Assert.Equal(village.Name, ledger.Id.Name);
        Assert.Equal(State.Open, ledger.Peek(state => state.Polls.All.Single().Value.State));

        // The clock goes on also where what it did failed.
        woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(2));
        await woken.Task.WaitAsync(Patience, Cancel);
        Assert.Equal(State.Decided, ledger.Peek(state => state.Polls.All.Single().Value.State));
        Assert.Equal(2, router.ActiveCount);
    }

    [Fact]
    public async Task The_status_tells_when_the_server_started_and_not_when_somebody_asked_first()
    {
        await using var server = await RunningServer.StartAsync();
        var started = Timestamp.FromDateTimeOffset(server.Time.GetUtcNow());
        var host = await server.BootstrapAsync();
        server.Time.Advance(TimeSpan.FromMinutes(6));
        var status = await host.Operations.GetServerStatusAsync(new GetServerStatusRequest(), cancellationToken: Cancel);
        Assert.Equal(started, status.StartTime);
    }

    [Fact]
    public async Task The_time_between_a_backup_and_its_restore_is_an_absence_that_moves_the_close()
    {
        await using var server = await RunningServer.StartAsync();
        var host = await server.BootstrapAsync();
        var village = await Village.FoundAsync(server, host, "aaa");
        await village.JoinAsync(await village.FindAsync(Village.Owners[0]));
        var poll = await village.SurveyAsync(Secrecy.Open);
        var closes = (await village.Staff.Polls.GetPollAsync(new GetPollRequest { Name = poll }, cancellationToken: Cancel)).ClosesAt;
        var backup = await host.Operations.CreateBackupAsync(new CreateBackupRequest(), cancellationToken: Cancel);
        server.Time.Advance(TimeSpan.FromMinutes(20));
        await village.UntilAsync(village.Staff, 0, Kind.PollDecided, poll);
        await server.RestartAsync(async data =>
        {
            var run = await CommandRun.OfAsync("restore", Path.Combine(data, "backups", backup.File), "--data-folder", data);
            Assert.True(run.Code == 0, run.Error);
        });

        var voter = server.Connect();
        await voter.SignInAsync("aaa.1", RunningServer.Password, Cancel);
        var seen = await voter.Polls.GetPollAsync(new GetPollRequest { Name = poll }, cancellationToken: Cancel);
        Assert.Equal((State.Open, closes + Duration.FromTimeSpan(TimeSpan.FromMinutes(20))), (seen.State, seen.ClosesAt));
        Assert.Contains("The server was away", seen.Reason, StringComparison.Ordinal);
        await voter.Polls.CastBallotAsync(new CastBallotRequest { Parent = poll, Choice = new Choice { Option = "yes" } }, cancellationToken: Cancel);
    }
}
