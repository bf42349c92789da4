using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What came of marking an option: the answer as it is then, or as it was with the sentence that says why nothing was marked.</summary>
public readonly record struct Marked(AnswerState Answer, string? Refusal = null);

/// <summary>Marks options by the rules of the question: what could not be sent is not marked, and a sentence says why.</summary>
public static class Marking
{
    /// <summary>Chooses an option or takes the choice back; gives one more score or point.</summary>
    public static Marked Turn(AnswerState answer, int option, Words words)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(words);
        var isMarked = answer.Values[option] > 0;
        return answer.Question.Kind switch
        {
            BallotKind.YesNo or BallotKind.Single => Single(answer, option),
            BallotKind.Score => Score(answer, option, isMarked && answer.Values[option] == answer.Question.MaxScore ? 0 : answer.Values[option] + 1, words),
            BallotKind.BudgetPoints => Points(answer, option, answer.Values[option] + 1, words),
            BallotKind.BudgetKnapsack => Knapsack(answer, option, words),
            BallotKind.Ranked or BallotKind.BudgetRanking when isMarked => RankMarking.Remove(answer, option),
            BallotKind.Ranked or BallotKind.BudgetRanking => RankMarking.Append(answer, option, words),
            _ => Approval(answer, option, words),
        };
    }

    /// <summary>Gives an option a number of its own: its rank, its score or its points; 0 takes it back.</summary>
    public static Marked Number(AnswerState answer, int option, long number, Words words)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(words);
        return answer.Question.Kind switch
        {
            BallotKind.Score => Score(answer, option, number, words),
            BallotKind.BudgetPoints => Points(answer, option, number, words),
            _ => RankMarking.Place(answer, option, number, words),
        };
    }

    /// <summary>One better or one worse: a rank ahead or behind, one more or one less.</summary>
    public static Marked Step(AnswerState answer, int option, bool isUp, Words words)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Traits.IsRanking(answer.Question.Kind)
            ? RankMarking.Step(answer, option, isUp, words)
            : Number(answer, option, Math.Max(0, answer.Values[option] + (isUp ? 1 : -1)), words);
    }

    private static Marked Single(AnswerState answer, int option) =>
        new(answer with { Values = [.. answer.Values.Select((value, place) => place == option && value == 0 ? 1L : 0L)] });

    private static Marked Approval(AnswerState answer, int option, Words words)
    {
        var most = Traits.MostOf(answer.Question);
        return answer.Values[option] == 0 && answer.Marked >= most
            ? new Marked(answer, words.Say("ballot_full", most))
            : new Marked(answer.With(option, 1 - answer.Values[option]));
    }

    private static Marked Knapsack(AnswerState answer, int option, Words words)
    {
        var missing = answer.MissingFen(option);
        return missing > 0
            ? new Marked(answer, words.Say("ballot_does_not_fit", Amounts.Money(answer.Question.Options[option].CostFen), Amounts.Money(missing)))
            : new Marked(answer.With(option, 1 - answer.Values[option]));
    }

    private static Marked Score(AnswerState answer, int option, long score, Words words) => score > answer.Question.MaxScore
        ? new Marked(answer, words.Say("ballot_score_most", answer.Question.MaxScore))
        : new Marked(answer.With(option, score));

    private static Marked Points(AnswerState answer, int option, long points, Words words)
    {
        var most = Traits.MostPointsOf(answer.Question);
        if (points > most)
        {
            return new Marked(answer, words.Say("ballot_points_each", most));
        }

        var over = points - answer.Values[option] - answer.PointsLeft;
        return over > 0 ? new Marked(answer, words.Say("ballot_points_left", answer.PointsLeft, over)) : new Marked(answer.With(option, points));
    }
}
