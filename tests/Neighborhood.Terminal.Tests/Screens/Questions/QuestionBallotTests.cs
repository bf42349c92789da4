using Google.Protobuf;
using Neighborhood.Client;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Screens.Questions;

/// <summary>Ballots of every kind filled in and cast by keys.</summary>
public sealed class QuestionBallotTests
{
    private const string Down = Keys.Down;

    private static readonly Dictionary<BallotKind, (string[] Keys, long[] Values)> Cast = new()
    {
        [BallotKind.YesNo] = (["2"], [0, 1, 0]),
        [BallotKind.Single] = ([Down, Keys.Enter], [0, 1, 0, 0, 0]),
        [BallotKind.Approval] = ([Keys.Enter, "5"], [1, 0, 0, 0, 1]),
        [BallotKind.Ranked] = ([Keys.Enter, Keys.Enter, "1"], [2, 3, 1, 0, 0]),
        [BallotKind.Score] = (["1", "0", Down, "7", "-"], [10, 6, 0, 0, 0]),
        [BallotKind.BudgetApproval] = (["4", "5"], [0, 0, 0, 1, 1]),
        [BallotKind.BudgetKnapsack] = (["5", "4", "3", "1"], [1, 0, 0, 1, 1]),
        [BallotKind.BudgetPoints] = (["3", Down, "2", "1"], [3, 1, 0, 0, 0]),
        [BallotKind.BudgetRanking] = ([Keys.Enter, Keys.Enter, Keys.Up, "+"], [2, 1, 0, 0, 0]),
    };

