using Google.Protobuf;
using Neighborhood.Domain.Polls;
using Neighborhood.Questions;
using Neighborhood.V1;

namespace Neighborhood.Domain.Tests.Polls.Questions;

public sealed class AnswerTests
{
    /// <summary>One row for each refusal: what is asked, the marks of an answer to it, the field of the answer, the problem and the figures told.</summary>
    public static TheoryData<BallotKind, CountingMethod, string, string, FieldProblem, string> Refusals => new()
    {
        { BallotKind.Single, CountingMethod.Plurality, "pear plum", ".marks", FieldProblem.TooManyChoices, "is=2 max=1" },
        { BallotKind.Single, CountingMethod.Plurality, "", ".marks", FieldProblem.TooFewChoices, "is=0 min=1" },
        { BallotKind.Single, CountingMethod.Plurality, "pear=2", ".marks[0].value", FieldProblem.OutOfRange, "min=1 max=1" },
        { BallotKind.YesNo, CountingMethod.Clauses, "yes no", ".marks", FieldProblem.TooManyChoices, "is=2 max=1" },
        { BallotKind.Approval, CountingMethod.Approval, "pear pear", ".marks[1].option", FieldProblem.NamedTwice, "" },
        { BallotKind.Approval, CountingMethod.Approval, "pear", ".marks", FieldProblem.TooFewChoices, "is=1 min=2" },
        { BallotKind.Approval, CountingMethod.Approval, "pear plum fig lime", ".marks", FieldProblem.TooManyChoices, "is=4 max=3" },
        { BallotKind.Ranked, CountingMethod.InstantRunoff, "pear=1 plum=1", ".marks[1].value", FieldProblem.SharedRank, "" },
        { BallotKind.Ranked, CountingMethod.InstantRunoff, "pear=0 plum=1", ".marks[0].value", FieldProblem.OutOfRange, "min=1 max=2000" },
        { BallotKind.Ranked, CountingMethod.InstantRunoff, "pear=1", ".marks", FieldProblem.TooFewChoices, "is=1 min=2" },
        { BallotKind.Ranked, CountingMethod.InstantRunoff, "pear=1 plum=2 pear=3", ".marks[2].option", FieldProblem.NamedTwice, "" },
        { BallotKind.Score, CountingMethod.Score, "pear=5 plum=6", ".marks[1].value", FieldProblem.OutOfRange, "min=0 max=5" },
        { BallotKind.Score, CountingMethod.Score, "pear=-1", ".marks[0].value", FieldProblem.OutOfRange, "min=0 max=5" },
        { BallotKind.BudgetApproval, CountingMethod.Greedy, "pear", ".marks", FieldProblem.TooFewChoices, "is=1 min=2" },
        { BallotKind.BudgetKnapsack, CountingMethod.Greedy, "pear plum fig", ".marks", FieldProblem.OverBudget, "is=120 max=100" },
        { BallotKind.BudgetPoints, CountingMethod.Greedy, "pear=4 plum=3", ".marks", FieldProblem.TooManyPoints, "is=7 max=6" },
        { BallotKind.BudgetPoints, CountingMethod.Greedy, "pear=7", ".marks[0].value", FieldProblem.OutOfRange, "min=1 max=6" },
        { BallotKind.BudgetPoints, CountingMethod.Greedy, "pear=0", ".marks[0].value", FieldProblem.OutOfRange, "min=1 max=6" },
        { BallotKind.BudgetRanking, CountingMethod.Greedy, "pear=1 plum=1", ".marks[1].value", FieldProblem.SharedRank, "" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void An_answer_is_refused_with_field_and_remedy(
        BallotKind kind, CountingMethod method, string marks, string field, FieldProblem problem, string figures)
    {
        var given = Xingfu.Founded();
        var poll = given.Asked(Bounded(kind, method));
        var refusal = given.Cast(poll, 1, Parsed(marks)).Refused(ErrorReason.InvalidField, $"choice.answers[0]{field}");

        Assert.Equal(problem, refusal.Problem);
        Assert.Equal(figures, string.Join(' ', refusal.Details!.Select(figure => $"{figure.Key}={figure.Value}")));
    }

    [Fact]
    public void What_was_not_asked_is_refused()
    {
        var given = Xingfu.Founded();
        var plain = given.Opened(PollSteps.Survey);
        var poll = given.Asked(QuestionSteps.Ask(BallotKind.Single, CountingMethod.Plurality));

        given.Cast(poll, 1, QuestionSteps.Answer("q", ("mango", 1))).Refused(ErrorReason.UnknownOption, "choice.answers[0].marks[0].option");
        Problem(QuestionSteps.Ballot(poll, QuestionSteps.Answer("other", ("pear", 1))), "choice.answers[0].question", FieldProblem.UnknownValue);
        Problem(
            QuestionSteps.Ballot(poll, QuestionSteps.Answer("q", ("pear", 1)), QuestionSteps.Answer("q", ("plum", 1))),
            "choice.answers[1].question",
            FieldProblem.NamedTwice);
        Problem(new CastBallotRequest { Parent = poll, Choice = new Choice { Option = "yes" } }, "choice.option", FieldProblem.NotAsked);
        Problem(
            new CastBallotRequest { Parent = plain, Choice = new Choice { Option = "yes", Answers = { QuestionSteps.Answer("decision", ("yes", 1)) } } },
            "choice.answers",
            FieldProblem.NotAsked);
        given.Cast(plain, 1).Refused(ErrorReason.UnknownOption, "choice.option");

        void Problem(CastBallotRequest request, string field, FieldProblem problem) =>
            Assert.Equal(problem, given.When(new CastBallot(), request, Xingfu.As(1)).Refused(ErrorReason.InvalidField, field).Problem);
    }

    [Theory]
    [InlineData(ReasonMode.Off, 1, FieldProblem.NotAsked)]
    [InlineData(ReasonMode.Off, 0, FieldProblem.Unspecified)]
    [InlineData(ReasonMode.Optional, 0, FieldProblem.Unspecified)]
    [InlineData(ReasonMode.Optional, 200, FieldProblem.Unspecified)]
    [InlineData(ReasonMode.Optional, 201, FieldProblem.TooManyCharacters)]
    [InlineData(ReasonMode.Required, 0, FieldProblem.Required)]
    [InlineData(ReasonMode.Required, 200, FieldProblem.Unspecified)]
    [InlineData(ReasonMode.Required, 201, FieldProblem.TooManyCharacters)]
    public void A_reason_is_off_optional_or_required_and_limited(ReasonMode mode, int chars, FieldProblem problem)
    {
        var given = Xingfu.Founded();
        var question = QuestionSteps.Ask(BallotKind.Single, CountingMethod.Plurality);
        question.Reason = mode;
        var poll = given.Asked(question);
        var answer = QuestionSteps.Answer("q", ("pear", 1));
        answer.Reason = new string('因', chars);
        var outcome = given.Cast(poll, 1, answer);
        if (problem != FieldProblem.Unspecified)
        {
            Assert.Equal(problem, outcome.Refused(ErrorReason.InvalidField, "choice.answers[0].reason").Problem);
            return;
        }

        Assert.Equal(answer.Reason, Mine(given, poll, 1).Answers.Single().Reason);
    }

    [Fact]
    public void Whatever_says_the_same_has_the_same_bytes()
    {
        var single = QuestionSteps.Ask(BallotKind.Single, CountingMethod.Plurality, "z");
        var form = ChoiceForm.Of([Bounded(BallotKind.Ranked, CountingMethod.InstantRunoff), single]);
        var one = Sealed(QuestionSteps.Answer("q", ("pear", 2), ("plum", 1)), QuestionSteps.Answer("z", ("fig", 0)));
        var other = Sealed(QuestionSteps.Answer("z", ("fig", 1)), QuestionSteps.Answer("q", ("plum", 1), ("pear", 2)));

        Assert.Equal(one, other);
        Assert.Equal(form.SizeBytes, one.Length);
        Assert.Equal(2, form.Read(ByteString.CopyFrom(one))!.Answers.Count);

        byte[] Sealed(params QuestionAnswer[] answers)
        {
            var (bytes, refusal) = form.Seal(new Choice { Answers = { answers } });
            Assert.Null(refusal);
            return bytes;
        }
    }

    [Fact]
    public void A_question_may_be_left_blank_and_the_ballot_takes_part()
    {
        var given = Xingfu.Founded();
        var poll = given.Asked(
            QuestionSteps.Ask(BallotKind.Single, CountingMethod.Plurality), QuestionSteps.Ask(BallotKind.Approval, CountingMethod.Approval, "z"));
        given.Cast(poll, 1, QuestionSteps.Answer("z", ("fig", 1))).Answer.ToString();
        given.Cast(poll, 2).Answer.ToString();

        var outcomes = given.Counted(poll).Result.Outcomes;
        Assert.Equal([(2, 2), (2, 1)], outcomes.Select(outcome => (outcome.Voters, outcome.Blank)));
        Assert.Empty(outcomes[0].Winners);
        Assert.Equal(["fig"], outcomes[1].Winners);
    }

    private static Choice Mine(Given<CommunityState> given, string poll, long voter) =>
        given.Read(new GetMyBallot(), new GetMyBallotRequest { Name = poll }, Xingfu.As(voter)).Choice;

    /// <summary>Two to three options, where there are bounds.</summary>
    private static Question Bounded(BallotKind kind, CountingMethod method)
    {
        var question = QuestionSteps.Ask(kind, method);
        if (kind is BallotKind.Approval or BallotKind.Ranked or BallotKind.BudgetApproval or BallotKind.BudgetRanking)
        {
            (question.MinChoices, question.MaxChoices) = (2, 3);
        }

        (question.MaxPointsEach, question.Reason) = (question.Points, ReasonMode.Off);
        return question;
    }

    private static QuestionAnswer Parsed(string marks) => QuestionSteps.Answer("q", [.. marks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(mark =>
        mark.Split('=') is [var option, var value]
            ? (option, long.Parse(value, System.Globalization.CultureInfo.InvariantCulture))
            : (mark, 1L))]);
}
