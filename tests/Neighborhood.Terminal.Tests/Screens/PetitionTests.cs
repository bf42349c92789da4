using Neighborhood.Client;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Tests.Headless;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using Terminal.Gui.Input;
using PetitionStates = Neighborhood.V1.Petition.Types.State;

namespace Neighborhood.Terminal.Tests.Screens;

/// <summary>Petitions on screens: by keys and mouse, in both languages.</summary>
public sealed class PetitionTests
{
    private const string Open = Sample.Community + "/petitions/1";

    [Theory]
    [InlineData("zh", "还需 7 个签名", "240/247")]
    [InlineData("en", "7 more signatures are needed", "240/247")]
    public void From_home_by_keys_a_petition_is_read_and_signed(string language, string needed, string signatures)
    {
        using var terminal = new HeadlessTerminal(Words.For(language), 80, 24);
        var signed = false;
        terminal.Server.Calls.On((GetPetitionRequest _) => Channels.Petition(PetitionStates.Open, signed))
            .On((SignPetitionRequest _) => Channels.Petition(PetitionStates.Open, signed = true));
        terminal.Shell.Workspace.Welcome(new Visitor(Sample.Somebody(Role.Owner), Sample.Somebody(Role.Owner).Memberships[0]));
        terminal.Shell.StartWith(new HomePresenter(terminal.Shell.Workspace));
        terminal.Type("e");
        Assert.IsType<PetitionsPresenter>(terminal.Shell.Top);
        Assert.Contains(signatures, terminal.Screen);

        terminal.Type(Key.Enter);
        Assert.IsType<PetitionPresenter>(terminal.Shell.Top);
        Assert.Contains(needed, terminal.Screen);
        Assert.All(terminal.Lines, line => Assert.True(Columns.Width(line) <= 80));

        terminal.Type("s").Type("y");
        Assert.Equal(Open, terminal.Server.Calls.Last<SignPetitionRequest>().Name);
        Assert.Contains(Words.For(language)["petition_signed"], terminal.Screen);
    }

    [Fact]
    public void A_click_opens_the_petition_that_is_selected()
    {
        using var terminal = new HeadlessTerminal(Words.Chinese, 120, 40);
        terminal.Shell.Workspace.Welcome(new Visitor(Sample.Somebody(Role.Owner), Sample.Somebody(Role.Owner).Memberships[0]));
        terminal.Shell.StartWith(new HomePresenter(terminal.Shell.Workspace));
        terminal.Type("e");
        var row = Array.FindIndex(terminal.Lines, line => line.Contains("待公告", StringComparison.Ordinal));
        terminal.Type(Key.CursorDown).Click(20, row);
        Assert.Equal(Sample.Community + "/petitions/2", Assert.IsType<PetitionPresenter>(terminal.Shell.Top).State.Name);
    }

    [Fact]
    public void The_list_goes_through_the_states()
    {
        using var room = new Room(roles: [Role.Owner]);
        room.Opening(workspace => new PetitionsPresenter(workspace)).Press("f");
        Assert.Equal(PetitionStates.Open, room.Calls.Last<ListPetitionsRequest>().State);
        Assert.Single(room.Shell.Top.Show(80).Items);
    }

    [Fact]
    public void An_owner_opens_a_petition_and_what_is_refused_stands_beside_its_field()
    {
        using var room = new Room(roles: [Role.Owner]);
        room.Calls.Refuse<OpenPetitionRequest>(ErrorReason.PetitionNotProvided, new FieldViolation("matter", "?"));
        room.Opening(workspace => new PetitionsPresenter(workspace)).Press("n");
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        room.Press(Keys.Send);
        Assert.Empty(room.Calls.Requests.OfType<OpenPetitionRequest>());

        form.Write(0, "装电梯吗？");
        form.Write(1, "common-parts");
        form.Write(2, nameof(PetitionOf.Owners));
        form.Write(3, "腿脚不便的邻居很多");
        room.Press(Keys.Send);
        var sent = room.Calls.Last<OpenPetitionRequest>();
        Assert.Equal(
            (Sample.Community, "装电梯吗？", "common-parts", PetitionOf.Owners, "腿脚不便的邻居很多"),
            (sent.Parent, sent.Question, sent.Matter, sent.Of, sent.Reasons));
        Assert.Equal(Words.English["ErrorReason_PetitionNotProvided"], form.State.Problems["matter"](Words.English));

        room.Calls.On((OpenPetitionRequest _) => Channels.Petition(PetitionStates.Open));
        room.Press(Keys.Send);
        Assert.Equal(Open, Assert.IsType<PetitionPresenter>(room.Shell.Top).State.Name);
    }

    [Fact]
    public void A_signature_is_withdrawn_after_a_question()
    {
        using var room = new Room(roles: [Role.Owner]);
        room.Calls.On((GetPetitionRequest _) => Channels.Petition(PetitionStates.Open, mine: true))
            .On((WithdrawSignatureRequest _) => Channels.Petition(PetitionStates.Open));
        room.Opening(workspace => new PetitionPresenter(workspace, Open)).Press("w");
        Assert.Empty(room.Calls.Requests.OfType<WithdrawSignatureRequest>());
        room.Press("y");
        Assert.Equal(Open, room.Calls.Last<WithdrawSignatureRequest>().Name);
    }

