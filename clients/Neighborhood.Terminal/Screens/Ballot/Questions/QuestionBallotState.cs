using System.Collections.Immutable;
using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>A ballot of questions as it is being filled in.</summary>
/// <param name="Poll">The poll.</param>
/// <param name="Answers">An answer to each question.</param>
/// <param name="At">The question that is shown.</param>
/// <param name="IsRead">Whether the ballot cast before has been read, where there is one.</param>
/// <param name="IsChanged">Whether something was marked since.</param>
/// <param name="Typed">The digits typed one after another for the option that is selected.</param>
/// <param name="Problems">What is wrong, beside its field.</param>
public sealed record QuestionBallotState(
    Poll Poll, ImmutableArray<AnswerState> Answers, int At, bool IsRead, bool IsChanged, string Typed, ImmutableArray<AnswerProblem> Problems)
{
    /// <summary>The blank ballot of a poll.</summary>
    public static QuestionBallotState Of(Poll poll)
    {
        ArgumentNullException.ThrowIfNull(poll);
        var answers = poll.Questions.Select(question => AnswerState.Of(question, null));
        return new QuestionBallotState(poll, [.. answers], 0, IsRead: !poll.VotedByMe, IsChanged: false, "", []);
    }

    /// <summary>The answer that is shown.</summary>
    public AnswerState Answer => Answers[At];

    /// <summary>Its question.</summary>
    public Question Question => Answer.Question;

    /// <summary>With what was cast before.</summary>
    public QuestionBallotState Filled(Choice? cast)
    {
        var answers = (cast?.Answers ?? []).ToDictionary(answer => answer.Question, StringComparer.Ordinal);
        return this with
        {
            IsRead = true,
            Answers = [.. Poll.Questions.Select(question => AnswerState.Of(question, answers.GetValueOrDefault(question.Id)))],
        };
    }

    /// <summary>With another answer to the question that is shown; what was wrong with it is forgotten.</summary>
    public QuestionBallotState With(AnswerState answer) => this with
    {
        Answers = Answers.SetItem(At, answer),
        IsChanged = true,
        Typed = "",
        Problems = Problems.RemoveAll(problem => problem.Question == At),
    };

    /// <summary>With another question shown.</summary>
    public QuestionBallotState Shown(int at) => this with { At = at, Typed = "" };

    /// <summary>The choice to be sealed, as long as every other one of the poll.</summary>
    public Choice Choice => Poll.ChoiceOf(Answers.Select(answer => answer.Answer).OfType<QuestionAnswer>());
}
