using Neighborhood.Client;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Tests.Headless;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using Terminal.Gui.Input;
using Stage = Neighborhood.V1.RenovationItem.Types.Stage;

namespace Neighborhood.Terminal.Tests.Screens;

/// <summary>The renovation menu on screens: by keys and mouse, in both languages.</summary>
public sealed class RenovationTests
{
    [Theory]
    [InlineData("zh", "完善类：选择改，业主表决", "我家 ¥123,456.80")]
    [InlineData("en", "improvement: the owners choose by their vote", "ours ¥123,456.80")]
    public void From_home_by_keys_to_an_item_its_share_and_its_poll(string language, string heading, string share)
    {
        using var terminal = new HeadlessTerminal(Words.For(language), 80, 24);
        terminal.Shell.Workspace.Welcome(new Visitor(Sample.Somebody(Role.Owner), Sample.Somebody(Role.Owner).Memberships[0]));
        terminal.Shell.StartWith(new HomePresenter(terminal.Shell.Workspace));
        terminal.Type("g").Type(Key.Enter);
        Assert.IsType<MenuPresenter>(terminal.Shell.Top);
        Assert.Contains(heading, terminal.Screen);
        Assert.Contains(share, terminal.Screen);
        Assert.All(terminal.Lines, line => Assert.True(Columns.Width(line) <= 80));

        terminal.Type(Key.CursorDown, Key.CursorDown, Key.Enter);
        var item = Assert.IsType<ItemPresenter>(terminal.Shell.Top);
        Assert.Equal(Sample.Menu.Items[2].Name, item.State.Name);
        terminal.Type("p");
        Assert.IsType<PollPresenter>(terminal.Shell.Top);
    }

    [Fact]
    public void A_click_opens_the_item_that_is_selected()
    {
        using var terminal = new HeadlessTerminal(Words.Chinese, 80, 24);
        terminal.Shell.Workspace.Welcome(new Visitor(Sample.Somebody(Role.Owner), Sample.Somebody(Role.Owner).Memberships[0]));
        terminal.Shell.StartWith(new HomePresenter(terminal.Shell.Workspace));
        terminal.Type("g").Type(Key.Enter);
        var row = Array.FindIndex(terminal.Lines, line => line.Contains("已公告", StringComparison.Ordinal));
        terminal.Type(Key.CursorDown).Click(20, row);
        Assert.Equal(Sample.Menu.Items[1].Name, Assert.IsType<ItemPresenter>(terminal.Shell.Top).State.Name);
    }

    [Fact]
    public void Home_and_the_poll_show_the_item_that_waits_for_a_vote_with_ones_own_share()
    {
        using var room = new Room(roles: [Role.Owner]);
        var poll = Sample.Poll();
        poll.RenovationItems.Add(Sample.Menu.Items[2].Name);
        room.Calls.On((GetPollRequest _) => poll)
            .On((ListPollsRequest request) => new ListPollsResponse { Polls = { request.State == Poll.Types.State.Open ? [poll] : [] } });
        room.Opening(workspace => new HomePresenter(workspace));
        var line = room.Shell.Top.Show(80).Lines.Single(line => line.Item == Sample.Menu.Items[2].Name);
        Assert.StartsWith("          → 改造项目“3.", line.Plain, StringComparison.Ordinal);
        room.Shell.Top.SelectItem(line.Item);
        room.Press(Keys.Enter);
        Assert.IsType<ItemPresenter>(room.Shell.Top);

        room.Opening(workspace => new PollPresenter(workspace, poll.Name));
        Assert.Contains("我家分摊 ¥123,456.80", string.Concat(room.Shell.Top.Show(80).Lines.Select(line => line.Plain.TrimStart())), StringComparison.Ordinal);
    }

