using Google.Protobuf;
using Neighborhood.Domain.Polls;
using Neighborhood.Questions;
using Neighborhood.V1;

namespace Neighborhood.Domain.Tests.Polls.Questions;

public sealed class AnnounceQuestionsTests
{
    private const BallotKind Single = BallotKind.Single, Approval = BallotKind.Approval, Ranked = BallotKind.Ranked, Score = BallotKind.Score;
    private const CountingMethod Plurality = CountingMethod.Plurality, Shares = CountingMethod.EqualShares;

    /// <summary>One row for each refusal: what is asked, what is changed, the field and the problem.</summary>
    public static TheoryData<BallotKind, CountingMethod, string, string, FieldProblem> Refusals => new()
    {
        { Single, Plurality, "id=", "id", FieldProblem.NotAnId },
        { Single, Plurality, "id=Q", "id", FieldProblem.NotAnId },
        { Single, Plurality, "id=1q", "id", FieldProblem.NotAnId },
        { Single, Plurality, "id=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "id", FieldProblem.NotAnId },
        { Single, Plurality, "text= ", "text", FieldProblem.Required },
        { BallotKind.Unspecified, Plurality, "", "kind", FieldProblem.Required },
        { Single, CountingMethod.Unspecified, "", "method", FieldProblem.Required },
        { Single, CountingMethod.Approval, "", "method", FieldProblem.NotForKind },
        { BallotKind.YesNo, Plurality, "", "method", FieldProblem.NotForKind },
        { Ranked, CountingMethod.Clauses, "", "method", FieldProblem.NotForKind },
        { Score, CountingMethod.Greedy, "", "method", FieldProblem.NotForKind },
        { Single, CountingMethod.MajorityOfVoting, "seats=1", "seats", FieldProblem.NotForMethod },
        { Ranked, CountingMethod.InstantRunoff, "seats=2", "seats", FieldProblem.NotForMethod },
        { Ranked, CountingMethod.TransferableVote, "seats=5", "seats", FieldProblem.OutOfRange },
        { Ranked, CountingMethod.TransferableVote, "seats=-1", "seats", FieldProblem.OutOfRange },
        { Ranked, CountingMethod.TransferableVote, "reserve=5", "reserve", FieldProblem.OutOfRange },
        { Ranked, CountingMethod.Schulze, "reserve=1", "reserve", FieldProblem.NotForMethod },
        { Single, Plurality, "budgetFen=1", "budget_fen", FieldProblem.NotForKind },
        { BallotKind.BudgetApproval, Shares, "budgetFen=0", "budget_fen", FieldProblem.OutOfRange },
        { BallotKind.BudgetApproval, Shares, "budgetFen=1125899906842625", "budget_fen", FieldProblem.OutOfRange },
        { BallotKind.BudgetApproval, Shares, "utility=0", "utility", FieldProblem.Required },
        { BallotKind.BudgetApproval, Shares, "utility=3", "utility", FieldProblem.NotForKind },
        { BallotKind.BudgetApproval, Shares, "completion=0", "completion", FieldProblem.Required },
        { BallotKind.BudgetApproval, CountingMethod.Greedy, "utility=1", "utility", FieldProblem.NotForMethod },
        { BallotKind.BudgetApproval, CountingMethod.Greedy, "completion=1", "completion", FieldProblem.NotForMethod },
        { Single, Plurality, "minChoices=1", "min_choices", FieldProblem.NotForKind },
        { Single, Plurality, "maxChoices=1", "max_choices", FieldProblem.NotForKind },
        { Approval, CountingMethod.Approval, "maxChoices=5", "max_choices", FieldProblem.OutOfRange },
        { Approval, CountingMethod.Approval, "minChoices=5", "min_choices", FieldProblem.OutOfRange },
        { Approval, CountingMethod.Approval, "minChoices=3 maxChoices=2", "min_choices", FieldProblem.OutOfRange },
        { Approval, CountingMethod.Approval, "maxScore=1", "max_score", FieldProblem.NotForKind },
        { Score, CountingMethod.Score, "maxScore=0", "max_score", FieldProblem.OutOfRange },
        { Score, CountingMethod.Score, "maxScore=1001", "max_score", FieldProblem.OutOfRange },
        { Score, CountingMethod.Score, "points=1", "points", FieldProblem.NotForKind },
        { Score, CountingMethod.Score, "maxPointsEach=1", "max_points_each", FieldProblem.NotForKind },
        { BallotKind.BudgetPoints, Shares, "points=0", "points", FieldProblem.OutOfRange },
        { BallotKind.BudgetPoints, Shares, "points=10001", "points", FieldProblem.OutOfRange },
        { BallotKind.BudgetPoints, Shares, "maxPointsEach=7", "max_points_each", FieldProblem.OutOfRange },
        { Single, Plurality, "tiesAllowed=true", "ties_allowed", FieldProblem.NotForKind },
        { Ranked, CountingMethod.InstantRunoff, "tiesAllowed=true", "ties_allowed", FieldProblem.NotForMethod },
    };

    /// <summary>The same for options: which one, what is changed, the field of the question and the problem.</summary>
    public static TheoryData<BallotKind, CountingMethod, int, string, string, FieldProblem> OptionRefusals => new()
    {
        { Single, Plurality, 1, "id=Plum", "options[1].id", FieldProblem.NotAnId },
        { Single, Plurality, 2, "id=pear", "options[2].id", FieldProblem.NamedTwice },
        { Single, Plurality, 3, "label= ", "options[3].label", FieldProblem.Required },
        { Single, Plurality, 0, "costFen=1", "options[0].cost_fen", FieldProblem.NotForKind },
        { BallotKind.BudgetKnapsack, CountingMethod.Greedy, 0, "costFen=0", "options[0].cost_fen", FieldProblem.OutOfRange },
        { BallotKind.BudgetKnapsack, CountingMethod.Greedy, 0, "costFen=1125899906842625", "options[0].cost_fen", FieldProblem.OutOfRange },
        { BallotKind.BudgetKnapsack, CountingMethod.Greedy, 0, "costFen=1125899906842624", "options[3].cost_fen", FieldProblem.OutOfRange },
        { Ranked, CountingMethod.InstantRunoff, 0, "isStatusQuo=true", "options[0].is_status_quo", FieldProblem.NotForMethod },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_question_is_refused_with_field_and_problem(BallotKind kind, CountingMethod method, string change, string field, FieldProblem problem) =>
        Refused(Changed(QuestionSteps.Ask(kind, method), change), field, problem);

    [Theory]
    [MemberData(nameof(OptionRefusals))]
    public void An_option_is_refused_with_field_and_problem(
        BallotKind kind, CountingMethod method, int option, string change, string field, FieldProblem problem)
    {
        var question = QuestionSteps.Ask(kind, method);
        question.Options[option] = Changed(question.Options[option], change);
        Refused(question, field, problem);
    }

    [Fact]
    public void The_number_of_options_is_limited_and_two_status_quos_are_refused()
    {
        Refused(QuestionSteps.Ask(Single, Plurality, options: 1), "options", FieldProblem.TooManyItems);
        var many = QuestionSteps.Ask(Single, Plurality);
        many.Options.AddRange(Enumerable.Range(0, 97).Select(i => new QuestionOption { Id = $"o{i}", Label = "x" }));
        Refused(many, "options", FieldProblem.TooManyItems);
        many.Options.RemoveAt(100);
        Announced(many);
        var yes = QuestionSteps.Ask(BallotKind.YesNo, CountingMethod.Clauses);
        yes.Options.Add(new QuestionOption { Id = "yes", Label = "x" });
        Refused(yes, "options", FieldProblem.NotForKind);
        var quo = QuestionSteps.Ask(Single, Plurality);
        (quo.Options[0].IsStatusQuo, quo.Options[2].IsStatusQuo) = (true, true);
        Refused(quo, "options[2].is_status_quo", FieldProblem.NamedTwice);
    }

    [Fact]
    public void Questions_have_ids_of_their_own_and_keep_to_the_size_of_an_announcement_and_a_ballot()
    {
        var given = Xingfu.Founded();
        var request = given.Request(PollSteps.Survey);
        request.Questions.AddRange([QuestionSteps.Ask(Single, Plurality), QuestionSteps.Ask(Single, Plurality)]);
        var refusal = given.Announce(request).Refused(ErrorReason.InvalidField, "questions[1].id");
        Assert.Equal(FieldProblem.NamedTwice, refusal.Problem);

        request.Questions.Clear();
        request.Questions.AddRange(Enumerable.Range(0, 10).Select(i => Long(i, 500)));
        Assert.Equal(FieldProblem.TooManyBytes, given.Announce(request).Refused(ErrorReason.InvalidField, "questions").Problem);

        request.Questions.Clear();
        request.Questions.AddRange(Enumerable.Range(0, 10).Select(i => Long(i, 1)));
        Assert.Equal(FieldProblem.BallotTooLong, given.Announce(request).Refused(ErrorReason.InvalidField, "questions").Problem);

        static Question Long(int id, int meaning)
        {
            var question = QuestionSteps.Ask(Ranked, CountingMethod.Schulze, $"q{id}");
            question.Options.Clear();
            question.Options.AddRange(Enumerable.Range(0, 60).Select(i =>
                new QuestionOption { Id = $"{new string('a', 25)}{i}", Label = "x", Meaning = new string('x', meaning) }));
            return question;
        }
    }

    [Fact]
    public void What_is_left_out_is_pinned_at_the_announcement()
    {
        var ranked = QuestionSteps.Ask(Ranked, CountingMethod.TransferableVote);
        ranked.TieBreak = TieBreak.Unspecified;
        var points = QuestionSteps.Ask(BallotKind.BudgetPoints, Shares, "points");
        var yes = QuestionSteps.Ask(BallotKind.YesNo, CountingMethod.Unspecified, "yes");
        var poll = Announced(ranked, points, yes);

        Assert.Empty(poll.Options);
        Assert.Equal((1, 1, 4, TieBreak.ByLot, ReasonMode.Off), Pinned(poll.Questions[0]));
        Assert.Equal(6, poll.Questions[1].MaxPointsEach);
        Assert.Equal((CountingMethod.Clauses, "yes no abstain"), (poll.Questions[2].Method, string.Join(' ', poll.Questions[2].Options.Select(one => one.Id))));
        Assert.True(poll.ChoiceBytes > SealedChoice.SizeBytes);

        static (int, int, int, TieBreak, ReasonMode) Pinned(Question question) =>
            (question.Seats, question.MinChoices, question.MaxChoices, question.TieBreak, question.Reason);
    }

    [Fact]
    public void A_poll_of_yes_or_no_shows_itself_as_its_only_question_and_is_announced_as_ever()
    {
        var given = Xingfu.Founded();
        var outcome = given.Announce(given.Request(PollSteps.Survey));
        var poll = outcome.Answer;

        Assert.Empty(outcome.Made[0].Fact.PollAnnounced.Questions);
        Assert.Equal((BallotKind.YesNo, poll.Question), (poll.Questions.Single().Kind, poll.Questions.Single().Text));
        Assert.Equal((48, 3), (poll.ChoiceBytes, poll.Options.Count));
    }

    [Fact]
    public void Lists_leave_the_questions_out()
    {
        var given = Xingfu.Founded();
        var poll = given.Asked(QuestionSteps.Ask(Single, Plurality));
        var listed = given.Read(new ListPolls(), new ListPollsRequest { Parent = Xingfu.Name }, Xingfu.As(Xingfu.Wang)).Polls.Single();

        Assert.Equal(poll, listed.Name);
        Assert.Empty(listed.Questions);
        Assert.Single(given.Seen(poll).Questions);
    }

    private static Poll Announced(params Question[] questions)
    {
        var given = Xingfu.Founded();
        var request = given.Request(PollSteps.Survey);
        request.Questions.AddRange(questions);
        return given.Announce(request).Answer;
    }

    private static void Refused(Question question, string field, FieldProblem problem)
    {
        var given = Xingfu.Founded();
        var request = given.Request(PollSteps.Survey);
        request.Questions.Add(question);
        Assert.Equal(problem, given.Announce(request).Refused(ErrorReason.InvalidField, $"questions[0].{field}").Problem);
    }

    /// <summary>A message with fields set as "name=value name=value" says.</summary>
    private static TMessage Changed<TMessage>(TMessage message, string changes)
        where TMessage : IMessage<TMessage>
    {
        foreach (var change in changes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(change => change.Contains('=', StringComparison.Ordinal)))
        {
            var (name, value) = (change[..change.IndexOf('=', StringComparison.Ordinal)], change[(change.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            var field = message.Descriptor.Fields.InDeclarationOrder().Single(field => field.JsonName == name);
            field.Accessor.SetValue(message, Of(field, value));
        }

        return message;
    }

    private static object Of(Google.Protobuf.Reflection.FieldDescriptor field, string value) => field.FieldType switch
    {
        Google.Protobuf.Reflection.FieldType.Int32 => int.Parse(value, System.Globalization.CultureInfo.InvariantCulture),
        Google.Protobuf.Reflection.FieldType.Int64 => long.Parse(value, System.Globalization.CultureInfo.InvariantCulture),
        Google.Protobuf.Reflection.FieldType.Bool => bool.Parse(value),
        Google.Protobuf.Reflection.FieldType.Enum => int.Parse(value, System.Globalization.CultureInfo.InvariantCulture),
        _ => value,
    };
}
