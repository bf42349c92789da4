using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.KillTests;

/// <summary>What must be true of a server that was killed and started again.</summary>
internal sealed class Inspection(Neighbourhood place, LedgerCopy ledger, Random random)
{
    private const int RepeatsPerRound = 40;

    /// <summary>Requests that the crash left unanswered.</summary>
    public int InFlightCount { get; private set; }

    /// <summary>Redemptions that stood in the directory without an answer.</summary>
    public int BetweenLedgersCount { get; private set; }

    /// <summary>Requests sent again after they were answered.</summary>
    public int RepeatCount { get; private set; }

    /// <summary>Checks everything. Unanswered requests are sent again on the way, so that everything is known afterwards.</summary>
    public async Task RunAsync()
    {
        await ShownIsThereAsync();
        await ledger.FollowAsync(place.Staff, place.Seen);
        await FinishAsync();
        await RepeatAsync();
        await PostsAreExactAsync();
        await PollIsExactAsync();
        await ProposalIsExactAsync();
        await ledger.FollowAsync(place.Staff, place.Seen);
        Assert.Equal(place.EarlierPostCount + place.Posts.Count, ledger.PostCount);
    }

    /// <summary>What a read once showed is there, before anything is sent again.</summary>
    private async Task ShownIsThereAsync()
    {
        var topic = await place.Staff.Client.Discussions.GetTopicAsync(new GetTopicRequest { Name = place.Topic });
        Assert.True(topic.PostCount >= place.Seen.PostCount, $"{place.Seen.PostCount} posts were shown, and {topic.PostCount} are there.");
        Assert.True(topic.PostCount >= place.Posts.Count, $"{place.Posts.Count} posts were answered, and {topic.PostCount} are there.");
        var turnout = (await place.Staff.Client.Polls.GetPollAsync(new GetPollRequest { Name = place.Poll })).Turnout;
        Assert.True(turnout.BallotCount >= place.Seen.Turnout.BallotCount, "A ballot that was counted before is missing.");
        Assert.True(turnout.BallotCount >= place.BallotCount, "A ballot that was answered is missing.");
        Assert.True(turnout.VotedHeadcount >= place.Seen.Turnout.VotedHeadcount, "A voter who was counted before is missing.");
    }

    private async Task FinishAsync()
    {
        foreach (var person in place.Owners.Where(owner => owner.InFlight is not null))
        {
            InFlightCount++;
            try
            {
                await person.InFlight!.SendAsync();
                place.Remember(person.InFlight);
            }
            catch (RefusedException refusal) when (refusal.Reason == ErrorReason.PostingTooFast)
            {
                // The kill took it, and by now its author has posted as often as may be.
            }

            person.InFlight = null;
        }

        foreach (var newcomer in place.Newcomers)
        {
            BetweenLedgersCount += await newcomer.CheckBetweenLedgersAsync() ? 1 : 0;
            await newcomer.GoOnAsync(place.Remember);
            await newcomer.CheckAsync();
        }

        place.Newcomers.Clear();
    }

    private async Task RepeatAsync()
    {
        for (var i = 0; i < RepeatsPerRound && place.Answered.Count > 0; i++)
        {
            // Half of them among the last hundred, where the crash was.
            var from = i % 2 == 0 ? 0 : Math.Max(0, place.Answered.Count - 100);
            await place.Answered[random.Next(from, place.Answered.Count)].RepeatAsync();
            RepeatCount++;
        }
    }

    private async Task PostsAreExactAsync()
    {
        var found = new Dictionary<string, string>();
        await foreach (var post in place.Staff.Client.Discussions.ListAllPostsAsync(new ListPostsRequest { Parent = place.Topic, PageSize = 100 }))
        {
            found.Add(post.Name, post.Text);
        }

        Assert.Equal(place.Posts.OrderBy(post => post.Key), found.OrderBy(post => post.Key));
        Assert.DoesNotContain(place.Seen.Posts.Keys, name => !found.ContainsKey(name));
        var topic = await place.Staff.Client.Discussions.GetTopicAsync(new GetTopicRequest { Name = place.Topic });
        Assert.Equal(found.Count, topic.PostCount);
    }

    private async Task PollIsExactAsync()
    {
        var turnout = (await place.Staff.Client.Polls.GetPollAsync(new GetPollRequest { Name = place.Poll })).Turnout;
        Assert.Equal(place.BallotCount, turnout.BallotCount);
        Assert.Equal(place.Owners.Count(owner => owner.Ballot is not null), turnout.VotedHeadcount);
        foreach (var owner in place.Owners.Where(owner => owner.Ballot is not null))
        {
            var ballot = await owner.Client.Polls.GetMyBallotAsync(new GetMyBallotRequest { Name = place.Poll });
            Assert.Equal(owner.Ballot, (ballot.Name, ballot.Choice.Option));
            var verified = Client.Verification.ReceiptVerifier.Verify(ballot, new() { Poll = place.Poll, Voter = owner.Resident });
            Assert.True(verified.Holds, "A ballot does not verify.");
        }
    }

    private async Task ProposalIsExactAsync()
    {
        foreach (var owner in place.Owners)
        {
            var proposal = await owner.Client.Proposals.GetProposalAsync(new GetProposalRequest { Name = place.Proposal });
            Assert.Equal(owner.Endorses, proposal.EndorsedByMe);
            Assert.Equal(place.Owners.Count(one => one.Endorses), proposal.EndorsementCount);
        }
    }
}