    [Fact]
    public void Its_reasons_are_removed_with_a_reason_and_shown_as_removed()
    {
        using var room = new Room(roles: [Role.Moderator]);
        var petition = Channels.Petition(PetitionStates.Open);
        room.Calls.On((GetPetitionRequest _) => petition).On((RedactPetitionRequest _) => petition);
        room.Opening(workspace => new PetitionPresenter(workspace, Open)).Press("x");
        Assert.IsType<FormPresenter>(room.Shell.Top).Write(0, "写了电话号码");
        (petition.Redacted, petition.Reasons) = (true, "");
        room.Press(Keys.Send);
        Assert.Equal((Open, "写了电话号码"), (room.Calls.Last<RedactPetitionRequest>().Name, room.Calls.Last<RedactPetitionRequest>().Reason));
        Assert.Contains(room.Shell.Top.Show(80).Lines, line => line.Plain.Contains("（内容已删除）", StringComparison.Ordinal));
        Assert.Equal(Words.Chinese["disabled_redacted"], room.Command("petition_redact").Disabled);

        using var other = new Room(roles: [Role.Owner]);
        other.Opening(workspace => new PetitionPresenter(workspace, Open));
        Assert.Equal(Words.Chinese["disabled_not_mine"], other.Command("petition_redact").Disabled);
    }

    [Fact]
    public void The_poll_is_announced_in_the_words_that_were_signed()
    {
        using var room = new Room(roles: [Role.CouncilMember]);
        room.Calls.On((AnnouncePollRequest _) => Sample.Poll(Poll.Types.State.Announced));
        room.Opening(workspace => new PetitionPresenter(workspace, Sample.Community + "/petitions/2")).Press("n", Keys.Send);
        var sent = room.Calls.Last<AnnouncePollRequest>();
        Assert.Equal((Sample.Community + "/petitions/2", "", ""), (sent.Petition, sent.Question, sent.Matter));
        Assert.True(sent.OpensAt is null && sent.ClosesAt.ToDateTimeOffset() > Sample.Now);
        Assert.IsType<PollPresenter>(room.Shell.Top);
    }

    [Theory]
    [InlineData(PetitionStates.Open, false, false, Role.Owner, "petition_sign", null)]
    [InlineData(PetitionStates.Open, true, false, Role.Owner, "petition_sign", "ErrorReason_AlreadySigned")]
    [InlineData(PetitionStates.Open, false, false, Role.Staff, "petition_sign", "disabled_not_signer")]
    [InlineData(PetitionStates.Reached, false, false, Role.Owner, "petition_sign", "disabled_petition_not_open")]
    [InlineData(PetitionStates.Reached, true, false, Role.Owner, "petition_withdraw", "disabled_signatures_stand")]
    [InlineData(PetitionStates.Open, false, false, Role.Owner, "petition_withdraw", "ErrorReason_NotSigned")]
    [InlineData(PetitionStates.Open, false, false, Role.Staff, "petition_announce", "disabled_petition_not_reached")]
    [InlineData(PetitionStates.Reached, false, false, Role.Staff, "petition_announce", null)]
    [InlineData(PetitionStates.Reached, true, false, Role.Owner, "petition_announce", "ErrorReason_PetitionNotOverdue")]
    [InlineData(PetitionStates.Reached, true, true, Role.Owner, "petition_announce", null)]
    [InlineData(PetitionStates.Reached, false, true, Role.Owner, "petition_announce", "ErrorReason_NotSigned")]
    [InlineData(PetitionStates.Announced, false, false, Role.Owner, "petition_poll", null)]
    [InlineData(PetitionStates.Expired, false, false, Role.Owner, "petition_poll", "disabled_no_poll")]
    public void What_can_be_done_with_a_petition_follows_its_state(
        PetitionStates state, bool mine, bool overdue, Role role, string label, string? reason)
    {
        using var room = new Room(roles: [role]);
        room.Calls.On((GetPetitionRequest _) => Channels.Petition(state, mine, overdue));
        room.Opening(workspace => new PetitionPresenter(workspace, Open));
        Assert.Equal(reason is null ? null : Words.Chinese[reason], room.Command(label).Disabled);
    }

    [Fact]
    public void Every_state_says_what_comes_next()
    {
        foreach (var (petition, sentence) in new[]
        {
            (Channels.Petition(PetitionStates.Reached), "工作人员或议事会须在 2026-12-22"),
            (Channels.Petition(PetitionStates.Reached, overdue: true), "已记录在案：签名人可以自行公告"),
            (Channels.Petition(PetitionStates.Announced), "→ 联名要求的表决"),
            (Channels.Petition(PetitionStates.Expired), "签名不够，联名结束"),
        })
        {
            using var room = new Room(roles: [Role.Owner]);
            room.Calls.On((GetPetitionRequest _) => petition);
            room.Opening(workspace => new PetitionPresenter(workspace, petition.Name));
            Assert.Contains(sentence, room.Screen, StringComparison.Ordinal);
        }
    }
}
