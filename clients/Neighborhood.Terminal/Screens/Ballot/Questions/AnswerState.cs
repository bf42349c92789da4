using System.Collections.Immutable;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What somebody has marked of one question so far.</summary>
/// <param name="Question">The question.</param>
/// <param name="Values">Of each option its rank, score or points, or 1 where it is chosen; 0 for none.</param>
/// <param name="Reason">The reason, as it was written.</param>
public sealed record AnswerState(Question Question, ImmutableArray<long> Values, string Reason)
{
    /// <summary>The most characters of a reason.</summary>
    public const int ReasonChars = 200;

    /// <summary>An answer as it was cast; blank where there is none.</summary>
    public static AnswerState Of(Question question, QuestionAnswer? answer)
    {
        ArgumentNullException.ThrowIfNull(question);
        var marks = (answer?.Marks ?? []).ToDictionary(mark => mark.Option, mark => mark.Value, StringComparer.Ordinal);
        var hasNumbers = Traits.HasNumbers(question.Kind);
        var values = question.Options.Select(option => !marks.TryGetValue(option.Id, out var value) ? 0 : hasNumbers ? value : 1);
        return new AnswerState(question, [.. values], answer?.Reason ?? "");
    }

    /// <summary>Whether nothing is marked and nothing is said.</summary>
    public bool IsBlank => Marked == 0 && Reason.Trim().Length == 0;

    /// <summary>How many options are marked.</summary>
    public int Marked => Values.Count(value => value > 0);

    /// <summary>The points that are given.</summary>
    public long Points => Values.Sum();

    /// <summary>The points that are left.</summary>
    public long PointsLeft => Question.Points - Points;

    /// <summary>What the marked options cost.</summary>
    public long CostFen => Question.Options.Zip(Values).Where(pair => pair.Second > 0).Sum(pair => pair.First.CostFen);

    /// <summary>The money that is left.</summary>
    public long LeftFen => Question.BudgetFen - CostFen;

    /// <summary>How much money is missing for an option of a knapsack that is not chosen; 0 where it fits.</summary>
    public long MissingFen(int option) => Values[option] > 0 ? 0 : Math.Max(0, Question.Options[option].CostFen - LeftFen);

    /// <summary>The options in the order in which they are shown: those that are ranked first, by rank.</summary>
    public ImmutableArray<int> Order => !Traits.IsRanking(Question.Kind)
        ? [.. Enumerable.Range(0, Values.Length)]
        : [.. Enumerable.Range(0, Values.Length).OrderBy(option => Values[option] == 0 ? long.MaxValue : Values[option]).ThenBy(option => option)];

    /// <summary>What is sent: nothing for a blank one.</summary>
    public QuestionAnswer? Answer => IsBlank ? null : new QuestionAnswer
    {
        Question = Question.Id,
        Reason = Reason.Trim(),
        Marks = { Question.Options.Zip(Values).Where(pair => pair.Second > 0).Select(pair => new Mark { Option = pair.First.Id, Value = pair.Second }) },
    };

    /// <summary>With another value of an option.</summary>
    public AnswerState With(int option, long value) => this with { Values = Values.SetItem(option, value) };
}
