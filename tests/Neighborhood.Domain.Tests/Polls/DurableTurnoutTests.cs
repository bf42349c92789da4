using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;

namespace Neighborhood.Domain.Tests.Polls;

/// <summary>What a poll shows of ballots that are still on their way to the disk.</summary>
public sealed class DurableTurnoutTests
{
    [Fact]
    public void An_open_poll_shows_the_ballots_that_are_durable()
    {
        var (given, poll) = Opened();
        given.Vote(poll, Xingfu.Wang, "yes");
        given.State.NoteDurable(given.Next);
        given.Vote(poll, Xingfu.Li, "no");
        given.Vote(poll, Xingfu.Wang, "no");

        var before = Shown(given, poll, Xingfu.Staff);
        Assert.Equal((true, 1, 1), (before.AtOnce, before.Poll.Turnout.VotedHeadcount, before.Poll.Turnout.BallotCount));
        given.State.NoteDurable(given.Last);
        Assert.Equal((2, 2), Numbers(Shown(given, poll, Xingfu.Staff).Poll));
        given.State.NoteDurable(given.Next);
        Assert.Equal((2, 3), Numbers(Shown(given, poll, Xingfu.Staff).Poll));
        Assert.Equal(given.Seen(poll).Turnout, Shown(given, poll, Xingfu.Staff).Poll.Turnout);
    }

    [Fact]
    public void Who_has_a_ballot_on_its_way_waits_for_it_and_sees_it()
    {
        var (given, poll) = Opened();
        given.Vote(poll, Xingfu.Li, "yes");
        given.State.NoteDurable(given.Next);
        given.Vote(poll, Xingfu.Wang, "yes");

        var own = Shown(given, poll, Xingfu.Wang);
        Assert.Equal((false, true), (own.AtOnce, own.Poll.VotedByMe));
        Assert.Equal((2, 2), Numbers(own.Poll));
        var other = Shown(given, poll, Xingfu.Li);
        Assert.Equal((true, true), (other.AtOnce, other.Poll.VotedByMe));
        Assert.Equal((1, 1), Numbers(other.Poll));
    }

    [Fact]
    public void A_poll_that_is_closed_shows_every_ballot()
    {
        var (given, poll) = Opened();
        given.State.NoteDurable(given.Next);
        given.Vote(poll, Xingfu.Wang, "yes");
        given.Later(PollSteps.Length).Due();

        var closed = Shown(given, poll, Xingfu.Staff);
        Assert.Equal((false, Poll.Types.State.Closed), (closed.AtOnce, closed.Poll.State));
        Assert.Equal((1, 1), Numbers(closed.Poll));
    }

    private static (Given<CommunityState> Given, string Poll) Opened()
    {
        var given = Xingfu.Founded();
        return (given, given.Opened(PollSteps.Survey));
    }

    private static (long Headcount, long Ballots) Numbers(Poll poll) => (poll.Turnout.VotedHeadcount, poll.Turnout.BallotCount);

    /// <summary>The poll as it is shown now, and whether without waiting for the disk.</summary>
    private static (bool AtOnce, Poll Poll) Shown(Given<CommunityState> given, string poll, long resident)
    {
        var context = new QueryContext<CommunityState>(given.State, Xingfu.As(resident), given.NowMicros);
        var reading = new GetPoll().Read(context, new GetPollRequest { Name = poll });
        return (reading.ShowsDurableTallies, given.Texts.Render(reading));
    }
}
