using Neighborhood.Client;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Screens.Questions;

/// <summary>Staff writing the questions of a poll and announcing them.</summary>
public sealed class DraftsTests
{
    [Fact]
    public void A_budget_is_written_shown_and_announced()
    {
        using var room = Drafting();
        Add(room, "BudgetKnapsack EqualShares");
        Fill(room, ("text", "十万元怎么花？"), ("options", "植树 | 60000 | 东门\n电梯｜90000.50"), ("budget_fen", "100000"));
        room.Press(Keys.Send);
        Assert.Contains("1 植树  ¥60,000.00", room.Screen);
        room.Press(Keys.Send, "y");

        var sent = room.Calls.Last<AnnouncePollRequest>();
        Assert.Equal("办两件事", sent.Question);
        var question = Assert.Single(sent.Questions);
        Assert.Equal((BallotKind.BudgetKnapsack, CountingMethod.EqualShares, 10_000_000L, Utility.Cost, Completion.Add1Greedy),
            (question.Kind, question.Method, question.BudgetFen, question.Utility, question.Completion));
        Assert.Equal(
            [
                new QuestionOption { Id = "o1", Label = "植树", CostFen = 6_000_000, Meaning = "东门" },
                new QuestionOption { Id = "o2", Label = "电梯", CostFen = 9_000_050 },
            ],
            question.Options);
        Assert.IsType<PollPresenter>(room.Shell.Top);
    }

