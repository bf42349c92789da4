using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using FactKind = Neighborhood.V1.Facts.Fact.KindOneofCase;
using GateState = Neighborhood.V1.Gate.Types.State;
using Kind = Neighborhood.V1.Gate.Types.Kind;

namespace Neighborhood.Domain.Tests.Polls;

/// <summary>What the rule demands of the procedure holds the poll, and says why and until when.</summary>
public sealed class PollGateTests
{
    [Fact]
    public void A_poll_whose_notice_is_not_posted_does_not_open_and_says_why()
    {
        var given = Xingfu.Founded();
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer;
        Assert.Equal(
            [(Kind.NoticePosted, GateState.Blocked), (Kind.NoticePeriod, GateState.Waiting), (Kind.RollObjections, GateState.Waiting)],
            poll.Gates.Select(gate => (gate.Kind, gate.State)));

        given.Later(PollSteps.Notice + TimeSpan.FromDays(2) + TimeSpan.FromHours(1)).Due();
        var held = given.Seen(poll.Name);
        Assert.Equal((Poll.Types.State.Announced, GateState.Blocked), (held.State, held.Gates[0].State));
        Assert.Equal(poll.OpensAt.Seconds + (3 * 86_400), held.OpensAt.Seconds);
        Assert.Equal(poll.ClosesAt.Seconds + (3 * 86_400), held.ClosesAt.Seconds);
        Assert.Contains("张贴", held.Reason, StringComparison.Ordinal);
        Assert.Contains("posted", held.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Notice_runs_from_the_posting()
    {
        var given = Xingfu.Founded();
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer;
        given.Later(TimeSpan.FromDays(6)).Posted(poll.Name);
        var posted = given.NowMicros;
        var seen = given.Seen(poll.Name);
        Assert.Equal((GateState.Met, GateState.Waiting), (seen.Gates[0].State, seen.Gates[1].State));
        Assert.Equal(posted + (15 * Times.DayMicros), Times.Micros(seen.Gates[1].Until));

        // A second posting later on changes nothing: the first one began the notice.
        given.Later(TimeSpan.FromDays(1)).Posted(poll.Name);
        given.Later(TimeSpan.FromDays(14) - TimeSpan.FromMicroseconds(1)).Due();
        Assert.Equal(Poll.Types.State.Announced, given.Seen(poll.Name).State);
        Assert.Equal(posted + (15 * Times.DayMicros), Times.Micros(given.Seen(poll.Name).OpensAt));
        given.Later(TimeSpan.FromMicroseconds(1)).Due();
        Assert.Equal(Poll.Types.State.Open, given.Seen(poll.Name).State);
    }

    [Fact]
    public void An_objection_without_an_answer_blocks()
    {
        var given = Xingfu.Founded();
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer;
        given.Posted(poll.Name);
        given.When(new FileObjection(), new FileObjectionRequest { Parent = poll.Name, Text = "面积不对" }, Xingfu.As(Xingfu.Wang));
        given.Later(PollSteps.Notice).Due();
        var gate = given.Seen(poll.Name).Gates.Single(gate => gate.Kind == Kind.RollObjections);
        Assert.Equal((GateState.Blocked, 1), (gate.State, gate.Unanswered));
        Assert.Equal(GateState.Met, given.Seen(poll.Name).Gates.Single(gate => gate.Kind == Kind.NoticePeriod).State);
        Assert.Equal(Poll.Types.State.Announced, given.Seen(poll.Name).State);
    }

    [Fact]
    public void A_result_that_is_not_posted_in_time_is_noted_by_the_clock()
    {
        var given = Xingfu.Founded();
        var poll = given.Counted(given.Opened(PollSteps.Owners));
        var gate = poll.Gates.Single(one => one.Kind == Kind.Publication);
        Assert.Equal(GateState.Blocked, gate.State);
        Assert.Equal(Times.Micros(poll.Result.Time) + (3 * Times.DayMicros), Times.Micros(gate.Until));

        given.Later(TimeSpan.FromDays(3) - TimeSpan.FromMicroseconds(1)).Due();
        Assert.DoesNotContain(given.Entries, entry => entry.Fact.KindCase == FactKind.PublicationOverdue);
        given.Later(TimeSpan.FromDays(1)).Due();
        var noted = given.Entries.Last();
        Assert.Equal((FactKind.PublicationOverdue, Times.Micros(gate.Until)), (noted.Fact.KindCase, noted.TimeMicros));
        Assert.Equal(GateState.Overdue, given.Seen(poll.Name).Gates.Single(one => one.Kind == Kind.Publication).State);
        Assert.Equal(Times.Micros(poll.EvidenceUntil), given.State.NextDueMicros);
    }

    [Fact]
    public void A_result_that_is_posted_in_time_is_met_and_nothing_is_noted()
    {
        var given = Xingfu.Founded();
        var poll = given.Counted(given.Opened(PollSteps.Owners));
        var posted = new RecordNoticeRequest { Name = poll.Name, Kind = NoticeKind.ResultNotice, Place = "东门公告栏", PostedAt = Times.Timestamp(given.NowMicros) };
        given.When(new RecordNotice(), posted, Xingfu.As(Xingfu.Staff));
        Assert.Equal(GateState.Met, given.Seen(poll.Name).Gates.Single(one => one.Kind == Kind.Publication).State);
        Assert.Equal(Times.Micros(poll.EvidenceUntil), given.State.NextDueMicros);
        given.Later(TimeSpan.FromDays(30)).Due();
        Assert.DoesNotContain(given.Entries, entry => entry.Fact.KindCase == FactKind.PublicationOverdue);
    }

    [Fact]
    public void A_survey_has_no_gates_but_the_objections()
    {
        var given = Xingfu.Founded();
        Assert.Equal([Kind.RollObjections], given.Announce(given.Request(PollSteps.Survey)).Answer.Gates.Select(gate => gate.Kind));
        Assert.Equal([Kind.VoterListObjections], given.Counted(given.Opened(PollSteps.Survey)).Gates.Select(gate => gate.Kind));
    }
}
