using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using ProposalState = Neighborhood.V1.Proposal.Types.State;
using State = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Domain.Tests.Polls;

public sealed class PollVerbTests
{
    private static readonly Caller Staff = Xingfu.As(Xingfu.Staff);

    [Fact]
    public void Each_verb_applies_in_its_states_alone()
    {
        var announced = Xingfu.Founded();
        var name = announced.Announce(announced.Request(PollSteps.Owners)).Answer.Name;
        Void(announced, name).Refused(ErrorReason.WrongState);
        Assert.Equal((State.Cancelled, "改期"), (Cancel(announced, name).Answer.State, announced.Seen(name).Reason));
        Cancel(announced, name).Refused(ErrorReason.WrongState);
        Extend(announced, name, TimeSpan.FromDays(40)).Refused(ErrorReason.WrongState);
        announced.Later(TimeSpan.FromDays(99));
        Assert.Null(announced.State.NextDueMicros);

        var open = Xingfu.Founded();
        name = open.Opened(PollSteps.Survey);
        Cancel(open, name).Refused(ErrorReason.WrongState);
        open.Vote(name, Xingfu.Wang, "yes");
        open.Counted(name);
        Cancel(open, name).Refused(ErrorReason.WrongState);
        Extend(open, name, TimeSpan.FromDays(40)).Refused(ErrorReason.WrongState);
        var voided = Void(open, name).Answer;
        Assert.Equal((State.Voided, true), (voided.State, voided.Result.Passed));
        Void(open, name).Refused(ErrorReason.WrongState);
    }

    [Fact]
    public void A_poll_is_voided_while_open_and_while_counted()
    {
        var given = Xingfu.Founded();
        var open = given.Opened(PollSteps.Survey);
        Assert.Equal(State.Voided, Void(given, open).Answer.State);
        var closed = given.Opened(PollSteps.Survey);
        given.Later(PollSteps.Length).Due();
        Assert.Equal([Names.IdIn(closed, "polls")], given.State.Polls.Uncounted);
        var count = given.Count(closed);
        Assert.Equal(State.Voided, Void(given, closed).Answer.State);
        given.When(new DeclareResult(count), new GetPollRequest { Name = closed }, Staff).Refused(ErrorReason.WrongState);
        Assert.Empty(given.State.Polls.Uncounted);
    }

    [Fact]
    public void A_close_only_moves_later_and_not_without_end()
    {
        var given = Xingfu.Founded();
        var name = given.Opened(PollSteps.Survey);
        var closes = given.NowMicros + (7 * Times.DayMicros);
        Assert.Equal($"{closes + 60_000_000}", Extend(given, name, PollSteps.Length).Refused(ErrorReason.NoticeTooShort, "closes_at").Details!["earliest"]);
        Extend(given, name, TimeSpan.FromDays(90) + TimeSpan.FromMicroseconds(1)).Refused(ErrorReason.InvalidField, "closes_at");
        given.When(new ExtendPoll(), new ExtendPollRequest { Name = name, Reason = "x" }, Staff).Refused(ErrorReason.InvalidField, "closes_at");
        given.When(new ExtendPoll(), new ExtendPollRequest { Name = name, Reason = " " }, Staff).Refused(ErrorReason.InvalidField, "reason");
        var extended = Extend(given, name, TimeSpan.FromDays(90)).Answer;
        Assert.Equal((given.In(TimeSpan.FromDays(90)), "改期"), (extended.ClosesAt, extended.Reason));
        given.Later(PollSteps.Length).Due();
        Assert.Equal(State.Open, given.Seen(name).State);
        given.Later(TimeSpan.FromDays(83));
        Extend(given, name, TimeSpan.FromDays(1)).Refused(ErrorReason.WrongState);
    }

    [Fact]
    public void Nothing_is_nothing()
    {
        var given = Xingfu.Founded();
        Cancel(given, "communities/xingfu/polls/1").Refused(ErrorReason.NotFound, "name");
        Extend(given, "communities/xingfu/polls/1", PollSteps.Length).Refused(ErrorReason.NotFound, "name");
        Void(given, "communities/xingfu/polls/1").Refused(ErrorReason.NotFound, "name");
        var name = given.Announce(given.Request(PollSteps.Owners)).Answer.Name;
        given.When(new CancelPoll(), new CancelPollRequest { Name = name, Reason = " " }, Staff).Refused(ErrorReason.InvalidField, "reason");
        given.When(new VoidPoll(), new VoidPollRequest { Name = name, Reason = " " }, Staff).Refused(ErrorReason.InvalidField, "reason");
        Assert.Equal(ErrorReason.NotFound, given.RefusalOf(new GetPoll(), new GetPollRequest { Name = "communities/xingfu/polls/1" }, Staff).Reason);
    }

    [Theory]
    [InlineData(BindingStatus.PaperBinding, 12, ProposalState.Adopted)]
    [InlineData(BindingStatus.OfficialPlatform, 3, ProposalState.Rejected)]
    [InlineData(BindingStatus.Advisory, 12, ProposalState.Tabled)]
    public void A_proposal_follows_a_verdict_that_binds_and_returns_when_it_is_void(BindingStatus status, int consenting, ProposalState becomes)
    {
        var given = Xingfu.Founded().Tabled();
        var proposal = given.Last - 2;
        var request = given.Request(PollSteps.Owners);
        (request.Proposal, request.BindingStatus) = (Xingfu.Named("proposals", proposal), status);
        var name = given.When(new AnnouncePoll("", proposal), request, Staff).Answer.Name;
        given.Posted(name);
        given.Later(PollSteps.Notice).Due();
        for (var voter = 1; voter <= consenting; voter++)
        {
            given.Vote(name, voter, "yes");
        }

        given.Counted(name);
        Assert.Equal(becomes, given.State.Proposals.StateOf(proposal));
        Void(given, name);
        Assert.Equal(ProposalState.Tabled, given.State.Proposals.StateOf(proposal));
        Assert.False(given.State.Polls.IsLiveOn(proposal));
    }

    private static Outcome<CommunityState, Poll> Cancel(Given<CommunityState> given, string name) =>
        given.When(new CancelPoll(), new CancelPollRequest { Name = name, Reason = "改期" }, Staff);

    private static Outcome<CommunityState, Poll> Void(Given<CommunityState> given, string name) =>
        given.When(new VoidPoll(), new VoidPollRequest { Name = name, Reason = "程序有误" }, Staff);

    private static Outcome<CommunityState, Poll> Extend(Given<CommunityState> given, string name, TimeSpan to) =>
        given.When(new ExtendPoll(), new ExtendPollRequest { Name = name, ClosesAt = given.In(to), Reason = "改期" }, Staff);
}
