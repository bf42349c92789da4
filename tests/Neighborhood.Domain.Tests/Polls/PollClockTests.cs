using Neighborhood.Domain.Core;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using FactKind = Neighborhood.V1.Facts.Fact.KindOneofCase;
using State = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Domain.Tests.Polls;

public sealed class PollClockTests
{
    [Fact]
    public void A_clock_moved_past_open_and_close_does_both_at_their_times()
    {
        var given = Xingfu.Founded();
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer;
        given.Posted(poll.Name);
        given.Later(TimeSpan.FromDays(60)).Due();
        Assert.Equal(
            [(FactKind.PollOpened, Times.Micros(poll.OpensAt)), (FactKind.PollClosed, Times.Micros(poll.ClosesAt))],
            given.Entries.TakeLast(2).Select(entry => (entry.Fact.KindCase, (long?)entry.TimeMicros)));
        Assert.Equal(poll.ClosesAt, given.Seen(poll.Name).CloseTime);
        Assert.Null(given.State.NextDueMicros);
    }

    [Fact]
    public void Polls_due_at_one_time_are_all_done()
    {
        var given = Xingfu.Founded();
        string[] polls = [.. Enumerable.Range(0, 3).Select(_ => given.Announce(given.Request(PollSteps.Survey)).Answer.Name)];
        given.Due();
        Assert.All(polls, poll => Assert.Equal(State.Open, given.Seen(poll).State));
    }

    [Fact]
    public void The_root_of_the_roll_is_over_its_salted_rows()
    {
        var given = PollSteps.Estate(3, PollSteps.Home(1, 500, 1), PollSteps.Home(2, 700, 1, 2), PollSteps.Home(3, 900, 3));
        var poll = given.Opened(PollSteps.Owners);
        var seed = given.Texts.Find(given.Last)!.Data.Span.ToArray();
        var id = Names.IdIn(poll, "polls");
        var tree = new MerkleTree();
        tree.Append(MerkleHash.Leaf(RollCommitment.Row(Xingfu.Name, id, 1, 1_200, 2, RollCommitment.Salt(seed, 0))));
        tree.Append(MerkleHash.Leaf(RollCommitment.Row(Xingfu.Name, id, 3, 900, 1, RollCommitment.Salt(seed, 1))));
        Assert.Equal(tree.Root(), given.Seen(poll).RollRoot);
    }

    [Fact]
    public void An_absence_across_the_close_extends_it_by_its_length()
    {
        var given = Xingfu.Founded();
        var name = given.Opened(PollSteps.Survey);
        var closes = Times.Micros(given.Seen(name).ClosesAt)!.Value;
        given.Later(PollSteps.Length - TimeSpan.FromHours(1)).Away(TimeSpan.FromHours(3));
        var poll = given.Seen(name);
        Assert.Equal((State.Open, closes + (3 * Times.HourMicros)), (poll.State, Times.Micros(poll.ClosesAt)!.Value));
        Assert.Contains("The server was away", poll.Reason, StringComparison.Ordinal);
        var extended = given.Entries.Last().Fact.PollExtended;
        Assert.Equal(FactKind.OutageNoted, given.Entries.ElementAt((int)extended.Outage).Fact.KindCase);
        Assert.Equal(0, extended.ObjectionsUntilMicros);
        given.Later(TimeSpan.FromHours(1) - TimeSpan.FromMicroseconds(1)).Due();
        Assert.Equal(State.Open, given.Seen(name).State);
        given.Later(TimeSpan.FromMicroseconds(1)).Due();
        Assert.Equal(State.Closed, given.Seen(name).State);
    }

    [Fact]
    public void An_absence_across_the_opening_moves_objections_opening_and_close()
    {
        var given = Xingfu.Founded();
        var before = given.Announce(given.Request(PollSteps.Owners)).Answer;
        given.Later(PollSteps.Notice - TimeSpan.FromHours(1)).Away(TimeSpan.FromHours(3));
        var after = given.Seen(before.Name);
        Assert.Equal(State.Announced, after.State);
        Assert.Equal(before.OpensAt.Seconds + 10_800, after.OpensAt.Seconds);
        Assert.Equal(before.ObjectionsUntil.Seconds + 10_800, after.ObjectionsUntil.Seconds);
        Assert.Equal(before.ClosesAt.Seconds + 10_800, after.ClosesAt.Seconds);
    }

    [Fact]
    public void An_absence_across_nothing_is_no_fact()
    {
        var given = Xingfu.Founded();
        given.Opened(PollSteps.Survey);
        var next = given.Next;
        given.Away(TimeSpan.FromDays(3));
        Assert.Equal(next, given.Next);
    }
}
