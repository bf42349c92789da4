using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using FactKind = Neighborhood.V1.Facts.Fact.KindOneofCase;
using GateKind = Neighborhood.V1.Gate.Types.Kind;
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
    public void An_absence_across_the_end_of_the_voter_list_objections_moves_that_end_alone()
    {
        var given = Xingfu.Founded();
        var name = given.Opened(PollSteps.Survey);
        given.Vote(name, Xingfu.Wang, "yes");
        var before = given.Counted(name);
        var ends = Times.Micros(before.Result.ProvisionalUntil)!.Value;
        given.Later(TimeSpan.FromDays(3) - TimeSpan.FromHours(1)).Away(TimeSpan.FromHours(3));
        var after = given.Seen(name);
        Assert.Equal((true, ends + (3 * Times.HourMicros)), (after.Result.Provisional, Times.Micros(after.Result.ProvisionalUntil)!.Value));
        Assert.Equal((before.OpensAt, before.ClosesAt, before.CloseTime), (after.OpensAt, after.ClosesAt, after.CloseTime));
        var objection = new FileObjectionRequest { Parent = name, Text = "已经不住在这里", About = About.VoterList };
        given.Later(TimeSpan.FromHours(1) - TimeSpan.FromMicroseconds(1)).When(new FileObjection(), objection, Xingfu.As(Xingfu.Wang));
        given.Later(TimeSpan.FromMicroseconds(1));
        given.When(new FileObjection(), objection, Xingfu.As(Xingfu.Li)).Refused(ErrorReason.ObjectionPeriodOver);
    }

    [Fact]
    public void An_absence_across_the_time_to_post_a_result_moves_it()
    {
        var given = Xingfu.Founded();
        var poll = given.Counted(given.Opened(PollSteps.Owners));
        var due = Times.Micros(poll.Result.Time)!.Value + (3 * Times.DayMicros);
        given.Later(TimeSpan.FromDays(3) - TimeSpan.FromHours(1)).Away(TimeSpan.FromHours(3));
        Assert.DoesNotContain(given.Entries, entry => entry.Fact.KindCase == FactKind.PublicationOverdue);
        given.Later(TimeSpan.FromHours(1)).Due();
        var noted = given.Entries.Last();
        Assert.Equal((FactKind.PublicationOverdue, due + (3 * Times.HourMicros)), (noted.Fact.KindCase, noted.TimeMicros));
        Assert.Equal(due + (3 * Times.HourMicros), Times.Micros(given.Seen(poll.Name).Gates.Single(gate => gate.Kind == GateKind.Publication).Until));
    }

    [Fact]
    public void An_absence_moves_the_time_to_post_no_result_that_was_posted()
    {
        var given = Xingfu.Founded();
        var poll = given.Counted(given.Opened(PollSteps.Owners));
        var posted = new RecordNoticeRequest { Name = poll.Name, Kind = NoticeKind.ResultNotice, Place = "东门公告栏", PostedAt = Times.Timestamp(given.NowMicros) };
        given.When(new RecordNotice(), posted, Xingfu.As(Xingfu.Staff));
        given.Later(TimeSpan.FromDays(3) - TimeSpan.FromHours(1)).Away(TimeSpan.FromHours(3));
        Assert.All(given.Entries.Where(entry => entry.Fact.PollExtended is not null), entry => Assert.Equal(0, entry.Fact.PollExtended.PublicationDueMicros));
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