    [Fact]
    public void Staff_edit_an_item_and_what_is_wrong_within_a_field_is_told_beside_it()
    {
        using var room = new Room(roles: [Role.Staff]);
        room.Calls.Refuse<UpdateMenuRequest>(
            ErrorReason.InvalidField, new FieldViolation("items[1].places[0]", "?") { Problem = FieldProblem.UnknownPlace });
        room.Opening(workspace => new MenuPresenter(workspace, Sample.Menu.Name));
        room.Shell.Top.SelectItem(Sample.Menu.Items[1].Name);
        room.Press("e");
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        form.Write(1, "加装电梯");
        form.Write(7, "3/1，4");
        room.Press(Keys.Send);

        var sent = room.Calls.Last<UpdateMenuRequest>();
        Assert.Equal((8, "2a", "加装电梯"), (sent.Items.Count, sent.Etag, sent.Items[1].Title));
        Assert.Equal([("3", "1"), ("4", "")], sent.Items[1].Places.Select(place => (place.Building, place.Unit)));
        Assert.Equal(Sample.Menu.Items[1].Funding, sent.Items[1].Funding);
        Assert.Equal(Words.English["FieldProblem_UnknownPlace"], form.State.Problems["items[1].places"](Words.English));
    }

    [Fact]
    public void Staff_add_drop_and_publish()
    {
        using var room = new Room(roles: [Role.Staff]);
        room.Calls.On((UpdateMenuRequest _) => Sample.Menu).On((PublishMenuRequest _) => Sample.Menu).On((CreateMenuRequest _) => Sample.Menu);
        room.Opening(workspace => new MenuPresenter(workspace, Sample.Menu.Name)).Press("n");
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        form.Write(1, "屋面防水");
        form.Write(3, "1200.50");
        room.Press(Keys.Send);
        var added = room.Calls.Last<UpdateMenuRequest>();
        Assert.Equal((9, "", "屋面防水", 120_050L), (added.Items.Count, added.Items[8].Name, added.Items[8].Title, added.Items[8].Funding.GovernmentFen));

        room.Shell.Top.SelectItem("draft:" + Sample.Menu.Items[4].Name);
        room.Press("x");
        Assert.DoesNotContain(room.Calls.Last<UpdateMenuRequest>().Items, item => item.Name == Sample.Menu.Items[4].Name);
        room.Press("b");
        Assert.Empty(room.Calls.Requests.OfType<PublishMenuRequest>());
        room.Press("y");
        Assert.Equal(("2a", Sample.Menu.Name), (room.Calls.Last<PublishMenuRequest>().Etag, room.Calls.Last<PublishMenuRequest>().Name));

        room.Opening(workspace => new MenusPresenter(workspace)).Press("n");
        var first = Assert.IsType<FormPresenter>(room.Shell.Top);
        first.Write(0, "新清单");
        first.Write(2, "更换排水管");
        room.Press(Keys.Send);
        Assert.Equal(("新清单", "更换排水管"), (room.Calls.Last<CreateMenuRequest>().Title, room.Calls.Last<CreateMenuRequest>().Items.Single().Title));
    }

    [Fact]
    public void Staff_announce_put_to_the_vote_record_and_withdraw()
    {
        using var room = new Room(roles: [Role.Staff]);
        room.Calls.On((AnnounceItemRequest _) => Sample.Menu.Items[1]).On((PutItemToVoteRequest _) => Sample.Menu.Items[2])
            .On((RecordProgressRequest _) => Sample.Menu.Items[5]).On((WithdrawItemRequest _) => Sample.Menu.Items[7]);
        Form(room, 0, "a", (0, "2026-12-01"), (1, "2026-12-31 18:00"), (2, "停水"));
        Assert.Equal((Sample.Menu.Items[0].Name, "停水"), (room.Calls.Last<AnnounceItemRequest>().Name, room.Calls.Last<AnnounceItemRequest>().Note));
        Assert.True(room.Calls.Last<AnnounceItemRequest>().StartsAt.Seconds < room.Calls.Last<AnnounceItemRequest>().EndsAt.Seconds);

        Form(room, 4, "v");
        var vote = room.Calls.Last<PutItemToVoteRequest>();
        Assert.Equal((Sample.Menu.Items[4].Name, BindingStatus.PaperBinding, true), (vote.Name, vote.BindingStatus, vote.OpensAt is null));

        Form(room, 5, "w", (0, nameof(Stage.Finished)), (1, "验收合格"));
        Assert.Equal((Stage.Finished, "验收合格"), (room.Calls.Last<RecordProgressRequest>().Stage, room.Calls.Last<RecordProgressRequest>().Note));

        Form(room, 3, "x", (0, "方案取消"));
        Assert.Equal("方案取消", room.Calls.Last<WithdrawItemRequest>().Reason);
    }

