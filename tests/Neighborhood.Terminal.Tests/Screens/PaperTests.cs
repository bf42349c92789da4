using Google.Protobuf;
using Neighborhood.Client;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Tests.Headless;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using Terminal.Gui.Input;

namespace Neighborhood.Terminal.Tests.Screens;

/// <summary>Paper ballots on screens: by keys and mouse, in both languages.</summary>
public sealed class PaperTests
{
    private const string Poll = Sample.Community + "/polls/1";

    [Theory]
    [InlineData("zh", "第一遍录入", "2 号已录第一遍")]
    [InlineData("en", "First entry of no. 2", "No. 2 was entered")]
    public void From_the_poll_by_keys_staff_enter_what_a_paper_says(string language, string first, string entered)
    {
        using var terminal = new HeadlessTerminal(Words.For(language), 80, 24);
        terminal.Server.Calls.On((EnterPaperRequest _) => Channels.Paper(PaperState.Entered, serial: 2));
        terminal.Shell.Workspace.Welcome(new Visitor(Sample.Somebody(Role.Staff), Sample.Somebody(Role.Staff).Memberships[0]));
        terminal.Shell.StartWith(new PollPresenter(terminal.Shell.Workspace, Poll));
        terminal.Type("p");
        Assert.IsType<PapersPresenter>(terminal.Shell.Top);
        Assert.All(terminal.Lines, line => Assert.True(Columns.Width(line) <= 80));
        terminal.Type(Key.CursorDown, Key.Enter);
        Assert.Contains(first, terminal.Screen, StringComparison.Ordinal);
        terminal.Type("0a1b2c3d").Type(Key.Enter);
        Assert.IsType<BallotPresenter>(terminal.Shell.Top);
        terminal.Type("2").Type("y");
        var sent = terminal.Server.Calls.Last<EnterPaperRequest>();
        Assert.Equal(
            (Poll + "/papers/2", "0A1B2C3D", "no"), (sent.Name, Convert.ToHexString(sent.Announcement.Span), sent.Choice.Option));
        Assert.IsType<PapersPresenter>(terminal.Shell.Top);
        Assert.Contains(entered, terminal.Screen, StringComparison.Ordinal);
        Assert.Empty(terminal.Server.Calls.Requests.OfType<CastBallotRequest>());
    }

    [Fact]
    public void A_click_enters_the_paper_that_is_selected()
    {
        using var terminal = new HeadlessTerminal(Words.Chinese, 120, 40);
        terminal.Shell.Workspace.Welcome(new Visitor(Sample.Somebody(Role.Staff), Sample.Somebody(Role.Staff).Memberships[0]));
        terminal.Shell.StartWith(new PapersPresenter(terminal.Shell.Workspace, Sample.Poll()));
        terminal.Click(20, Array.FindIndex(terminal.Lines, line => line.Contains("已发出", StringComparison.Ordinal)));
        Assert.IsType<FormPresenter>(terminal.Shell.Top);
    }

