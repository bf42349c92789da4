using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Tests.Fakes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Screens.Questions;

/// <summary>What marking an option does to an answer, kind by kind. An answer is written as its values: "1-2--" has the third option second.</summary>
public sealed class MarkingTests
{
    [Theory]
    [InlineData(BallotKind.YesNo, "---", 0, "1--", null)]
    [InlineData(BallotKind.YesNo, "1--", 2, "--1", null)]
    [InlineData(BallotKind.Single, "-1---", 3, "---1-", null)]
    [InlineData(BallotKind.Single, "-1---", 1, "-----", null)]
    [InlineData(BallotKind.Approval, "1----", 4, "1---1", null)]
    [InlineData(BallotKind.Approval, "1---1", 4, "1----", null)]
    [InlineData(BallotKind.Approval, "1---1", 2, null, "2")]
    [InlineData(BallotKind.BudgetApproval, "1---1", 2, null, "2")]
    [InlineData(BallotKind.BudgetApproval, "----1", 3, "---11", null)]
    [InlineData(BallotKind.Ranked, "-----", 3, "---1-", null)]
    [InlineData(BallotKind.Ranked, "2--1-", 1, "23-1-", null)]
    [InlineData(BallotKind.Ranked, "23-1-", 3, "12---", null)]
    [InlineData(BallotKind.Ranked, "23-1-", 2, null, "3")]
    [InlineData(BallotKind.BudgetRanking, "-1---", 0, "21---", null)]
    [InlineData(BallotKind.Score, "-----", 1, "-1---", null)]
    [InlineData(BallotKind.BudgetPoints, "-2---", 1, "-3---", null)]
    [InlineData(BallotKind.BudgetPoints, "-3---", 1, null, "3")]
    [InlineData(BallotKind.BudgetPoints, "13---", 0, null, "1")]
    [InlineData(BallotKind.BudgetKnapsack, "---1-", 4, "---11", null)]
    [InlineData(BallotKind.BudgetKnapsack, "---11", 1, null, "¥10.00")]
    [InlineData(BallotKind.BudgetKnapsack, "---11", 0, "1--11", null)]
    [InlineData(BallotKind.BudgetKnapsack, "---11", 4, "---1-", null)]
    public void Turning_marks_or_says_why_not(BallotKind kind, string before, int option, string? after, string? refusal) =>
        Check(Marking.Turn(Written(kind, before), option, Words.English), after, refusal);

    [Theory]
    [InlineData("-----", 2, 1, "--1--", null)]
    [InlineData("12---", 2, 1, "231--", null)]
    [InlineData("12---", 2, 9, "123--", null)]
    [InlineData("123--", 2, 1, "231--", null)]
    [InlineData("123--", 0, 3, "312--", null)]
    [InlineData("123--", 1, 0, "1-2--", null)]
    [InlineData("123--", 4, 1, null, "3")]
    public void A_digit_sets_the_rank_and_the_others_make_room(string before, int option, int rank, string? after, string? refusal) =>
        Check(Marking.Number(Written(BallotKind.Ranked, before), option, rank, Words.English), after, refusal);

    [Theory]
    [InlineData("12---", 2, 2, "122--")]
    [InlineData("12---", 0, 2, "11---")]
    [InlineData("122--", 2, 1, "121--")]
    [InlineData("122--", 2, 2, "122--")]
    [InlineData("11---", 1, 2, "12---")]
    public void Where_ranks_may_be_shared_a_digit_shares_one(string before, int option, int rank, string after) =>
        Check(Marking.Number(Written(BallotKind.Ranked, before, ties: true), option, rank, Words.English), after, null);

    [Theory]
    [InlineData("123--", 2, true, "132--", false)]
    [InlineData("123--", 0, true, null, false)]
    [InlineData("123--", 0, false, "213--", false)]
    [InlineData("123--", 2, false, null, false)]
    [InlineData("12---", 2, true, "123--", false)]
    [InlineData("12---", 2, false, null, false)]
    [InlineData("123--", 2, true, "122--", true)]
    [InlineData("122--", 2, true, "132--", true)]
    [InlineData("122--", 1, false, "132--", true)]
    [InlineData("11---", 0, true, "12---", true)]
    public void A_step_goes_one_rank_ahead_or_behind(string before, int option, bool isUp, string? after, bool ties) =>
        Check(Marking.Step(Written(BallotKind.Ranked, before, ties), option, isUp, Words.English), after, after is null ? "" : null);

