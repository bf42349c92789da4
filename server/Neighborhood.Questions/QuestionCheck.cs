using Neighborhood.Rules.Counting;
using Neighborhood.V1;

namespace Neighborhood.Questions;

/// <summary>
/// Makes the questions of a request into those that are announced: all that a count needs is pinned, and nothing is there that does not go with the kind
/// of ballot or the method.
/// </summary>
public static class QuestionCheck
{
    private const int IdMaxChars = 32;

    /// <summary>The questions as announced, or the first thing wrong.</summary>
    public static (IReadOnlyList<Question> Announced, QuestionFault? Fault) Of(IReadOnlyList<Question> questions)
    {
        var announced = new List<Question>();
        foreach (var (index, question) in questions.Index())
        {
            var path = $"questions[{index}]";
            if (Fault(question, path) is { } fault)
            {
                return ([], fault);
            }

            if (announced.Exists(earlier => earlier.Id == question.Id))
            {
                return ([], QuestionFault.BadField($"{path}.id", FieldProblem.NamedTwice));
            }

            announced.Add(Pinned(question));
        }

        return (announced, TooLarge(announced));
    }

    private static QuestionFault? Fault(Question question, string path) =>
        IdFault(question.Id, $"{path}.id")
        ?? Blank(question.Text, $"{path}.text")
        ?? MethodFault(question, path)
        ?? OptionCheck.Fault(question, path)
        ?? CountFault(question, path)
        ?? BudgetFault(question, path)
        ?? ChoicesFault(question, path)
        ?? MarksFault(question, path);

    /// <summary>Whether questions stand as an announcement has them: nothing is wrong with them, and all is pinned.</summary>
    public static bool IsAnnounced(IReadOnlyList<Question> questions) => questions.All(IsKnown)
        && Of([.. questions.Select(Asked)]) is { Fault: null } pinned && pinned.Announced.SequenceEqual(questions);

    private static bool IsKnown(Question question) => Enum.IsDefined(question.Kind) && Enum.IsDefined(question.Method) && Enum.IsDefined(question.Utility)
        && Enum.IsDefined(question.Completion) && Enum.IsDefined(question.TieBreak) && Enum.IsDefined(question.Reason);

    // The options of yes and no are not asked for but given.
    private static Question Asked(Question announced)
    {
        var asked = new Question(announced);
        if (asked.Kind == BallotKind.YesNo)
        {
            asked.Options.Clear();
        }

        return asked;
    }

    /// <summary>Refuses what is no id.</summary>
    internal static QuestionFault? IdFault(string id, string path) =>
        id.Length is >= 1 and <= IdMaxChars && id[0] is >= 'a' and <= 'z' && id.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')
            ? null
            : QuestionFault.BadField(path, FieldProblem.NotAnId, ("min", 1), ("max", IdMaxChars));

    /// <summary>Refuses a text that is not there.</summary>
    internal static QuestionFault? Blank(string text, string path) =>
        string.IsNullOrWhiteSpace(text) ? QuestionFault.BadField(path, FieldProblem.Required) : null;

    /// <summary>Refuses a number outside its bounds.</summary>
    internal static QuestionFault? Outside(long number, long min, long max, string path) =>
        number >= min && number <= max ? null : QuestionFault.BadField(path, FieldProblem.OutOfRange, ("min", min), ("max", max));

    private static QuestionFault? MethodFault(Question question, string path)
    {
        if (question.Kind == BallotKind.Unspecified)
        {
            return QuestionFault.BadField($"{path}.kind", FieldProblem.Required);
        }

        if (question.Method == CountingMethod.Unspecified && question.Kind != BallotKind.YesNo)
        {
            return QuestionFault.BadField($"{path}.method", FieldProblem.Required);
        }

        return QuestionTraits.MayCount(MethodOf(question), question.Kind) ? null : QuestionFault.BadField($"{path}.method", FieldProblem.NotForKind);
    }

    private static QuestionFault? CountFault(Question question, string path)
    {
        if (question.Seats != 0 && !QuestionTraits.HasSeats(question.Method))
        {
            return QuestionFault.BadField($"{path}.seats", FieldProblem.NotForMethod);
        }

        if (question.Reserve != 0 && question.Method != CountingMethod.TransferableVote)
        {
            return QuestionFault.BadField($"{path}.reserve", FieldProblem.NotForMethod);
        }

        if (question.TiesAllowed && !QuestionTraits.MayShareRanks(question))
        {
            return QuestionFault.BadField($"{path}.ties_allowed", question.Kind == BallotKind.Ranked ? FieldProblem.NotForMethod : FieldProblem.NotForKind);
        }

        var options = Math.Max(1, question.Options.Count);
        return Outside(question.Seats, 0, options, $"{path}.seats") ?? Outside(question.Reserve, 0, options, $"{path}.reserve");
    }

