using Neighborhood.Rules.Counting;
using Neighborhood.Terminal.Commands;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Counting;

/// <summary>What a poll asks, in the pieces that terminal and printed page draw.</summary>
public static class QuestionPicture
{
    /// <summary>The pieces of all questions; none of a poll of yes or no.</summary>
    public static IReadOnlyList<Block> Of(Poll poll, Phrases phrases)
    {
        ArgumentNullException.ThrowIfNull(poll);
        ArgumentNullException.ThrowIfNull(phrases);
        return poll.Options.Count > 0 ? [] : [.. poll.Questions.SelectMany(question => Of(question, phrases))];
    }

    /// <summary>An amount of yuan.</summary>
    public static string Yuan(long fen) => new Fraction(fen, 100).ToDecimal(2);

    private static IEnumerable<Block> Of(Question question, Phrases phrases)
    {
        yield return new HeadingBlock($"{question.Text} ({question.Id})");
        if (question.Meaning.Length > 0)
        {
            yield return new SentenceBlock(question.Meaning);
        }

        yield return new SentenceBlock(phrases["ballot_" + question.Kind] + Bounds(question, phrases));
        yield return new SentenceBlock(phrases["count_" + question.Method] + (question.Seats > 0 ? phrases.Say("question_seats", question.Seats) : ""));
        if (question.BudgetFen > 0)
        {
            yield return new SentenceBlock(phrases.Say("question_budget", Yuan(question.BudgetFen)));
        }

        if (question.Reason is ReasonMode.Optional or ReasonMode.Required)
        {
            yield return new SentenceBlock(phrases["reason_" + question.Reason]);
        }

        yield return Options(question, phrases);
        foreach (var option in question.Options.Where(option => option.Meaning.Length > 0))
        {
            yield return new SentenceBlock($"{option.Id}: {option.Meaning}");
        }
    }

    private static string Bounds(Question question, Phrases phrases) => question.Kind switch
    {
        BallotKind.Approval or BallotKind.Ranked or BallotKind.BudgetApproval or BallotKind.BudgetRanking =>
            phrases.Say("question_choices", question.MinChoices, question.MaxChoices),
        BallotKind.Score => phrases.Say("question_scores", question.MaxScore),
        BallotKind.BudgetPoints => phrases.Say("question_points", question.Points, question.MaxPointsEach),
        _ => "",
    };

    private static GridBlock Options(Question question, Phrases phrases)
    {
        var hasCosts = question.BudgetFen > 0;
        string[] costs = hasCosts ? [phrases["col_cost"]] : [];
        return new GridBlock(
            [phrases["col_id"], phrases["col_option"], .. costs],
            [.. question.Options.Select(option => (IReadOnlyList<Cell>)
            [
                new Cell(option.Id),
                new Cell(option.Label + (option.IsStatusQuo ? phrases["question_status_quo"] : "")),
                .. hasCosts ? new[] { new Cell(Yuan(option.CostFen)) } : [],
            ])],
            LeftColumns: 2);
    }
}
