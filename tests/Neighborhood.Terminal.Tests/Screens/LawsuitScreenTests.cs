using Google.Protobuf.WellKnownTypes;
using Neighborhood.Client;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Screens;

/// <summary>A lawsuit against a decision, from the page of its poll.</summary>
public sealed class LawsuitScreenTests
{
    private const string Name = Sample.Community + "/polls/1";

    [Theory]
    [InlineData("zh", "延长理由：张某起诉")]
    [InlineData("en", "Held longer because: 张某起诉")]
    public void By_keys_staff_hold_the_evidence_on_and_the_page_says_until_when_and_why(string language, string said)
    {
        using var room = new Room(Words.For(language), width: 120, height: 60, Role.Staff);
        var poll = Decided(room);
        room.Calls.Refuse<ExtendEvidenceRequest>(ErrorReason.InvalidField, new FieldViolation("until", "?") { Problem = FieldProblem.NotATime });
        room.Opening(workspace => new PollPresenter(workspace, Name)).Press("h");
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        form.Write(1, "张某起诉");
        room.Press(Keys.Send);
        Assert.Contains("until", form.State.Problems.Keys);

        room.Calls.On((ExtendEvidenceRequest request) =>
        {
            (poll.EvidenceUntil, poll.EvidenceReason) = (request.Until, request.Reason);
            return poll;
        });
        room.Press(Keys.Send);

        Assert.Equal((Name, Sample.Now.AddDays(365)), (room.Calls.Last<ExtendEvidenceRequest>().Name, poll.EvidenceUntil.ToDateTimeOffset()));
        Assert.IsType<PollPresenter>(room.Shell.Top);
        Assert.Contains(said, Page(room), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "已被法院撤销", "区人民法院 (2026)民初1号")]
    [InlineData("en", "Revoked by a court", "区人民法院, case (2026)民初1号")]
    public void By_keys_staff_record_a_ruling_and_the_page_says_that_the_decision_binds_nobody(string language, string status, string ruling)
    {
        using var room = new Room(Words.For(language), width: 120, height: 60, Role.Staff);
        var poll = Decided(room);
        room.Calls.On((VoidPollRequest request) =>
        {
            (poll.State, poll.BindingStatus, poll.Ruling, poll.Reason) = (Poll.Types.State.Voided, BindingStatus.Revoked, request.Ruling, request.Reason);
            return poll;
        });
        room.Opening(workspace => new PollPresenter(workspace, Name)).Press("c");
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        room.Press(Keys.Send);
        Assert.Equal(4, form.State.Problems.Count);
        foreach (var (index, value) in new[] { "区人民法院", "(2026)民初1号", "2026-02-03", "通知期不足" }.Index())
        {
            form.Write(index, value);
        }

        room.Press(Keys.Send);

        var sent = room.Calls.Last<VoidPollRequest>();
        Assert.Equal((Name, "通知期不足", "(2026)民初1号"), (sent.Name, sent.Reason, sent.Ruling.CaseNumber));
        Assert.IsType<PollPresenter>(room.Shell.Top);
        Assert.Contains(status, Page(room), StringComparison.Ordinal);
        Assert.Contains(ruling, Page(room), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Poll.Types.State.Open, false, "disabled_nothing_held", "disabled_not_decided")]
    [InlineData(Poll.Types.State.Decided, true, "disabled_nothing_held", null)]
    [InlineData(Poll.Types.State.Decided, false, null, null)]
    [InlineData(Poll.Types.State.Voided, false, null, "disabled_not_decided")]
    public void What_a_lawsuit_can_do_follows_the_poll(Poll.Types.State state, bool isErased, string? hold, string? revoke)
    {
        using var room = new Room(roles: [Role.Staff]);
        var poll = Decided(room);
        (poll.State, poll.EvidenceErased) = (state, isErased);
        room.Opening(workspace => new PollPresenter(workspace, Name));
        Assert.Equal(hold is null ? null : Words.Chinese[hold], room.Command("poll_hold").Disabled);
        Assert.Equal(revoke is null ? null : Words.Chinese[revoke], room.Command("poll_revoke").Disabled);
    }

    [Fact]
    public void No_form_offers_to_announce_a_poll_as_revoked()
    {
        var field = Fields.Choice("binding_status", "field_binding_status", BindingStatus.Advisory);
        Assert.Equal(4, field.Choices.Length);
        Assert.DoesNotContain(field.Choices, choice => choice.Value == nameof(BindingStatus.Revoked));
    }

    private static Poll Decided(Room room)
    {
        var poll = Sample.Poll(Poll.Types.State.Decided);
        poll.EvidenceUntil = Timestamp.FromDateTimeOffset(Sample.Now);
        room.Calls.On((GetPollRequest _) => poll);
        return poll;
    }

    private static string Page(Room room) => string.Join('\n', room.Shell.Top.Show(200).Lines.Select(line => line.Plain));
}
