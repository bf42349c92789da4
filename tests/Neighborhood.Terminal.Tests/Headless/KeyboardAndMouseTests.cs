using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using Terminal.Gui.Input;

namespace Neighborhood.Terminal.Tests.Headless;

public sealed class KeyboardAndMouseTests
{
    [Theory]
    [InlineData("zh", 80, 24, "邀请码")]
    [InlineData("zh", 120, 40, "邀请码")]
    [InlineData("en", 80, 24, "Use an invitation")]
    [InlineData("en", 120, 40, "Use an invitation")]
    public void The_first_screen_fills_the_terminal(string language, int width, int height, string expected)
    {
        using var terminal = new HeadlessTerminal(Words.For(language), width, height);
        var lines = terminal.Lines;
        Assert.Equal(height, lines.Length);
        Assert.All(lines, line => Assert.True(Columns.Width(line) <= width));
        Assert.Contains(expected, terminal.Screen);
        Assert.Contains("F1", lines[^1]);
    }

    [Fact]
    public void Signing_in_by_keys_leads_home()
    {
        using var terminal = new HeadlessTerminal(Words.Chinese, 80, 24);
        terminal.Type(Key.Enter).Type("xiaoming").Type(Key.Tab).Type("正确的密码 ok").Type(Key.Enter);
        Assert.Equal(new SignInRequest { UserName = "xiaoming", Password = "正确的密码 ok" }, terminal.Server.Calls.Last<SignInRequest>());
        Assert.IsType<HomePresenter>(terminal.Shell.Top);
        Assert.Contains("翠苑一区", terminal.Screen);
    }