    [Fact]
    public void A_paper_of_questions_is_entered_on_the_ballot_of_questions()
    {
        using var room = new Room(roles: [Role.Staff]);
        room.Calls.On((EnterPaperRequest _) => Channels.Paper(PaperState.Counted));
        var poll = Asked.Poll(Asked.Of(BallotKind.Single));
        room.Opening(workspace => new PapersPresenter(workspace, poll));
        room.Shell.Top.SelectItem(Poll + "/papers/2");
        room.Press(Keys.Enter);
        Assert.IsType<FormPresenter>(room.Shell.Top).Write(0, "0a1b2c3d");
        room.Press(Keys.Send, "1", Keys.Send, "y");
        Assert.Equal("a", room.Calls.Last<EnterPaperRequest>().Choice.Answers.Single().Marks.Single().Option);
        Assert.Contains("两遍一致，已计入", room.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_entry_that_differs_is_told_and_what_was_marked_stays_to_be_looked_at()
    {
        using var room = new Room(roles: [Role.Staff]);
        room.Calls.On((ListPapersRequest _) => new ListPapersResponse { Papers = { Channels.Paper(PaperState.Entered, second: true) } })
            .Refuse<EnterPaperRequest>(ErrorReason.EntryDiffers, new FieldViolation("choice.option", "?"));
        room.Opening(workspace => new PapersPresenter(workspace, Sample.Poll())).Press(Keys.Enter);
        Assert.Contains("不要问第一遍录了什么", room.Screen, StringComparison.Ordinal);
        Assert.IsType<FormPresenter>(room.Shell.Top).Write(0, "0a1b2c3d");
        room.Press(Keys.Send, "1", "y");
        Assert.IsType<ConfirmPresenter>(room.Shell.Top);
        Assert.True(room.Says(Words.Chinese[Refusals.KeyOf(ErrorReason.EntryDiffers)]), room.Screen);
    }

    [Fact]
    public void What_is_no_code_is_told_before_anything_is_marked()
    {
        using var room = new Room(roles: [Role.Staff]);
        room.Opening(workspace => new PapersPresenter(workspace, Sample.Poll()));
        room.Shell.Top.SelectItem(Poll + "/papers/2");
        room.Press(Keys.Enter);
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        form.Write(0, "0a1");
        room.Press(Keys.Send);
        Assert.Equal(Words.English["form_not_code"], form.State.Problems["announcement"](Words.English));
    }

    [Fact]
    public void The_code_of_another_poll_is_told_before_anything_is_marked()
    {
        using var room = new Room(roles: [Role.Staff]);
        var poll = Sample.Poll();
        poll.AnnouncementLeaf = ByteString.CopyFrom(Convert.FromHexString("0a1b2c3d4e5f"));
        room.Opening(workspace => new PapersPresenter(workspace, poll));
        room.Shell.Top.SelectItem(Poll + "/papers/2");
        room.Press(Keys.Enter);
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        form.Write(0, "0a1b2c3e");
        room.Press(Keys.Send);
        Assert.Equal(Words.English["form_other_code"], form.State.Problems["announcement"](Words.English));
        form.Write(0, "0A1B2C3D");
        room.Press(Keys.Send);
        Assert.IsNotType<FormPresenter>(room.Shell.Top);
    }

    [Fact]
    public void A_serial_that_was_not_issued_is_told_as_one()
    {
        using var room = new Room(roles: [Role.Staff]);
        room.Calls.Refuse<ReturnPapersRequest>(ErrorReason.NotFound, new FieldViolation("papers", "?"));
        room.Opening(workspace => new PapersPresenter(workspace, Sample.Poll())).Press("T");
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        form.Write(0, "1-3,99");
        room.Press(Keys.Send);
        Assert.Equal(Words.Chinese["form_no_paper"], form.State.Problems["papers"](Words.Chinese));
    }

    [Theory]
    [InlineData(PaperState.Issued, false, "paper_enter", null)]
    [InlineData(PaperState.Returned, false, "paper_enter", null)]
    [InlineData(PaperState.Entered, true, "paper_enter", null)]
    [InlineData(PaperState.Entered, false, "paper_enter", "ErrorReason_SecondPersonRequired")]
    [InlineData(PaperState.Counted, false, "paper_enter", "disabled_paper_over")]
    [InlineData(PaperState.Spoiled, false, "paper_spoil", "disabled_paper_over")]
    [InlineData(PaperState.Returned, false, "paper_return", "disabled_paper_returned")]
    [InlineData(PaperState.Issued, false, "paper_return", null)]
    [InlineData(PaperState.Returned, false, "paper_void", "disabled_paper_not_entered")]
    [InlineData(PaperState.Entered, false, "paper_void", null)]
    public void What_can_be_done_with_a_paper_follows_its_state(PaperState state, bool second, string label, string? reason)
    {
        using var room = new Room(roles: [Role.Staff]);
        room.Calls.On((ListPapersRequest _) => new ListPapersResponse { Papers = { Channels.Paper(state, second) } });
        room.Opening(workspace => new PapersPresenter(workspace, Sample.Poll()));
        Assert.Equal(reason is null ? null : Words.Chinese[reason], room.Command(label).Disabled);
    }

    [Fact]
    public void Staff_issue_return_spoil_and_void()
    {
        using var room = new Room(roles: [Role.Staff]);
        room.Calls.On((IssuePapersRequest _) => new IssuePapersResponse { Issued = 12, FirstSerial = 41 })
            .On((ReturnPapersRequest _) => Channels.Count())
            .On((SpoilPaperRequest _) => Channels.Paper(PaperState.Spoiled))
            .On((VoidPaperEntryRequest _) => Channels.Paper(PaperState.Returned));
        room.Opening(workspace => new PapersPresenter(workspace, Sample.Poll())).Press("i");
        Assert.Empty(room.Calls.Requests.OfType<IssuePapersRequest>());
        room.Press("y");
        Assert.Equal(Poll, room.Calls.Last<IssuePapersRequest>().Parent);
        Assert.Contains("发放 12 张，从 41 号起", room.Message, StringComparison.Ordinal);

        room.Shell.Top.SelectItem(Poll + "/papers/1");
        room.Press("t");
        Assert.Equal([Poll + "/papers/1"], room.Calls.Last<ReturnPapersRequest>().Papers);
        room.Press("T");
        var form = Assert.IsType<FormPresenter>(room.Shell.Top);
        form.Write(0, "1-2，x");
        room.Press(Keys.Send);
        Assert.Equal(Words.English["form_not_serials"], form.State.Problems["papers"](Words.English));
        form.Write(0, "3-4，7");
        room.Press(Keys.Send);
        Assert.Equal([Poll + "/papers/3", Poll + "/papers/4", Poll + "/papers/7"], room.Calls.Last<ReturnPapersRequest>().Papers);

        Reason(room, 1, "x", "撕坏了");
        Assert.Equal((Poll + "/papers/1", "撕坏了"), (room.Calls.Last<SpoilPaperRequest>().Name, room.Calls.Last<SpoilPaperRequest>().Reason));
        Reason(room, 3, "z", "看错行");
        Assert.Equal((Poll + "/papers/3", "看错行"), (room.Calls.Last<VoidPaperEntryRequest>().Name, room.Calls.Last<VoidPaperEntryRequest>().Reason));
    }

    [Theory]
    [InlineData("zh", "发放 1 张，从 41 号起")]
    [InlineData("en", "1 issued, from no. 41")]
    public void One_voter_is_issued_a_paper_by_keys_and_a_refusal_stands_beside_the_voter(string language, string said)
    {
        using var terminal = new HeadlessTerminal(Words.For(language), 100, 40);
        terminal.Server.Calls.Refuse<IssuePapersRequest>(ErrorReason.NotOnRoll, new FieldViolation("voters", "?"));
        terminal.Shell.Workspace.Welcome(new Visitor(Sample.Somebody(Role.Staff), Sample.Somebody(Role.Staff).Memberships[0]));
        terminal.Shell.StartWith(new PapersPresenter(terminal.Shell.Workspace, Sample.Poll()));
        terminal.Type("n").Type("欧阳").Type(Key.Enter);
        Assert.Empty(terminal.Server.Calls.Requests.OfType<IssuePapersRequest>());
        terminal.Type(Key.Backspace, Key.Backspace).Type("42").Type(Key.Enter);
        Assert.Contains("voters", Assert.IsType<FormPresenter>(terminal.Shell.Top).State.Problems.Keys);

        terminal.Server.Calls.On((IssuePapersRequest _) => new IssuePapersResponse { Issued = 1, FirstSerial = 41 });
        terminal.Type(Key.Enter);

        var sent = terminal.Server.Calls.Last<IssuePapersRequest>();
        Assert.Equal((Poll, Sample.Community + "/residents/42"), (sent.Parent, Assert.Single(sent.Voters)));
        Assert.IsType<PapersPresenter>(terminal.Shell.Top);
        Assert.Contains(said, terminal.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void One_paper_is_printed_again_by_itself_while_it_is_out()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("papers-").FullName, "one.html");
        using var room = new Room(roles: [Role.Staff]);
        room.Calls.On((ListPapersRequest _) => new ListPapersResponse
        {
            Papers = { Channels.Paper(PaperState.Issued, serial: 31), Channels.Paper(PaperState.Returned, serial: 32) },
        });
        room.Opening(workspace => new PapersPresenter(workspace, Sample.Poll()));
        room.Shell.Top.SelectItem(Poll + "/papers/2");
        Assert.Equal(Words.Chinese["disabled_paper_returned"], room.Command("paper_print").Disabled);
        room.Shell.Top.SelectItem(Poll + "/papers/1");
        room.Press("a");
        Assert.IsType<FormPresenter>(room.Shell.Top).Write(0, path);
        Send<PapersPresenter>(room);
        var printed = System.Net.WebUtility.HtmlDecode(File.ReadAllText(path));
        Assert.Contains("31", printed, StringComparison.Ordinal);
        Assert.Single(printed.Split("<svg").Skip(1));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void The_sheets_are_printed_into_files_and_the_one_with_names_is_its_owners_alone()
    {
        var folder = Directory.CreateTempSubdirectory("papers-").FullName;
        using var room = new Room(roles: [Role.Staff]);
        room.Opening(workspace => new PapersPresenter(workspace, Sample.Poll())).Press("o");
        var papers = Path.Combine(folder, "papers.html");
        Assert.IsType<FormPresenter>(room.Shell.Top).Write(0, papers);
        Send<PapersPresenter>(room);
        var printed = System.Net.WebUtility.HtmlDecode(File.ReadAllText(papers));
        Assert.Contains("12号楼3单元101", printed, StringComparison.Ordinal);
        Assert.Contains("<svg", printed, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(papers));
        }

        room.Press("k", "o");
        var count = Path.Combine(folder, "count.html");
        Assert.IsType<FormPresenter>(room.Shell.Top).Write(0, count);
        Send<ReconciliationPresenter>(room);
        Assert.Contains("<td>28</td>", File.ReadAllText(count), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_building_leader_sees_who_is_missing_with_home_and_never_a_choice()
    {
        using var room = new Room(roles: [Role.ContactCadre]);
        room.Calls.On((ListRollRequest request) => new ListRollResponse
        {
            Entries =
            {
                new RollEntry
                {
                    Voter = Sample.Community + "/residents/9", Person = Sample.Person("赵大爷", 9), Addresses = { "12-3-101" }, Voted = !request.Missing,
                },
            },
        });
        room.Opening(workspace => new PollPresenter(workspace, Poll)).Press("p", "k", "m");
        Assert.True(room.Calls.Last<ListRollRequest>().Missing);
        Assert.Contains("赵大爷 12-3-101", room.Screen, StringComparison.Ordinal);
        room.Press("m");
        Assert.False(room.Calls.Last<ListRollRequest>().Missing);

        using var cadre = new Room(roles: [Role.ContactCadre]);
        cadre.Opening(workspace => new PapersPresenter(workspace, Sample.Poll()));
        Assert.DoesNotContain(cadre.Shell.AllCommands(), command => command.Label is "paper_enter" or "papers_issue" or "papers_print");

        using var owner = new Room(roles: [Role.Owner]);
        owner.Opening(workspace => new PollPresenter(workspace, Poll)).Press("p");
        Assert.IsType<ReconciliationPresenter>(owner.Shell.Top);
        Assert.DoesNotContain(owner.Shell.AllCommands(), command => command.Label == "voters_missing");
        Assert.Contains("28", owner.Screen, StringComparison.Ordinal);
    }

    // Files are written on other threads.
    private static void Send<TScreen>(Room room)
    {
        room.Press(Keys.Send);
        Assert.True(SpinWait.SpinUntil(() => room.Shell.Top is TScreen, TimeSpan.FromSeconds(30)));
    }

    private static void Reason(Room room, int paper, string key, string reason)
    {
        room.Shell.Top.SelectItem($"{Poll}/papers/{paper}");
        room.Press(key);
        Assert.IsType<FormPresenter>(room.Shell.Top).Write(0, reason);
        room.Press(Keys.Send);
    }
}