    private static QuestionFault? BudgetFault(Question question, string path)
    {
        var isBudget = QuestionTraits.IsBudget(question.Kind);
        if (!isBudget && question.BudgetFen != 0)
        {
            return QuestionFault.BadField($"{path}.budget_fen", FieldProblem.NotForKind);
        }

        if (isBudget && Outside(question.BudgetFen, 1, CountingLimits.MaxAmount, $"{path}.budget_fen") is { } money)
        {
            return money;
        }

        return question.Method == CountingMethod.EqualShares ? SharesFault(question, path)
            : question.Utility != Utility.Unspecified ? QuestionFault.BadField($"{path}.utility", FieldProblem.NotForMethod)
            : question.Completion != Completion.Unspecified ? QuestionFault.BadField($"{path}.completion", FieldProblem.NotForMethod)
            : null;
    }

    private static QuestionFault? SharesFault(Question question, string path)
    {
        if (question.Utility == Utility.Unspecified)
        {
            return QuestionFault.BadField($"{path}.utility", FieldProblem.Required);
        }

        if (question.Utility == Utility.Points && question.Kind is not (BallotKind.BudgetPoints or BallotKind.BudgetRanking))
        {
            return QuestionFault.BadField($"{path}.utility", FieldProblem.NotForKind);
        }

        return question.Completion == Completion.Unspecified ? QuestionFault.BadField($"{path}.completion", FieldProblem.Required) : null;
    }

    private static QuestionFault? ChoicesFault(Question question, string path)
    {
        var (min, max, options) = (question.MinChoices, question.MaxChoices, question.Options.Count);
        if (QuestionTraits.HasChoices(question.Kind))
        {
            return Outside(max, 0, options, $"{path}.max_choices") ?? Outside(min, 0, max == 0 ? options : max, $"{path}.min_choices");
        }

        return min != 0 ? QuestionFault.BadField($"{path}.min_choices", FieldProblem.NotForKind)
            : max != 0 ? QuestionFault.BadField($"{path}.max_choices", FieldProblem.NotForKind)
            : null;
    }

    private static QuestionFault? MarksFault(Question question, string path)
    {
        var (isScore, isPoints) = (question.Kind == BallotKind.Score, question.Kind == BallotKind.BudgetPoints);
        if (!isScore && question.MaxScore != 0)
        {
            return QuestionFault.BadField($"{path}.max_score", FieldProblem.NotForKind);
        }

        if (!isPoints && (question.Points != 0 || question.MaxPointsEach != 0))
        {
            return QuestionFault.BadField($"{path}.{(question.Points != 0 ? "points" : "max_points_each")}", FieldProblem.NotForKind);
        }

        return isScore ? Outside(question.MaxScore, 1, QuestionLimits.ScoreMax, $"{path}.max_score")
            : isPoints ? Outside(question.Points, 1, QuestionLimits.PointsMax, $"{path}.points")
                ?? Outside(question.MaxPointsEach, 0, question.Points, $"{path}.max_points_each")
            : null;
    }

    private static QuestionFault? TooLarge(List<Question> announced)
    {
        if (announced.Count == 0)
        {
            return null;
        }

        if (announced.Sum(question => question.CalculateSize()) > QuestionLimits.QuestionsBytes)
        {
            return QuestionFault.BadField("questions", FieldProblem.TooManyBytes, ("max", QuestionLimits.QuestionsBytes));
        }

        return ChoiceForm.Of(announced).SizeBytes > QuestionLimits.ChoiceBytes
            ? QuestionFault.BadField("questions", FieldProblem.BallotTooLong, ("max", QuestionLimits.ChoiceBytes))
            : null;
    }

    private static CountingMethod MethodOf(Question question) =>
        question is { Kind: BallotKind.YesNo, Method: CountingMethod.Unspecified } ? CountingMethod.Clauses : question.Method;

    private static Question Pinned(Question question)
    {
        var (options, hasChoices) = (question.Options.Count, QuestionTraits.HasChoices(question.Kind));
        var pinned = new Question(question)
        {
            Text = question.Text.Trim(),
            Meaning = question.Meaning.Trim(),
            Method = MethodOf(question),
            Seats = QuestionTraits.HasSeats(question.Method) ? Math.Max(1, question.Seats) : 0,
            MinChoices = hasChoices ? Math.Max(1, question.MinChoices) : 0,
            MaxChoices = hasChoices && question.MaxChoices == 0 ? options : question.MaxChoices,
            MaxPointsEach = question.MaxPointsEach == 0 ? question.Points : question.MaxPointsEach,
            TieBreak = question.TieBreak == TieBreak.Unspecified ? TieBreak.ByLot : question.TieBreak,
            Reason = question.Reason == ReasonMode.Unspecified ? ReasonMode.Off : question.Reason,
        };
        pinned.Options.Clear();
        pinned.Options.AddRange(question.Kind == BallotKind.YesNo ? PollOptions.AsOfQuestion : question.Options.Select(OptionCheck.Pinned));
        return pinned;
    }
}