    [Fact]
    public void A_terminal_that_is_lent_obeys_none_of_the_keys_of_the_library()
    {
        using var terminal = new HeadlessTerminal(Words.Chinese, 80, 24, isLent: true);
        terminal.Type(Key.Enter).Type("abc");
        terminal.Type(
            Key.A.WithCtrl, Key.C.WithCtrl, Key.X.WithCtrl, Key.V.WithCtrl, Key.Y.WithCtrl, Key.Q.WithCtrl, Key.F10.WithShift, Key.Backspace.WithCtrl);
        var form = Assert.IsType<FormPresenter>(terminal.Shell.Top);
        Assert.Equal("abc", form.State["user_name"]);
        Assert.False(terminal.IsLeaving);

        terminal.Type(Key.Backspace);
        Assert.Equal("ab", form.State["user_name"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_menu_of_an_editor_that_copies_and_pastes_opens_where_the_terminal_is_ones_own(bool isLent)
    {
        using var terminal = new HeadlessTerminal(Words.Chinese, 80, 24, isLent);
        terminal.Type(Key.Enter).Type("abc");
        var before = terminal.Screen;
        var row = Array.FindIndex(terminal.Lines, line => line.Contains("abc", StringComparison.Ordinal));
        terminal.RightClick(terminal.Lines[row].IndexOf("abc", StringComparison.Ordinal) + 4, row);
        Assert.Equal(isLent, before == terminal.Screen);
    }

    [Fact]
    public void A_post_of_several_lines_is_written_and_sent()
    {
        using var terminal = SignedIn();
        terminal.Type("t").Type(Key.Enter).Type("w").Type("第一行").Type(Key.Enter).Type("第二行 q").Type(Key.CursorLeft, Key.Backspace);
        Assert.Contains("第二行q", terminal.Screen);
        terminal.Type(Key.S.WithCtrl);
        Assert.Equal("第一行\n第二行q", terminal.Server.Calls.Last<CreatePostRequest>().Text);
    }

    [Fact]
    public void Letters_typed_in_a_form_are_words_and_not_commands()
    {
        using var terminal = SignedIn();
        terminal.Type("t").Type("n").Type("nope? q");
        var form = Assert.IsType<FormPresenter>(terminal.Shell.Top);
        Assert.Equal("nope? q", form.State["title"]);
    }

    [Fact]
    public void A_choice_turns_with_the_arrows()
    {
        using var terminal = SignedIn();
        terminal.Type("p").Type("n").Type(Key.Tab, Key.Tab, Key.CursorRight);
        Assert.Contains("‹ 充电桩 ›", terminal.Screen);
    }

    [Fact]
    public void An_open_form_speaks_the_language_that_was_changed_to()
    {
        using var terminal = SignedIn();
        terminal.Type("p").Type("n").Type(Key.Tab, Key.Tab, Key.CursorRight).Type(Key.S.WithCtrl);
        Assert.Contains(Words.Chinese["form_required"], terminal.Screen);
        terminal.Type(Key.F2);
        Assert.Contains(Words.English.Of(Category.Charging), terminal.Screen);
        Assert.Contains(Words.English["form_required"], terminal.Screen);
        Assert.DoesNotContain(Words.Chinese.Of(Category.Charging), terminal.Screen);
        Assert.DoesNotContain(Words.Chinese["form_required"], terminal.Screen);
    }

    [Fact]
    public void Every_backspace_of_a_burst_takes_one_character()
    {
        using var terminal = SignedIn();
        terminal.Type("t").Type("n").Type(string.Concat(Enumerable.Repeat("充电桩abcd", 6)));
        terminal.Type([.. Enumerable.Repeat(Key.Backspace, 41)]);
        Assert.Equal("充", Assert.IsType<FormPresenter>(terminal.Shell.Top).State["title"]);
    }

    [Fact]
    public void A_click_selects_another_opens_and_the_bar_can_be_clicked()
    {
        using var terminal = SignedIn();
        terminal.Type("t");
        var row = Array.FindIndex(terminal.Lines, line => line.Contains("置顶", StringComparison.Ordinal));
        terminal.Click(20, row).Click(20, row);
        Assert.IsType<TopicPresenter>(terminal.Shell.Top);
        var bar = terminal.Lines[^1];
        terminal.Click(Columns.Width(bar[..bar.IndexOf("Esc", StringComparison.Ordinal)]) + 1, 23);
        Assert.IsType<TopicsPresenter>(terminal.Shell.Top);
    }

    [Fact]
    public void Escape_goes_back_and_never_leaves_the_program()
    {
        using var terminal = SignedIn();
        terminal.Type("t").Type(Key.Esc, Key.Esc, Key.Esc);
        Assert.IsType<HomePresenter>(terminal.Shell.Top);
        Assert.False(terminal.IsLeaving);
        terminal.Type(Key.Q.WithCtrl);
        Assert.True(terminal.IsLeaving);
    }

    [Fact]
    public void A_terminal_that_changes_its_size_is_drawn_anew()
    {
        using var terminal = SignedIn();
        terminal.Resize(120, 40);
        var lines = terminal.Lines;
        Assert.Equal(40, lines.Length);
        Assert.Contains("F1", lines[^1]);
        Assert.Equal(120, lines.Max(Columns.Width));
    }

    [Fact]
    public void Every_wide_character_is_drawn_where_the_columns_say()
    {
        using var terminal = SignedIn();
        terminal.Type("v");
        var lines = terminal.Lines;
        var frame = terminal.Shell.Show(80, 24);
        for (var row = 0; row < frame.Body.Length; row++)
        {
            Assert.Equal(frame.Body[row].Line.Plain.TrimEnd(), lines[row + 1].TrimEnd());
        }
    }

    [Fact]
    public void A_ranking_is_made_by_clicks_and_changed_by_dragging()
    {
        using var terminal = SignedIn();
        var question = Asked.Of(BallotKind.Ranked);
        (question.Text, question.Meaning) = ("谁？", "");
        question.Options.ToList().ForEach(option => option.Meaning = "");
        terminal.Shell.Open(new QuestionBallotPresenter(terminal.Shell.Workspace, Asked.Poll(question)));
        _ = terminal.Screen;
        terminal.Click(8, RowOf(terminal, "选项b"));
        terminal.Click(8, RowOf(terminal, "选项d"));
        var ballot = (QuestionBallotPresenter)terminal.Shell.Top;
        Assert.Equal([0L, 1, 0, 2, 0], ballot.State.Answer.Values);

        terminal.Drag(8, RowOf(terminal, "选项d"), RowOf(terminal, "选项b"));
        Assert.Equal([0L, 2, 0, 1, 0], ballot.State.Answer.Values);

        terminal.Drag(8, RowOf(terminal, "选项d"), RowOf(terminal, "选项e"));
        Assert.Equal([0L, 1, 0, 0, 0], ballot.State.Answer.Values);
    }

    private static int RowOf(HeadlessTerminal terminal, string label) =>
        Array.FindIndex(terminal.Lines, line => line.Contains(label, StringComparison.Ordinal));

    private static HeadlessTerminal SignedIn()
    {
        var terminal = new HeadlessTerminal(Words.Chinese, 80, 24);
        terminal.Shell.Workspace.Welcome(new Neighborhood.Terminal.Shell.Visitor(Sample.Somebody(), Sample.Somebody().Memberships[0]));
        terminal.Shell.StartWith(new HomePresenter(terminal.Shell.Workspace));
        _ = terminal.Screen;
        return terminal;
    }
}
