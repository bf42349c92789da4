using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of a ballot paper of questions.</summary>
public static class QuestionBallotText
{
    /// <summary>The question, how it is answered, what is left to give, its options, and who will learn what.</summary>
    public static Page Show(QuestionBallotState state, Words words, Moments moments, int width)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(moments);
        var page = new PageWriter(width);
        if (!state.IsRead)
        {
            page.Say(" " + words["list_reading"], Tone.Muted);
            return page.Page(words["ballot"]);
        }

        var question = state.Question;
        page.Tell(Heading(state, words), Tone.Muted, indent: 1);
        page.Tell(question.Text, Tone.Title, indent: 1);
        if (question.Meaning.Length > 0)
        {
            page.Tell(question.Meaning, Tone.Muted, indent: 1);
        }

        page.Tell(QuestionText.How(question, words), Tone.Accent, indent: 1);
        if (MeasureText.Of(state.Answer, words, width - 1) is { } measure)
        {
            page.Add(new Line([new Span(" "), .. measure.Spans]));
        }

        foreach (var problem in state.Problems.Where(problem => problem.Question == state.At && problem.Option.Length == 0))
        {
            page.Tell("✗ " + problem.Sentence, Tone.Bad, indent: 1);
        }

        page.Gap();
        OptionLines.Show(page, state, words);
        page.Gap();
        End(page, state, words, moments);
        return page.Page(words["ballot"]);
    }

    /// <summary>What is asked before it is cast: every answer in words.</summary>
    public static ImmutableArray<Confirmation> Confirm(QuestionBallotState state, Casting casting, Moments moments)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(casting);
        ArgumentNullException.ThrowIfNull(moments);
        var poll = state.Poll;
        return
        [
            .. state.Answers.Length > 1 ? [new Confirmation(_ => poll.Question, Tone.Title)] : ImmutableArray<Confirmation>.Empty,
            .. casting.Confirmations(),
            .. state.Answers.SelectMany(answer => new[]
            {
                new Confirmation(_ => answer.Question.Text, Tone.Title),
                new Confirmation(words => words.Say(casting.Chosen, AnswerText.Say(answer, words)), answer.IsBlank ? Tone.Warning : Tone.Accent),
            }),
            new Confirmation(words => words.Of(poll.BindingStatus), Tone.Warning),
            new Confirmation(words => casting.Says(poll, words, moments)),
        ];
    }

    private static string Heading(QuestionBallotState state, Words words)
    {
        var kind = words.Of(state.Question.Kind);
        if (state.Answers.Length == 1)
        {
            return kind;
        }

        var blank = state.Answers.Count(answer => answer.IsBlank);
        return words.Say("ballot_question", state.At + 1, state.Answers.Length, kind)
            + (blank > 0 ? words["clause_comma"] + words.Say("ballot_still_blank", blank) : "");
    }

    private static void End(PageWriter page, QuestionBallotState state, Words words, Moments moments)
    {
        var answer = state.Answer;
        if (answer.Question.Reason is ReasonMode.Optional or ReasonMode.Required)
        {
            var key = answer.Question.Reason == ReasonMode.Required ? "ballot_reason_required" : "ballot_reason_optional";
            page.Tell(answer.Reason.Length > 0 ? words.Say("ballot_reason_is", answer.Reason) : words.Say(key, AnswerState.ReasonChars),
                answer.Reason.Length > 0 ? Tone.Normal : Tone.Muted, indent: 1);
        }

        if (answer.IsBlank)
        {
            page.Tell(words["ballot_blank_text"], Tone.Warning, indent: 1);
        }

        page.Tell(words.Of(state.Poll.BindingStatus), Tone.Warning, indent: 1);
        page.Tell(words[state.Poll.Secrecy == Secrecy.Open ? "ballot_open_text" : "ballot_confidential_text"], Tone.Muted, indent: 1);
        page.Tell(words.Say("ballot_until_text", moments.At(state.Poll.ClosesAt)), Tone.Muted, indent: 1);
    }
}
