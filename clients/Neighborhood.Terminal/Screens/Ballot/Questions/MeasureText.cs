using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What a voter has given and what is left: options, money or points.</summary>
public static class MeasureText
{
    private const int BarWidth = 24;

    /// <summary>One line; of money and points with a bar of what is left. Null where nothing runs out.</summary>
    public static Line? Of(AnswerState answer, Words words, int width)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(words);
        var question = answer.Question;
        return question.Kind switch
        {
            BallotKind.BudgetKnapsack => Left(
                answer.LeftFen, question.BudgetFen, words.Say("ballot_money_left", Amounts.Money(answer.LeftFen), Amounts.Money(question.BudgetFen)), width),
            BallotKind.BudgetPoints => Left(answer.PointsLeft, question.Points, words.Say("ballot_points_measure", answer.PointsLeft, question.Points), width),
            var kind when Traits.HasChoices(kind) => Line.Of(width, Choices(answer, words)),
            _ => null,
        };
    }

    // What could not be cast yet is said before it is tried.
    private static Span Choices(AnswerState answer, Words words)
    {
        var (least, left) = (Traits.LeastOf(answer.Question), Traits.MostOf(answer.Question) - answer.Marked);
        if (!answer.IsBlank && answer.Marked < least)
        {
            return new Span(words.Say("ballot_choices_missing", answer.Marked, least - answer.Marked), Tone.Warning);
        }

        return new Span(left == 0 ? words.Say("ballot_choices_full", answer.Marked) : words.Say("ballot_choices_left", answer.Marked, left));
    }

    private static Line Left(long left, long whole, string sentence, int width) => Line.Of(
        width, new Span(Bars.Of(left, whole, BarWidth), left > 0 ? Tone.Good : Tone.Warning), new Span("  " + sentence));
}
