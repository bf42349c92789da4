using Google.Protobuf;
using Neighborhood.Server.Tests.Running;
using Neighborhood.V1;
using Kind = Neighborhood.V1.WatchResponse.Types.Kind;

namespace Neighborhood.Server.Tests.Operations;

/// <summary>The evidence of a poll is erased once and for all: a backup that still holds it does not bring it back.</summary>
public sealed class ErasedEvidenceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Erased_openings_are_erased_again_in_a_backup_that_was_taken_before()
    {
        await using var server = await RunningServer.StartAsync();
        var host = await server.BootstrapAsync();
        var village = await Village.FoundAsync(server, host, "aaa");
        var voter = await village.JoinAsync(await village.FindAsync(Village.Owners[0]));
        var poll = await village.SurveyAsync(Secrecy.Confidential);
        server.Time.Advance(TimeSpan.FromSeconds(2));
        await village.UntilAsync(voter, 0, Kind.PollOpened, poll);
        var ballot = new CastBallotRequest { Parent = poll, Choice = new Choice { Option = "abstain" } };
        await voter.Polls.CastBallotAsync(ballot, cancellationToken: Cancel);
        var salt = (await voter.Polls.GetMyBallotAsync(new GetMyBallotRequest { Name = poll }, cancellationToken: Cancel)).Opening.Salt;
        server.Time.Advance(TimeSpan.FromMinutes(10));
        await village.UntilAsync(voter, 0, Kind.PollDecided, poll);
        var backup = await host.Operations.CreateBackupAsync(new CreateBackupRequest(), cancellationToken: Cancel);

        server.Time.Advance(TimeSpan.FromDays(366));
        await voter.SignInAsync("aaa.1", RunningServer.Password, Cancel);
        var seen = await voter.Polls.GetPollAsync(new GetPollRequest { Name = poll }, cancellationToken: Cancel);
        Assert.True(seen.EvidenceErased);

        await server.RestartAsync(async data =>
        {
            var kept = Path.Combine(data, "backups", backup.File);
            Assert.True(Holds(kept, salt));
            Assert.False(Holds(Path.Combine(data, "neighborhood.litedb"), salt));
            var run = await CommandRun.OfAsync("restore", kept, "--data-folder", data);
            Assert.True(run.Code == 0, run.Error);
            Assert.False(Holds(Path.Combine(data, "neighborhood.litedb"), salt));
        });
    }

    private static bool Holds(string file, ByteString bytes) => File.ReadAllBytes(file).AsSpan().IndexOf(bytes.Span) >= 0;
}
