using Google.Protobuf;
using Neighborhood.V1;

namespace Neighborhood.Client;

/// <summary>Makes the choice of a ballot that answers questions.</summary>
public static class AnswerChoice
{
    // Tag and two bytes of length; the server leaves room for at least 128 zeros.
    private const int FramingBytes = 3;

    /// <summary>
    /// The choice as it is sealed: answers in the order of the questions, marks in the order of the options, padded to the length that all choices of the
    /// poll have. So a signature covers what the server seals, and the size of the request tells nothing. What the poll does not ask is kept, for the
    /// server to refuse.
    /// </summary>
    /// <param name="poll">A poll that asks questions, as <c>GetPoll</c> gives it.</param>
    /// <param name="answers">At most one to each question; none for a blank ballot.</param>
    public static Choice ChoiceOf(this Poll poll, IEnumerable<QuestionAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(poll);
        ArgumentNullException.ThrowIfNull(answers);
        var questions = poll.Questions.Index().DistinctBy(one => one.Item.Id).ToDictionary(one => one.Item.Id, StringComparer.Ordinal);
        var choice = new Choice
        {
            Answers =
            {
                answers.OrderBy(answer => questions.TryGetValue(answer.Question, out var known) ? known.Index : int.MaxValue)
                    .Select(answer => questions.TryGetValue(answer.Question, out var known) ? Sorted(known.Item, answer) : answer),
            },
        };
        var room = poll.ChoiceBytes - choice.CalculateSize() - FramingBytes;
        choice.Padding = room > 0 ? UnsafeByteOperations.UnsafeWrap(new byte[room]) : ByteString.Empty;
        return choice;
    }

    private static QuestionAnswer Sorted(Question question, QuestionAnswer answer)
    {
        var places = question.Options.Index().DistinctBy(one => one.Item.Id).ToDictionary(one => one.Item.Id, one => one.Index, StringComparer.Ordinal);
        var hasNumbers = question.Kind is BallotKind.Ranked or BallotKind.Score or BallotKind.BudgetPoints or BallotKind.BudgetRanking;
        return new QuestionAnswer
        {
            Question = answer.Question,
            Marks =
            {
                answer.Marks.OrderBy(mark => places.GetValueOrDefault(mark.Option, int.MaxValue))
                    .Select(mark => new Mark { Option = mark.Option, Value = !hasNumbers && mark.Value == 0 ? 1 : mark.Value }),
            },
            Reason = answer.Reason,
        };
    }
}
