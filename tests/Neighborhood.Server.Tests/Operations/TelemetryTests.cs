using Google.Protobuf.WellKnownTypes;
using Neighborhood.Client;
using Neighborhood.Server.Tests.Running;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.Operations;

/// <summary>What a collector is sent when the switch is on.</summary>
public sealed class TelemetryTests
{
    private const string Voter = "张三", Secret = "三号楼的秘密";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_and_traces_reach_a_collector_and_tell_of_nobody()
    {
        await using var collector = await Collector.StartAsync();
        string token;
        await using (var server = await RunningServer.StartAsync("--Neighborhood:TelemetryEndpoint", collector.Address))
        {
            var village = await Village.FoundAsync(server, await server.BootstrapAsync(), "qiaoting");
            var voter = server.ConnectFrom(address: 7);
            await voter.RedeemInvitationAsync(await village.InviteAsync(await village.FindAsync(Voter)), "zhangsan", RunningServer.Password, Cancel);
            token = voter.Session!.AccessToken;
            await TalkAndVoteAsync(server, village, voter);
        }

        var (metrics, traces) = (collector.WordsOf("metrics"), collector.WordsOf("trace"));
        Assert.Contains("neighborhood.segments", metrics);
        Assert.Contains("neighborhood.refusals", metrics);
        Assert.Contains("NOTHING_CHANGED", metrics);
        Assert.Contains(traces, word => word.Contains("neighborhood.v1.Polls/CastBallot", StringComparison.Ordinal));
        Assert.Contains("neighborhood-server", traces);

        string[] personal = [Voter, "zhangsan", "qiaoting", "幸福里", Secret, "abstain", "127.0.0.7", token, RunningServer.Password];
        Assert.All(metrics.Concat(traces), word => Assert.DoesNotContain(personal, part => word.Contains(part, StringComparison.OrdinalIgnoreCase)));
    }

    private static async Task TalkAndVoteAsync(RunningServer server, Village village, NeighborhoodClient voter)
    {
        await voter.Discussions.CreateTopicAsync(new CreateTopicRequest { Parent = village.Name, Title = Secret, Text = Secret }, cancellationToken: Cancel);
        var poll = await village.Staff.Polls.AnnouncePollAsync(new AnnouncePollRequest
        {
            Parent = village.Name,
            Question = Secret,
            RulePack = "simple-majority",
            Secrecy = Secrecy.Confidential,
            BindingStatus = BindingStatus.Advisory,
            ClosesAt = Timestamp.FromDateTimeOffset(server.Time.GetUtcNow().AddDays(1)),
        }, cancellationToken: Cancel);
        var cast = new CastBallotRequest { Parent = poll.Name, Choice = new Choice { Option = "abstain" } };
        await voter.Polls.CastBallotAsync(cast, cancellationToken: Cancel);
        await Assert.ThrowsAsync<RefusedException>(async () => await village.Staff.Communities.UpdateCommunityAsync(
            new UpdateCommunityRequest { Name = village.Name, Title = "幸福里" }, cancellationToken: Cancel));
    }
}
