using System.CommandLine;
using System.Globalization;
using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>
/// What a ballot says, as people type it: an option of a poll of yes or no; or answers, from a file or by options. Each option takes
/// <c>question:…</c>, and the question may be left out where there is only one.
/// </summary>
internal sealed class AnswerOptions(Grammar grammar)
{
    private readonly Option<string?> _choice = grammar.Text("choice");
    private readonly Option<string?> _answers = grammar.Text("answers");
    private readonly Option<string[]> _rank = grammar.Several("rank");
    private readonly Option<string[]> _why = grammar.Several("why");
    private readonly Option<string[]>[] _marked = [grammar.Several("pick"), grammar.Several("approve"), grammar.Several("projects")];
    private readonly Option<string[]>[] _numbered = [grammar.Several("score"), grammar.Several("points")];

    /// <summary>The options, for a command that takes them all.</summary>
    public IEnumerable<Symbol> All => [_choice, _answers, _rank, .. _marked, .. _numbered, _why];

    /// <summary>Refuses a command line that chooses nothing, before anybody is asked.</summary>
    public void Require(Invocation run)
    {
        Option<string[]>[] answering = [_rank, .. _marked, .. _numbered];
        if (run.Get(_choice) is null && run.Get(_answers) is null && Array.TrueForAll(answering, typed => run.Get(typed)!.Length == 0))
        {
            throw new UsageException(run.Phrases["usage_no_choice"]);
        }
    }

    /// <summary>The choice, which <see cref="Require"/> has found.</summary>
    /// <param name="run">What was typed.</param>
    /// <param name="poll">communities/{community}/polls/{poll}, which is asked for where answers are given.</param>
    public async Task<Choice> ChoiceAsync(Invocation run, string poll)
    {
        if (run.Get(_choice) is { } option)
        {
            return new Choice { Option = option };
        }

        var asked = await run.Client.Polls.GetPollAsync(new GetPollRequest { Name = poll }, cancellationToken: run.Cancel).ConfigureAwait(false);
        return asked.ChoiceOf(run.Get(_answers) is { } path ? AnswersFile.Read(run, path) : Typed(run, asked));
    }

    private List<QuestionAnswer> Typed(Invocation run, Poll poll)
    {
        List<QuestionAnswer> answers =
        [
            .. run.Get(_rank)!.Select(typed => Answer(run, poll, typed, Ranked)),
            .. _marked.SelectMany(option => run.Get(option)!).Select(typed => Answer(run, poll, typed, list => List(list).Select(id => (id, 1L)))),
            .. _numbered.SelectMany(option => run.Get(option)!).Select(typed => Answer(run, poll, typed, list => Numbered(run, list))),
        ];
        foreach (var why in run.Get(_why)!)
        {
            var (question, reason) = Split(run, poll, why);
            var answer = answers.Find(answer => answer.Question == question) ?? throw new UsageException(run.Phrases.Say("usage_why", question));
            answer.Reason = reason;
        }

        return answers;
    }

    private static QuestionAnswer Answer(Invocation run, Poll poll, string typed, Func<string, IEnumerable<(string Option, long Value)>> marksOf)
    {
        var (question, list) = Split(run, poll, typed);
        return new QuestionAnswer { Question = question, Marks = { marksOf(list).Select(mark => new Mark { Option = mark.Option, Value = mark.Value }) } };
    }

    private static (string Question, string Text) Split(Invocation run, Poll poll, string typed)
    {
        var colon = typed.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && poll.Questions.Any(question => question.Id == typed[..colon]))
        {
            return (typed[..colon], typed[(colon + 1)..].Trim());
        }

        return poll.Questions.Count == 1
            ? (poll.Questions[0].Id, typed)
            : throw new UsageException(run.Phrases.Say("usage_which_question", typed, string.Join(", ", poll.Questions.Select(question => question.Id))));
    }

    /// <summary>The best first; those with = between them share a rank.</summary>
    private static IEnumerable<(string Option, long Value)> Ranked(string list) =>
        List(list).SelectMany((rank, place) => rank.Split('=', StringSplitOptions.TrimEntries).Select(id => (id, place + 1L)));

    private static IEnumerable<(string Option, long Value)> Numbered(Invocation run, string list) => List(list).Select(mark =>
        mark.Split('=', StringSplitOptions.TrimEntries) is [var id, var number]
            && long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? (id, value)
            : throw new UsageException(run.Phrases.Say("usage_marks", mark)));

    private static string[] List(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