    [Fact]
    public void Staff_let_undecided_enhancements_compete_for_a_budget()
    {
        using var room = new Room(roles: [Role.Staff]);
        room.Opening(workspace => new MenuPresenter(workspace, Sample.Menu.Name));
        Assert.Equal(Words.Chinese["disabled_no_budget_items"], room.Command("menu_budget").Disabled);

        var menu = Sample.Menu;
        Array.ForEach([0, 2, 4], index => menu.Items[index].Class = ItemClass.Enhancement);
        room.Calls.On((GetMenuRequest _) => menu).On((PutItemsToBudgetRequest _) => menu);
        room.Opening(workspace => new MenuPresenter(workspace, menu.Name)).Press("v");
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        form.Write(0, "60000");
        room.Press(Keys.Send);
        var sent = room.Calls.Last<PutItemsToBudgetRequest>();
        Assert.Equal((6_000_000L, BallotKind.BudgetApproval, CountingMethod.EqualShares), (sent.BudgetFen, sent.Kind, sent.Method));
        Assert.Equal([menu.Items[0].Name, menu.Items[4].Name], sent.Items);
    }

    [Theory]
    [InlineData(Stage.Published, "item_announce", null)]
    [InlineData(Stage.Announced, "item_announce", "disabled_not_to_announce")]
    [InlineData(Stage.Published, "item_progress", "disabled_not_workable")]
    [InlineData(Stage.Voting, "item_vote", "disabled_not_votable")]
    [InlineData(Stage.Rejected, "item_vote", null)]
    [InlineData(Stage.Approved, "item_progress", null)]
    [InlineData(Stage.Voting, "item_withdraw", "disabled_item_stays")]
    [InlineData(Stage.Finished, "item_withdraw", "disabled_item_stays")]
    [InlineData(Stage.InWork, "menu_poll", "disabled_no_poll")]
    [InlineData(Stage.Voting, "menu_poll", null)]
    public void What_can_be_done_with_an_item_follows_its_stage(Stage stage, string label, string? reason)
    {
        using var room = new Room(roles: [Role.Staff]);
        room.Opening(workspace => new ItemPresenter(workspace, Sample.Menu.Items.Single(item => item.Stage == stage).Name));
        Assert.Equal(reason is null ? null : Words.Chinese[reason], room.Command(label).Disabled);
    }

    [Fact]
    public void Only_staff_are_offered_to_write_and_only_staff_and_cadres_all_shares()
    {
        using var room = new Room(roles: [Role.Owner]);
        room.Opening(workspace => new MenuPresenter(workspace, Sample.Menu.Name));
        Assert.DoesNotContain(room.Shell.AllCommands(), command => command.Label is "menu_add" or "menu_edit" or "menu_publish");
        room.Opening(workspace => new ItemPresenter(workspace, Sample.Menu.Items[2].Name));
        Assert.DoesNotContain(room.Shell.AllCommands(), command => command.Label is "item_shares" or "item_withdraw");

        using var cadre = new Room(roles: [Role.ContactCadre]);
        cadre.Opening(workspace => new ItemPresenter(workspace, Sample.Menu.Items[2].Name)).Press("l");
        Assert.Contains("12-3-201", cadre.Screen);
        Assert.Contains("未售", cadre.Screen);
    }

    private static void Form(Room room, int item, string key, params (int Field, string Value)[] values)
    {
        room.Opening(workspace => new ItemPresenter(workspace, Sample.Menu.Items[item].Name)).Press(key);
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        foreach (var (field, value) in values)
        {
            form.Write(field, value);
        }

        room.Press(Keys.Send);
    }
}