    [Theory]
    [InlineData("12---", 1, 0, "21---")]
    [InlineData("123--", 0, 2, "312--")]
    [InlineData("12---", 3, 0, "23-1-")]
    [InlineData("12---", 0, 4, "-1---")]
    [InlineData("12---", 3, 4, "12-3-")]
    public void What_is_dragged_takes_the_place_it_is_dropped_on(string before, int option, int onto, string after) =>
        Check(RankMarking.Before(Written(BallotKind.Ranked, before), option, onto, Words.English), after, null);

    [Theory]
    [InlineData(BallotKind.Score, "-----", 0, 9, "9----", null)]
    [InlineData(BallotKind.Score, "5----", 0, 11, null, "10")]
    [InlineData(BallotKind.Score, "5----", 0, 0, "-----", null)]
    [InlineData(BallotKind.BudgetPoints, "2----", 1, 2, "22---", null)]
    [InlineData(BallotKind.BudgetPoints, "22---", 1, 3, null, "1")]
    [InlineData(BallotKind.BudgetPoints, "22---", 1, 4, null, "3")]
    public void A_number_is_kept_within_what_there_is(BallotKind kind, string before, int option, int number, string? after, string? refusal) =>
        Check(Marking.Number(Written(kind, before), option, number, Words.English), after, refusal);

    [Fact]
    public void A_score_that_is_the_highest_turns_back_to_none() =>
        Check(Marking.Turn(Written(BallotKind.Score, "-----").With(1, 10), 1, Words.English), "-----", null);

    [Fact]
    public void A_blank_answer_is_not_sent_and_a_marked_one_names_its_options()
    {
        Assert.Null(Written(BallotKind.Ranked, "-----").Answer);
        Assert.Equal(
            new QuestionAnswer { Question = "q4", Marks = { new Mark { Option = "a", Value = 2 }, new Mark { Option = "d", Value = 1 } } },
            Written(BallotKind.Ranked, "2--1-").Answer);
    }

    [Theory]
    [InlineData(BallotKind.Approval, "-----", "为什么", "至少选 1 项，现在选了 0 项")]
    [InlineData(BallotKind.Approval, "111--", "", "最多选 2 项，现在选了 3 项")]
    [InlineData(BallotKind.Ranked, "11---", "", "名次不能相同")]
    [InlineData(BallotKind.BudgetPoints, "33---", "", "最多分配 4 分，现在分配了 6 分")]
    [InlineData(BallotKind.BudgetKnapsack, "11111", "", "不能超过 100 元，现在是 150 元")]
    [InlineData(BallotKind.Single, "1----", "", null)]
    public void What_the_server_would_refuse_is_said_before_it_is_sent(BallotKind kind, string values, string reason, string? said)
    {
        var problems = AnswerCheck.Of([Written(kind, values) with { Reason = reason }], Words.Chinese);
        Assert.Equal(said is null ? 0 : 1, problems.Length);
        Assert.All(problems, problem => Assert.Contains(said!, problem.Sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void A_required_reason_is_asked_of_whoever_chooses_and_not_of_a_blank_answer()
    {
        var question = Asked.Of(BallotKind.Single);
        question.Reason = ReasonMode.Required;
        var blank = AnswerState.Of(question, null);
        Assert.Empty(AnswerCheck.Of([blank], Words.Chinese));
        Assert.Single(AnswerCheck.Of([blank.With(0, 1)], Words.Chinese));
        Assert.Empty(AnswerCheck.Of([blank.With(0, 1) with { Reason = "近" }], Words.Chinese));
    }

    private static void Check(Marked marked, string? after, string? refusal)
    {
        Assert.Equal(after is null, marked.Refusal is not null);
        Assert.Equal(after ?? Text(marked.Answer), Text(marked.Answer));
        Assert.Contains(refusal ?? "", marked.Refusal ?? "", StringComparison.Ordinal);
    }

    private static string Text(AnswerState answer) => string.Concat(answer.Values.Select(value => value == 0 ? "-" : $"{value}"));

    private static AnswerState Written(BallotKind kind, string values, bool ties = false)
    {
        var question = Asked.Of(kind);
        question.TiesAllowed = ties;
        return new AnswerState(question, [.. values.Select(value => value == '-' ? 0L : value - '0')], "");
    }
}
