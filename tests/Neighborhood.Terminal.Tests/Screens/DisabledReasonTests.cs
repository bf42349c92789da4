using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Screens;

public sealed class DisabledReasonTests
{
    [Theory]
    [InlineData(Proposal.Types.State.Draft, "proposal_endorse", "disabled_not_published")]
    [InlineData(Proposal.Types.State.Tabled, "proposal_endorse", "disabled_not_published")]
    [InlineData(Proposal.Types.State.Tabled, "proposal_edit", "disabled_not_editable")]
    [InlineData(Proposal.Types.State.Adopted, "proposal_clarify", "disabled_not_clarifiable")]
    [InlineData(Proposal.Types.State.Rejected, "proposal_withdraw", "disabled_not_withdrawable")]
    [InlineData(Proposal.Types.State.Published, "home_announce", "disabled_not_tabled")]
    [InlineData(Proposal.Types.State.Tabled, "proposal_table", "disabled_not_published")]
    [InlineData(Proposal.Types.State.Published, "proposal_endorse", null)]
    [InlineData(Proposal.Types.State.Draft, "proposal_publish", null)]
    [InlineData(Proposal.Types.State.Tabled, "home_announce", null)]
    public void What_can_be_done_with_a_proposal_follows_its_state(Proposal.Types.State state, string label, string? reason)
    {
        using var room = new Room();
        room.Calls.On((GetProposalRequest _) => Sample.Proposal(state));
        room.Open(new ProposalPresenter(room.Workspace, Sample.Community + "/proposals/1"));
        Check(room, label, reason);
    }

    [Theory]
    [InlineData(Poll.Types.State.Announced, "poll_vote", "disabled_poll_not_open")]
    [InlineData(Poll.Types.State.Closed, "poll_vote", "disabled_poll_not_open")]
    [InlineData(Poll.Types.State.Open, "poll_vote", null)]
    [InlineData(Poll.Types.State.Open, "poll_receipt", "disabled_no_ballot")]
    [InlineData(Poll.Types.State.Open, "poll_object", "disabled_not_announced")]
    [InlineData(Poll.Types.State.Announced, "poll_object", null)]
    [InlineData(Poll.Types.State.Decided, "poll_extend", "disabled_not_extendable")]
    [InlineData(Poll.Types.State.Voided, "poll_void", "disabled_not_voidable")]
    [InlineData(Poll.Types.State.Announced, "poll_cancel", null)]
    public void What_can_be_done_with_a_poll_follows_its_state(Poll.Types.State state, string label, string? reason)
    {
        using var room = new Room();
        room.Calls.On((GetPollRequest _) => Sample.Poll(state));
        room.Open(new PollPresenter(room.Workspace, Sample.Community + "/polls/1"));
        Check(room, label, reason);
    }

    [Fact]
    public void Somebody_not_entitled_learns_why_for_each_reason()
    {
        foreach (var reason in Enum.GetValues<Entitlement.Types.Reason>())
        {
            using var room = new Room();
            room.Calls.On((GetMyEntitlementRequest _) => new Entitlement { Reason = reason });
            room.Open(new PollPresenter(room.Workspace, Sample.Community + "/polls/1")).Press("v");
            Assert.EndsWith(Words.Chinese.Of(reason), room.Message);
        }
    }

    [Theory]
    [InlineData("topic_edit", 1, "disabled_not_mine")]
    [InlineData("topic_edit", 2, null)]
    [InlineData("topic_report", 2, "disabled_own_post")]
    [InlineData("topic_report", 1, null)]
    public void What_can_be_done_with_a_post_follows_whose_it_is(string label, int post, string? reason)
    {
        using var room = new Room(null, 80, 24, Role.Resident);
        room.Open(new TopicPresenter(room.Workspace, Sample.Community + "/topics/1"));
        room.Shell.Top.SelectItem($"{Sample.Community}/topics/1/posts/{post}");
        Check(room, label, reason);
    }

    [Fact]
    public void In_a_closed_topic_nobody_writes()
    {
        using var room = new Room();
        room.Calls.On((GetTopicRequest _) => Sample.Topic(Topic.Types.State.Closed));
        room.Open(new TopicPresenter(room.Workspace, Sample.Community + "/topics/1"));
        Check(room, "topic_write", "ErrorReason_TopicNotOpen");
    }

    [Fact]
    public void An_observer_is_told_that_observers_only_read()
    {
        using var room = new Room(null, 80, 24, Role.Observer);
        room.Open(new TopicsPresenter(room.Workspace));
        Check(room, "topics_new", "disabled_observer");
        room.Open(new ProposalsPresenter(room.Workspace));
        Check(room, "proposals_new", "disabled_observer");
        room.Open(new ProposalPresenter(room.Workspace, Sample.Community + "/proposals/1"));
        Check(room, "proposal_endorse", "disabled_not_resident");
    }

    [Fact]
    public void Commands_of_staff_are_shown_to_staff_alone()
    {
        using var room = new Room(null, 80, 24, Role.Resident, Role.Owner);
        Assert.DoesNotContain(room.Shell.AllCommands(), command => command.Label is "home_roll" or "home_invitations" or "home_reports" or "home_announce");
        room.Open(new ResidentPresenter(room.Workspace, Sample.Community + "/residents/8"));
        Check(room, "resident_grant", "disabled_not_staff");
    }

    [Fact]
    public void A_disabled_command_says_why_when_it_is_pressed_and_in_the_help()
    {
        using var room = new Room();
        room.Calls.On((GetPollRequest _) => Sample.Poll(Poll.Types.State.Closed));
        room.Open(new PollPresenter(room.Workspace, Sample.Community + "/polls/1")).Press("v");
        Assert.Equal(Words.Chinese["disabled_poll_not_open"], room.Message);
        room.Press(Keys.Help);
        Assert.Contains(Words.Chinese["disabled_poll_not_open"], room.Screen);
    }

    private static void Check(Room room, string label, string? reason) =>
        Assert.Equal(reason is null ? null : Words.Chinese[reason], room.Command(label).Disabled);
}
