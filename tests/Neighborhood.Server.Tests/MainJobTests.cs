using Google.Protobuf.WellKnownTypes;
using Neighborhood.Client;
using Neighborhood.Client.Verification;
using Neighborhood.Server.Tests.Running;
using Neighborhood.V1;
using Kind = Neighborhood.V1.WatchResponse.Types.Kind;

namespace Neighborhood.Server.Tests;

/// <summary>What the software is for, from the roll to receipts that anybody can check, through the SDK and the real composition.</summary>
public sealed class MainJobTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_neighbourhood_talks_proposes_votes_and_checks_its_receipts_over_a_restart()
    {
        await using var server = await RunningServer.StartAsync();
        var village = await Village.FoundAsync(server, await server.BootstrapAsync(), "xingfu");
        var owners = new List<NeighborhoodClient>();
        foreach (var name in Village.Owners)
        {
            owners.Add(await village.JoinAsync(await village.FindAsync(name)));
        }

        var topic = await TalkAsync(village, owners);
        var proposal = await ProposeAsync(owners, topic);
        var poll = await AnnounceAsync(server, village, proposal);
        server.Time.Advance(TimeSpan.FromDays(15) + TimeSpan.FromSeconds(2));
        await village.UntilAsync(owners[0], poll.AnnounceSequence, Kind.PollOpened, poll.Name);
        await VoteAsync(poll, owners);

        // The last ballot is young enough for its request id to be known after the restart.
        server.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromHours(2));
        var late = new CastBallotRequest { Parent = poll.Name, Choice = new Choice { Option = "no" }, RequestId = Guid.NewGuid().ToString() };
        var cast = await owners[2].Polls.CastBallotAsync(late, cancellationToken: Cancel);
        server.Time.Advance(TimeSpan.FromHours(2) + TimeSpan.FromSeconds(2));
        await village.UntilAsync(owners[0], poll.AnnounceSequence, Kind.PollDecided, poll.Name);

        var decided = await owners[3].Polls.GetPollAsync(new GetPollRequest { Name = poll.Name }, cancellationToken: Cancel);
        ShowsVerdict(decided);
        await ReceiptsHoldAsync(village, decided, owners);
        var adopted = await owners[3].Proposals.GetProposalAsync(new GetProposalRequest { Name = proposal }, cancellationToken: Cancel);
        Assert.Equal(Proposal.Types.State.Adopted, adopted.State);

        var head = await owners[2].Audit.GetTreeHeadAsync(new GetTreeHeadRequest { Ledger = village.Name }, cancellationToken: Cancel);
        await server.RestartAsync();
        var voter = server.ConnectAs(owners[2]);
        await StandsAfterRestartAsync(voter, village, decided, adopted, head);
        var repeated = await voter.Polls.CastBallotAsync(late, cancellationToken: Cancel);
        Assert.Equal((cast.Name, cast.Changed, cast.Receipt.Entry), (repeated.Name, repeated.Changed, repeated.Receipt.Entry));
    }

    private static async Task<Topic> TalkAsync(Village village, List<NeighborhoodClient> owners)
    {
        var topic = await owners[0].Discussions.CreateTopicAsync(
            new CreateTopicRequest { Parent = village.Name, Title = "充电桩", Text = "地下一层装几个充电桩？" }, cancellationToken: Cancel);
        var post = await owners[1].Discussions.CreatePostAsync(new CreatePostRequest { Parent = topic.Name, Text = "先装四个。" }, cancellationToken: Cancel);
        await owners[2].Discussions.CreatePostAsync(
            new CreatePostRequest { Parent = topic.Name, Text = "四个够吗？", ReplyTo = post.Name }, cancellationToken: Cancel);
        topic = await village.Staff.Discussions.GetTopicAsync(new GetTopicRequest { Name = topic.Name }, cancellationToken: Cancel);
        Assert.Equal((2, 2), (topic.PostCount, topic.UnreadCount));
        return topic;
    }

    private static async Task<string> ProposeAsync(List<NeighborhoodClient> owners, Topic topic)
    {
        var request = new CreateProposalRequest
        {
            Parent = topic.Name[..topic.Name.IndexOf("/topics", StringComparison.Ordinal)],
            Title = "安装四个充电桩",
            Request = "是否同意在地下一层安装四个充电桩？",
            Category = Category.Charging,
            CostFen = 3_200_000,
            Topic = topic.Name,
        };
        var proposal = await owners[0].Proposals.CreateProposalAsync(request, cancellationToken: Cancel);
        proposal = await owners[0].Proposals.PublishProposalAsync(new PublishProposalRequest { Name = proposal.Name }, cancellationToken: Cancel);
        Assert.Equal(Proposal.Types.State.Published, proposal.State);
        foreach (var endorser in owners[1..3])
        {
            proposal = await endorser.Proposals.EndorseProposalAsync(new EndorseProposalRequest { Name = proposal.Name }, cancellationToken: Cancel);
        }

        Assert.Equal((Proposal.Types.State.Tabled, 2), (proposal.State, proposal.EndorsementCount));
        return proposal.Name;
    }

    private static async Task<Poll> AnnounceAsync(RunningServer server, Village village, string proposal)
    {
        var request = new AnnouncePollRequest
        {
            Parent = village.Name,
            Proposal = proposal,
            Matter = "other-major",
            Secrecy = Secrecy.Confidential,
            BindingStatus = BindingStatus.PaperBinding,
            ClosesAt = Timestamp.FromDateTimeOffset(server.Time.GetUtcNow() + TimeSpan.FromDays(22)),
        };
        var poll = await village.Staff.Polls.AnnouncePollAsync(request, cancellationToken: Cancel);
        await village.PostAsync(poll.Name);
        Assert.Equal(("是否同意在地下一层安装四个充电桩？", Poll.Types.State.Announced), (poll.Question, poll.State));
        Assert.Equal((4, 3_897_500), (poll.Turnout.EntitledHeadcount, poll.Turnout.EntitledAreaCm2));
        return poll;
    }

    private static async Task VoteAsync(Poll poll, List<NeighborhoodClient> owners)
    {
        Assert.False((await CastAsync(owners[0], "no")).Changed);
        Assert.False((await CastAsync(owners[1], "yes")).Changed);
        Assert.True((await CastAsync(owners[0], "yes")).Changed);

        async Task<CastBallotResponse> CastAsync(NeighborhoodClient voter, string option)
        {
            var cast = await voter.Polls.CastBallotAsync(
                new CastBallotRequest { Parent = poll.Name, Choice = new Choice { Option = option } }, cancellationToken: Cancel);
            var verification = ReceiptVerifier.Verify(cast.Receipt, new ReceiptExpectation(Poll: poll.Name));
            Assert.Null(verification.FirstFailure);
            return cast;
        }
    }

    private static void ShowsVerdict(Poll poll)
    {
        Assert.Equal(Poll.Types.State.Decided, poll.State);
        Assert.True(poll.Result.Passed);
        Assert.Equal(4, poll.Result.BallotCount);
        Assert.Equal([("yes", 2L, 2_095_000L), ("no", 1, 762_500), ("abstain", 0, 0)],
            poll.Result.Tally.Select(tally => (tally.Option, tally.Headcount, tally.AreaCm2)));
        Assert.All(poll.Result.Clauses, clause => Assert.True(clause.Held && clause.Clause.Article.Length > 0));
        Assert.Equal([2_857_500L, 3, 2_095_000, 2], poll.Result.Clauses.Select(clause => clause.Have));
        Assert.Equal((3, 2_857_500), (poll.Turnout.VotedHeadcount, poll.Turnout.VotedAreaCm2));
    }

    private static async Task ReceiptsHoldAsync(Village village, Poll poll, List<NeighborhoodClient> owners)
    {
        var choices = new[] { "yes", "yes", "no" };
        for (var i = 0; i < choices.Length; i++)
        {
            var mine = await owners[i].Polls.GetMyBallotAsync(new GetMyBallotRequest { Name = poll.Name }, cancellationToken: Cancel);
            Assert.Equal(choices[i], mine.Choice.Option);
            Assert.True((await owners[i].CheckHeadAsync(village.Name, Cancel)).Holds);
            var known = await owners[i].KnownHeads.FindAsync(owners[i].Address, village.Name, Cancel);
            var expected = new ReceiptExpectation(known!.VerifierKey, village.Name, poll.Name, await village.FindAsync(Village.Owners[i]));
            Assert.Null(ReceiptVerifier.Verify(mine, expected).FirstFailure);
            mine.Opening.Salt = Google.Protobuf.ByteString.CopyFrom(new byte[32]);
            Assert.Equal(ReceiptCheck.Commitment, ReceiptVerifier.Verify(mine, expected).FirstFailure?.Check);
        }
    }

    private static async Task StandsAfterRestartAsync(NeighborhoodClient client, Village village, Poll poll, Proposal proposal, TreeHead head)
    {
        var pollNow = await client.Polls.GetPollAsync(new GetPollRequest { Name = poll.Name }, cancellationToken: Cancel);
        pollNow.VotedByMe = poll.VotedByMe;
        Assert.Equal(poll, pollNow);
        var proposalNow = await client.Proposals.GetProposalAsync(new GetProposalRequest { Name = proposal.Name }, cancellationToken: Cancel);
        proposalNow.EndorsedByMe = proposal.EndorsedByMe;
        Assert.Equal(proposal, proposalNow);

        await client.Discussions.CreatePostAsync(
            new CreatePostRequest { Parent = proposal.Topic, Text = "通过了！" }, cancellationToken: Cancel);
        var first = await client.KnownHeads.CheckAsync(client.Address, village.Name, head, (_, _, _) => Task.FromResult<IReadOnlyList<byte[]>?>(null), Cancel);
        var later = await client.CheckHeadAsync(village.Name, Cancel);
        Assert.Equal((HeadVerdict.FirstContact, HeadVerdict.Grown), (first.Verdict, later.Verdict));
    }
}