    public static TheoryData<BallotKind, CountingMethod> Pairs
    {
        get
        {
            var pairs = new TheoryData<BallotKind, CountingMethod>();
            foreach (var kind in Asked.Kinds)
            {
                foreach (var method in MethodsPresenter.Methods(kind))
                {
                    pairs.Add(kind, method);
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_method_has_a_form_that_asks_what_it_needs(BallotKind kind, CountingMethod method)
    {
        using var room = Drafting();
        Add(room, $"{kind} {method}");
        Fill(room, ("text", "问？"), ("options", Traits.IsBudget(kind) ? "甲 | 1\n乙 | 2" : "甲\n乙"), ("budget_fen", "3"), ("seats", "1"));
        room.Press(Keys.Send, Keys.Send, "y");
        var question = Assert.Single(room.Calls.Last<AnnouncePollRequest>().Questions);
        Assert.Equal((kind, method, kind == BallotKind.YesNo ? 0 : 2), (question.Kind, question.Method, question.Options.Count));
    }

    [Fact]
    public void A_question_is_edited_and_its_options_keep_their_ids()
    {
        using var room = Drafting();
        Add(room, "Single Plurality");
        Fill(room, ("text", "选谁？"), ("options", "甲\n乙\n丙"));
        room.Press(Keys.Send, Keys.Enter);
        Fill(room, ("options", "*丙 | 不变\n丁\n甲"));
        room.Press(Keys.Send, Keys.Send, "y");
        Assert.Equal(
            [("o3", "丙", true), ("o4", "丁", false), ("o1", "甲", false)],
            room.Calls.Last<AnnouncePollRequest>().Questions[0].Options.Select(option => (option.Id, option.Label, option.IsStatusQuo)));
    }

    [Fact]
    public void A_file_of_questions_is_read_shown_and_announced()
    {
        using var room = Drafting();
        using var file = new TempFile("questions:\n  - {id: council, text: 选谁？, ballot: ranked, count: transferable-vote, seats: 2,\n"
            + "     options: [{id: a, label: 甲}, {id: b, label: 乙}]}\n");
        room.Press("o");
        Fill(room, ("file", file.Path));
        room.Press(Keys.Send);
        Assert.Contains("1 甲", room.Screen);
        room.Press(Keys.Send, "y");
        var sent = Assert.Single(room.Calls.Last<AnnouncePollRequest>().Questions);
        Assert.Equal((BallotKind.Ranked, 2), (sent.Kind, sent.Seats));
    }

    [Theory]
    [InlineData("questions:\n  - {id: council, ballot: raffle}\n", "raffle")]
    [InlineData("questions: [", "1")]
    public void A_file_that_cannot_be_used_is_told_beside_its_field(string text, string said)
    {
        using var room = Drafting();
        using var file = new TempFile(text);
        room.Press("o");
        Fill(room, ("file", file.Path));
        room.Press(Keys.Send);
        Assert.Contains(said, Assert.IsType<FormPresenter>(room.Shell.Top).State.Problems["file"](Words.Chinese), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("植树", "form_option_cost")]
    [InlineData("植树 | 很多", "form_option_cost")]
    [InlineData("植树 | 1.005", "form_option_cost")]
    [InlineData(" | 100", "form_option_label")]
    [InlineData("植树 | 100\n电梯 | 20.50 | 快 | 好", null)]
    public void Lines_of_options_that_cannot_be_read_are_named(string lines, string? problem) =>
        Assert.Equal(problem, OptionList.Check(lines, isBudget: true));

    [Fact]
    public void A_refusal_is_shown_at_its_question_and_the_questions_stay()
    {
        using var room = Drafting();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Add(room, "Single Plurality");
            Fill(room, ("text", "选谁？"), ("options", "甲\n乙"));
            room.Press(Keys.Send);
        }

        room.Calls.Refuse<AnnouncePollRequest>(
            ErrorReason.InvalidField, new FieldViolation("questions[1].options[0].id", "") { Problem = FieldProblem.NamedTwice });
        room.Press(Keys.Send, "y");
        var drafts = Assert.IsType<DraftsPresenter>(room.Shell.Top);
        Assert.Equal(Words.Chinese.Say("drafts_problem", "options[0].id", Words.Chinese["FieldProblem_NamedTwice"]), drafts.State.Problems[1]);
        Assert.Equal("draft 1", drafts.Selected);
        Assert.Equal(["q1", "q2"], drafts.State.Questions.Select(question => question.Id));
    }

    [Fact]
    public void Going_back_to_the_form_and_on_again_keeps_the_questions()
    {
        using var room = Drafting();
        Add(room, "Single Plurality");
        Fill(room, ("text", "选谁？"), ("options", "甲\n乙"));
        room.Press(Keys.Send, Keys.Escape);
        Assert.IsType<FormPresenter>(room.Shell.Top);
        room.Press(Keys.Send);
        Assert.Single(Assert.IsType<DraftsPresenter>(room.Shell.Top).State.Questions);
        room.Press("x");
        Assert.Equal(Words.Chinese["disabled_no_question"], room.Command("command_announce").Disabled);
    }

    [Fact]
    public void Every_pair_of_ballot_and_method_can_be_chosen_and_fits_the_terminal()
    {
        foreach (var (language, width) in new[] { ("zh", 80), ("en", 120) })
        {
            using var room = new Room(Words.For(language), width).Opening(workspace => new MethodsPresenter(workspace, (_, _) => { }));
            var page = room.Shell.Top.Show(width);
            Assert.Equal(22, page.Items.Length);
            Assert.All(page.Lines, line => Assert.True(line.Width <= width, line.Plain));
        }
    }

    private sealed class TempFile : IDisposable
    {
        public TempFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}.yaml");

        public void Dispose() => File.Delete(Path);
    }

    private static Room Drafting()
    {
        var room = new Room(height: 60);
        room.Calls.On((AnnouncePollRequest _) => Sample.Poll(Poll.Types.State.Announced));
        room.Press("n", Keys.Enter);
        Fill(room, ("question", "办两件事"), ("questions", "questions"));
        room.Press(Keys.Send);
        Assert.IsType<DraftsPresenter>(room.Shell.Top);
        return room;
    }

    private static void Add(Room room, string pair)
    {
        room.Press("a");
        room.Shell.Top.SelectItem(pair);
        room.Press(Keys.Enter);
        Assert.IsType<FormPresenter>(room.Shell.Top);
    }

    private static void Fill(Room room, params (string Name, string Value)[] values)
    {
        var form = (FormPresenter)room.Shell.Top;
        foreach (var (name, value) in values)
        {
            if (form.State.Fields.ToList().FindIndex(field => field.Name == name) is >= 0 and var index)
            {
                form.Write(index, value);
            }
        }
    }
}
