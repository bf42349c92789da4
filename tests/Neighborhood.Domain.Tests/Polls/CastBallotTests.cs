using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using FactKind = Neighborhood.V1.Facts.Fact.KindOneofCase;

namespace Neighborhood.Domain.Tests.Polls;

public sealed class CastBallotTests
{
    [Fact]
    public void Every_refusal_names_its_cause()
    {
        var given = Xingfu.Founded();
        var announced = given.Announce(given.Request(PollSteps.Owners)).Answer;
        given.Posted(announced.Name);
        given.Vote("communities/xingfu/polls/1", Xingfu.Wang, "yes").Refused(ErrorReason.NotFound, "parent");
        given.Vote(announced.Name.Replace("xingfu", "xingfo", StringComparison.Ordinal), Xingfu.Wang, "yes").Refused(ErrorReason.NotFound, "parent");
        given.Vote(announced.Name.Replace("xingfu", "xingfu2", StringComparison.Ordinal), Xingfu.Wang, "yes").Refused(ErrorReason.NotFound, "parent");
        var early = given.Vote(announced.Name, Xingfu.Wang, "yes").Refused(ErrorReason.PollNotOpen);
        Assert.Equal("Announced", early.Details!["state"]);
        Assert.Equal(15 * Times.DayMicros, early.RetryAfterMicros);

        given.Later(PollSteps.Notice).Due();
        given.Vote(announced.Name, Xingfu.WangsChild, "yes").Refused(ErrorReason.NotOnRoll);
        given.Vote(announced.Name, Xingfu.Staff, "yes").Refused(ErrorReason.RoleRequired);
        given.Vote(announced.Name, Xingfu.Wang, "maybe").Refused(ErrorReason.UnknownOption, "choice.option");
        given.Try(new CastBallot(), new CastBallotRequest { Parent = announced.Name }, Xingfu.As(Xingfu.Wang))
            .Refused(ErrorReason.UnknownOption, "choice.option");

        given.And(new Fact { VotingHoldSet = new() { Account = Xingfu.As(Xingfu.Li).Account, UntilMicros = given.NowMicros + 5 } });
        Assert.Equal(5, given.Vote(announced.Name, Xingfu.Li, "yes").Refused(ErrorReason.AccountOnHold).RetryAfterMicros);
        given.Later(TimeSpan.FromMicroseconds(5)).Vote(announced.Name, Xingfu.Li, "yes").Answer.Receipt = null;
    }

    [Fact]
    public void A_ballot_at_the_close_is_late_even_if_the_timer_is_too()
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Survey);
        given.Later(PollSteps.Length - TimeSpan.FromMicroseconds(1));
        Assert.Equal($"{poll}/ballots/1", given.Vote(poll, Xingfu.Wang, "yes").Answer.Name);
        given.Later(TimeSpan.FromMicroseconds(1));
        Assert.Equal(Poll.Types.State.Open, given.Seen(poll).State);
        given.Vote(poll, Xingfu.Li, "yes").Refused(ErrorReason.PollNotOpen);
        given.Due().Vote(poll, Xingfu.Li, "yes").Refused(ErrorReason.PollNotOpen);
    }

    [Fact]
    public void The_last_ballot_counts_and_the_chain_keeps_all()
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Survey, request => request.Secrecy = Secrecy.Open);
        Assert.False(given.Vote(poll, Xingfu.Wang, "no").Answer.Changed);
        Assert.False(given.Vote(poll, Xingfu.Li, "no").Answer.Changed);
        var changed = given.Vote(poll, Xingfu.Wang, "yes");
        Assert.Equal((true, $"{poll}/ballots/3"), (changed.Answer.Changed, changed.Answer.Name));
        Assert.Equal(1, changed.Made[0].Fact.BallotCast.Replaces);

        var result = given.Counted(poll).Result;
        Assert.Equal([1, 1, 0], result.Tally.Select(tally => tally.Headcount));
        Assert.Equal(3, result.BallotCount);
        var leaf = Array.Empty<byte>();
        var ordinal = 0;
        foreach (var (entry, stored) in given.Entries.Zip(given.Stored).Where(pair => pair.First.Fact.KindCase == FactKind.BallotCast))
        {
            Assert.Equal(++ordinal, entry.Fact.BallotCast.Ordinal);
            Assert.Equal(leaf, entry.Fact.BallotCast.PreviousLeaf);
            leaf = MerkleHash.Leaf(stored);
        }

        var closed = given.Entries.Single(entry => entry.Fact.KindCase == FactKind.PollClosed).Fact.PollClosed;
        Assert.Equal(leaf, closed.LastLeaf);
        Assert.Equal(leaf, result.LastBallotLeaf);
        Assert.Equal((3, 2), (closed.BallotCount, closed.VotedHeadcount));
    }

    [Fact]
    public void A_voter_sees_the_own_ballot_and_it_opens_the_commitment()
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Owners);
        var mine = new GetMyBallotRequest { Name = poll };
        Assert.Equal(ErrorReason.NoBallot, given.RefusalOf(new GetMyBallot(), mine, Xingfu.As(Xingfu.Wang)).Reason);
        Assert.Equal(ErrorReason.NoBallot, given.RefusalOf(new GetMyBallot(), mine, Xingfu.As(Xingfu.Staff)).Reason);
        Assert.Equal(ErrorReason.NotFound, given.RefusalOf(new GetMyBallot(), new GetMyBallotRequest { Name = "polls/1" }, Xingfu.As(Xingfu.Wang)).Reason);
        var cast = given.Vote(poll, Xingfu.Wang, "abstain").Made[0].Fact.BallotCast;
        var ballot = given.Read(new GetMyBallot(), mine, Xingfu.As(Xingfu.Wang));
        Assert.Equal(("abstain", $"{poll}/ballots/1"), (ballot.Choice.Option, ballot.Name));
        Assert.Equal(given.In(TimeSpan.Zero), ballot.Time);
        Assert.Equal(
            cast.Commitment,
            BallotCommitment.Compute(Xingfu.Name, cast.Poll, cast.Voter, ballot.Opening.Choice.Span, ballot.Opening.Salt.Span));
        Assert.True(given.Read(new GetPoll(), new GetPollRequest { Name = poll }, Xingfu.As(Xingfu.Wang)).VotedByMe);
        Assert.False(given.Seen(poll).VotedByMe);
    }
}
