using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What an answer says, in words.</summary>
public static class AnswerText
{
    /// <summary>What a choice says: its option, or its answers one after another.</summary>
    public static string Say(Poll poll, Choice choice, Words words)
    {
        ArgumentNullException.ThrowIfNull(poll);
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(words);
        if (poll.Options.Count > 0)
        {
            return PollText.LabelOf(poll, choice.Option, words);
        }

        var answers = choice.Answers.ToDictionary(answer => answer.Question, StringComparer.Ordinal);
        var said = poll.Questions.Select(question => Say(AnswerState.Of(question, answers.GetValueOrDefault(question.Id)), words)).ToList();
        return said.Count == 1 ? said[0] : string.Join('\n', said.Select((answer, place) => $"{place + 1}) {answer}"));
    }

    /// <summary>What one answer says.</summary>
    public static string Say(AnswerState answer, Words words)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(words);
        if (answer.IsBlank)
        {
            return words["ballot_blank"];
        }

        var marked = answer.Order.Where(option => answer.Values[option] > 0).ToList();
        var said = Traits.IsRanking(answer.Question.Kind)
            ? string.Join(words["list_semicolon"], marked.GroupBy(option => answer.Values[option])
                .Select(rank => $"{rank.Key}. {string.Join(" = ", rank.Select(option => LabelOf(answer, option, words)))}"))
            : string.Join(words["list_comma"], marked.Select(option => Say(answer, option, words)));
        return answer.Reason.Trim().Length == 0 ? said : words.Say("ballot_with_reason", said, answer.Reason.Trim());
    }

    private static string Say(AnswerState answer, int option, Words words)
    {
        var label = LabelOf(answer, option, words);
        return answer.Question.Kind switch
        {
            BallotKind.Score => words.Say("ballot_says_score", label, answer.Values[option], answer.Question.MaxScore),
            BallotKind.BudgetPoints => words.Say("ballot_says_points", label, answer.Values[option]),
            BallotKind.BudgetKnapsack or BallotKind.BudgetApproval => words.Say("in_brackets", label, Amounts.Money(answer.Question.Options[option].CostFen)),
            _ => label,
        };
    }

    private static string LabelOf(AnswerState answer, int option, Words words) =>
        QuestionText.LabelOf(answer.Question, answer.Question.Options[option], words);
}
