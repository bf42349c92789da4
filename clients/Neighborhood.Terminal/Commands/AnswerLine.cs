using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>What a ballot says, on one line.</summary>
internal static class AnswerLine
{
    /// <summary>The option of a ballot of yes or no; of others each answer, options with their numbers where the kind has any.</summary>
    public static string Of(Phrases phrases, Poll poll, Choice choice) => poll.Options.Count > 0
        ? VerdictText.LabelOf(phrases, poll, choice.Option)
        : string.Join(phrases["comma"], choice.Answers.Select(answer => Of(poll, answer)));

    private static string Of(Poll poll, QuestionAnswer answer)
    {
        var kind = poll.Questions.FirstOrDefault(question => question.Id == answer.Question)?.Kind ?? default;
        var marks = kind is BallotKind.Ranked or BallotKind.BudgetRanking
            ? string.Join('>', answer.Marks.GroupBy(mark => mark.Value, mark => mark.Option).OrderBy(rank => rank.Key).Select(rank => string.Join('=', rank)))
            : string.Join(' ', answer.Marks.Select(mark => kind is BallotKind.Score or BallotKind.BudgetPoints ? $"{mark.Option}={mark.Value}" : mark.Option));
        return $"{answer.Question}: {marks}" + (answer.Reason.Length > 0 ? $" ({answer.Reason})" : "");
    }
}