    public static TheoryData<BallotKind, string, int, int> Cases => Terminals.Each(Asked.Kinds);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_kind_is_cast_by_keys(BallotKind kind, string language, int width, int height)
    {
        using var room = Open(language, width, height, Asked.Poll(Short(kind)));
        room.Press(Cast[kind].Keys);
        Assert.Empty(room.Calls.Requests.OfType<CastBallotRequest>());

        room.Press(Keys.Send, "y");

        var sent = room.Calls.Last<CastBallotRequest>().Choice;
        var expected = Cast[kind].Values.Zip(Short(kind).Options)
            .Where(pair => pair.First > 0)
            .Select(pair => new Mark { Option = pair.Second.Id, Value = pair.First });
        Assert.Equal(expected, Assert.Single(sent.Answers).Marks);
        Assert.Equal(2_000, sent.CalculateSize());
        Assert.IsType<ReceiptPresenter>(room.Shell.Top);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nothing_of_a_question_is_cut(BallotKind kind, string language, int width, int height)
    {
        using var room = Open(language, width, height, Asked.Poll(Asked.Of(kind)));
        room.Press(Cast[kind].Keys);
        var lines = room.Shell.Top.Show(width).Lines;
        Assert.All(lines, line => Assert.True(line.Width <= width, line.Plain));
        Assert.All(lines, line => Assert.DoesNotContain("…", line.Plain, StringComparison.Ordinal));
        Assert.All(Asked.Of(kind).Options, option => Assert.Contains(lines, line => line.Item == option.Id));
    }

    [Fact]
    public void A_knapsack_shows_the_money_left_and_what_does_not_fit_with_what_is_missing()
    {
        using var room = Open("zh", 80, 40, Asked.Poll(Short(BallotKind.BudgetKnapsack)));
        room.Press("5", "4");
        Assert.Contains("还剩 ¥10.00，共 ¥100.00", room.Screen);
        Assert.Contains("¥20.00 还差 ¥10.00", room.Screen);
        room.Press("2");
        Assert.Equal("这一项要 ¥20.00，还差 ¥10.00。先取出别的再放。", room.Message);
    }

    [Fact]
    public void A_ranking_shows_the_ranked_first_and_selects_the_next_one()
    {
        using var room = Open("zh", 80, 40, Asked.Poll(Short(BallotKind.Ranked)));
        room.Press(Down, Down, Keys.Enter);
        Assert.Equal("a", room.Shell.Top.Selected);
        var items = room.Shell.Top.Show(80).Items;
        Assert.Equal(["c", "a", "b", "d", "e"], items);
    }

    [Fact]
    public void Several_questions_are_gone_through_by_tab_and_a_blank_one_is_said()
    {
        using var room = Open("zh", 80, 24, Asked.Poll(Short(BallotKind.Single), Short(BallotKind.Score)));
        Assert.Contains("第 1/2 题", room.Screen);
        room.Press("1", Keys.Tab);
        Assert.Contains("第 2/2 题", room.Screen);
        Assert.Contains("还有 1 题留空", room.Screen);
        room.Press(Keys.Send);
        Assert.Contains("你的选择：留空", room.Screen);
        room.Press("y");
        Assert.Equal("q2", Assert.Single(room.Calls.Last<CastBallotRequest>().Choice.Answers).Question);
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void Too_few_approvals_are_told_before_the_ballot_is_cast_and_enough_are_told_too(string language)
    {
        var words = Words.For(language);
        using var room = new Room(words, roles: [Role.Resident]);
        var question = new Question(Asked.Decided(CountingMethod.Approval).Questions[0]) { MinChoices = 3, MaxChoices = 3 };
        room.Open(new QuestionBallotPresenter(room.Workspace, Asked.Poll(question)));

        room.Press("1", "2");
        Assert.Equal(words.Say("ballot_choices_missing", 2, 1), room.Message);
        room.Press("3");
        Assert.Equal(words.Say("ballot_choices_full", 3), room.Message);
    }

    [Fact]
    public void Changing_a_ballot_starts_from_what_was_chosen_before()
    {
        var poll = Asked.Poll(Short(BallotKind.Ranked));
        poll.VotedByMe = true;
        using var room = Open("zh", 80, 40, poll,
            Asked.Cast(new QuestionAnswer { Question = "q4", Marks = { new Mark { Option = "b", Value = 1 }, new Mark { Option = "d", Value = 2 } } }));
        Assert.Equal([0L, 1, 0, 2, 0], ((QuestionBallotPresenter)room.Shell.Top).State.Answer.Values);
        room.Shell.Top.SelectItem("d");
        room.Press("+", Keys.Send);
        Assert.Contains("1. 选项d；2. 选项b", room.Screen);
    }

    [Fact]
    public void A_reason_is_written_in_a_form_and_kept_while_one_goes_on()
    {
        var question = Short(BallotKind.Single);
        question.Reason = ReasonMode.Required;
        using var room = Open("zh", 80, 40, Asked.Poll(question));
        room.Press("1", Keys.Send);
        Assert.IsType<QuestionBallotPresenter>(room.Shell.Top);
        Assert.Contains("✗ 作出选择必须写理由", room.Screen);
        room.Press("r");
        ((FormPresenter)room.Shell.Top).Write(0, "离家近");
        room.Press(Keys.Send);
        Assert.Contains("理由：离家近", room.Screen);
        room.Press(Keys.Send, "y");
        Assert.Equal("离家近", room.Calls.Last<CastBallotRequest>().Choice.Answers[0].Reason);
    }

    [Theory]
    [InlineData("choice.answers[0].marks[1].value", "e", 1)]
    [InlineData("choice.answers[0].marks", "", 1)]
    [InlineData("choice.answers[0].reason", "", 1)]
    public void A_refusal_of_the_server_appears_at_its_field(string field, string option, int question)
    {
        using var room = Open("zh", 80, 40, Asked.Poll(Short(BallotKind.Single), Short(BallotKind.Approval)));
        room.Calls.Refuse<CastBallotRequest>(ErrorReason.InvalidField, new FieldViolation(field, "") { Problem = FieldProblem.SharedRank });
        room.Press(Keys.Tab, "2", "5", Keys.BackTab, Keys.Send, "y");
        var ballot = Assert.IsType<QuestionBallotPresenter>(room.Shell.Top);
        Assert.Equal(new AnswerProblem(question, option, Words.Chinese["FieldProblem_SharedRank"]), Assert.Single(ballot.State.Problems));
        Assert.Equal(question, ballot.State.At);
        Assert.Contains("✗ " + Words.Chinese["FieldProblem_SharedRank"], room.Screen);
        room.Press("2");
        Assert.Empty(ballot.State.Problems);
    }

    [Fact]
    public void Another_refusal_is_told_and_the_confirmation_stays()
    {
        using var room = Open("zh", 80, 24, Asked.Poll(Short(BallotKind.Single)));
        room.Calls.Refuse<CastBallotRequest>(ErrorReason.SignatureRequired);
        room.Press("1", Keys.Send, "y");
        Assert.IsType<ConfirmPresenter>(room.Shell.Top);
        Assert.Equal(Columns.Truncate(Words.Chinese["ErrorReason_SignatureRequired"], 79), room.Message);
    }

    [Fact]
    public void Leaving_a_marked_ballot_must_be_asked_twice_and_a_fresh_one_need_not()
    {
        using var room = Open("zh", 80, 24, Asked.Poll(Short(BallotKind.Single)));
        room.Press("1", Keys.Escape);
        Assert.IsType<QuestionBallotPresenter>(room.Shell.Top);
        room.Press(Keys.Escape);
        Assert.IsType<PollPresenter>(room.Shell.Top);
        room.Press("v", Keys.Escape);
        Assert.IsType<PollPresenter>(room.Shell.Top);
    }

    [Fact]
    public void The_receipt_says_every_answer_only_when_asked()
    {
        var poll = Asked.Poll(Short(BallotKind.Single), Short(BallotKind.BudgetPoints));
        using var room = new Room(height: 40);
        room.Calls.On((GetMyBallotRequest _) => Asked.Cast(
            new QuestionAnswer { Question = "q8", Marks = { new Mark { Option = "b", Value = 3 } }, Reason = "近" }));
        room.Open(new ReceiptPresenter(room.Workspace, poll));
        Assert.DoesNotContain("选项b", room.Screen);
        room.Press("s");
        Assert.Contains("1) 留空\n", room.Screen);
        Assert.Contains("2) 选项b 3 点（理由：近）", room.Screen);
    }

    private static Question Short(BallotKind kind)
    {
        var question = Asked.Of(kind);
        question.Meaning = "";
        question.Text = "选什么？";
        question.Options.ToList().ForEach(option => option.Meaning = "");
        return question;
    }

    private static Room Open(string language, int width, int height, Poll poll, MyBallot? cast = null)
    {
        var room = new Room(Words.For(language), width, height);
        room.Calls.On((GetPollRequest _) => poll).On((GetMyBallotRequest _) => cast ?? Sample.Ballot);
        room.Open(new PollPresenter(room.Workspace, poll.Name)).Press("v");
        Assert.IsType<QuestionBallotPresenter>(room.Shell.Top);
        return room;
    }
}
