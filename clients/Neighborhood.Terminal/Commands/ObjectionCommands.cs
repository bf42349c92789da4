using System.CommandLine;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>Objections to the draft roll of an announced poll: filing one, and the answers of the staff.</summary>
internal static class ObjectionCommands
{
    public static IEnumerable<Command> Build(Grammar grammar) =>
        [File(grammar), Answer(grammar, "polls accept-objection", accept: true), Answer(grammar, "polls decline-objection", accept: false)];

    private static Command File(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var text = grammar.Needed("text");
        return grammar.Verb("polls object", [which, text], async run =>
        {
            var request = new FileObjectionRequest { Parent = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false), Text = run.Get(text) };
            return Tell(run, await run.Client.Polls.FileObjectionAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Answer(Grammar grammar, string words, bool accept)
    {
        var which = grammar.Argument("objection");
        var answer = grammar.Needed("answer");
        return grammar.Verb(words, [which, answer], async run =>
        {
            var name = await run.NameAsync(run.Get(which), "polls", "objections").ConfigureAwait(false);
            var request = new AnswerObjectionRequest { Name = name, Accept = accept, Answer = run.Get(answer) };
            return Tell(run, await run.Client.Polls.AnswerObjectionAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static ExitCode Tell(Invocation run, Objection objection) => run.Show(
        objection,
        ("name", objection.Name),
        ("person", objection.Objector?.DisplayName ?? ""),
        ("time", run.Moments.At(objection.Time)),
        ("text", objection.Text),
        ("answer", objection.Answered
            ? $"{run.Phrases[objection.Accepted ? "accepted" : "rejected"]} {objection.Answer}"
            : run.Phrases["unanswered"]));
}
