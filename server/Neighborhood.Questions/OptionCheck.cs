using Neighborhood.Rules.Counting;
using Neighborhood.V1;

namespace Neighborhood.Questions;

/// <summary>Makes the options of a question into those that are announced.</summary>
public static class OptionCheck
{
    private const int ElectionLeastCount = 2, BudgetLeastCount = 1, MostCount = 100;

    /// <summary>The first thing wrong with the options of a question; null where nothing is.</summary>
    public static QuestionFault? Fault(Question question, string path)
    {
        if (question.Kind == BallotKind.YesNo)
        {
            return question.Options.Count == 0 ? null : QuestionFault.BadField($"{path}.options", FieldProblem.NotForKind);
        }

        var isBudget = QuestionTraits.IsBudget(question.Kind);
        var least = isBudget ? BudgetLeastCount : ElectionLeastCount;
        if (question.Options.Count < least || question.Options.Count > MostCount)
        {
            return QuestionFault.BadField($"{path}.options", FieldProblem.TooManyItems, ("min", least), ("max", MostCount));
        }

        var faults = question.Options.Index().Select(option => Fault(question, option.Index, $"{path}.options[{option.Index}]"));
        return faults.FirstOrDefault(fault => fault is not null) ?? CostFault(question, path);
    }

    /// <summary>An option as it is announced.</summary>
    public static QuestionOption Pinned(QuestionOption option) => new(option) { Label = option.Label.Trim(), Meaning = option.Meaning.Trim() };

    private static QuestionFault? Fault(Question question, int index, string path)
    {
        var (option, earlier) = (question.Options[index], question.Options.Take(index));
        if ((QuestionCheck.IdFault(option.Id, $"{path}.id") ?? QuestionCheck.Blank(option.Label, $"{path}.label")) is { } fault)
        {
            return fault;
        }

        if (earlier.Any(other => other.Id == option.Id))
        {
            return QuestionFault.BadField($"{path}.id", FieldProblem.NamedTwice);
        }

        if (option.IsStatusQuo && !QuestionTraits.MayKeepStatusQuo(question.Method))
        {
            return QuestionFault.BadField($"{path}.is_status_quo", FieldProblem.NotForMethod);
        }

        if (option.IsStatusQuo && earlier.Any(other => other.IsStatusQuo))
        {
            return QuestionFault.BadField($"{path}.is_status_quo", FieldProblem.NamedTwice);
        }

        return QuestionTraits.IsBudget(question.Kind) ? QuestionCheck.Outside(option.CostFen, 1, CountingLimits.MaxAmount, $"{path}.cost_fen")
            : option.CostFen != 0 ? QuestionFault.BadField($"{path}.cost_fen", FieldProblem.NotForKind)
            : null;
    }

    // Within this sum no count overflows.
    private static QuestionFault? CostFault(Question question, string path)
    {
        var last = question.Options.Count - 1;
        var others = question.Options.Take(last).Aggregate(Int128.Zero, (sum, option) => sum + option.CostFen);
        return others + question.Options[last].CostFen <= CountingLimits.MaxAmount
            ? null
            : QuestionFault.BadField(
                $"{path}.options[{last}].cost_fen", FieldProblem.OutOfRange, ("min", 1), ("max", Int128.Max(0, CountingLimits.MaxAmount - others)));
    }
}
