using System.CommandLine;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>Objections to the draft roll of an announced poll and to the list of who voted in a closed one: filing one, and the answers of the staff.</summary>
internal static class ObjectionCommands
{
    public static IEnumerable<Command> Build(Grammar grammar) =>
        [File(grammar), Accept(grammar), Decline(grammar)];

    private static Command File(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var text = grammar.Needed("text");
        var voterList = grammar.Flag("voter-list");
        return grammar.Verb("polls object", [which, text, voterList], async run =>
        {
            var request = new FileObjectionRequest
            {
                Parent = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false),
                Text = run.Get(text),
                About = run.Get(voterList) ? About.VoterList : About.Roll,
            };
            return Tell(run, await run.Client.Polls.FileObjectionAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Accept(Grammar grammar)
    {
        var which = grammar.Argument("objection");
        var answer = grammar.Needed("answer");
        var strike = grammar.Text("strike");
        var why = grammar.Choice<StrikeReason>("strike-reason");
        return grammar.Verb("polls accept-objection", [which, answer, strike, why], async run =>
        {
            var name = await run.NameAsync(run.Get(which), "polls", "objections").ConfigureAwait(false);
            var voter = run.Get(strike) is { } typed ? await run.NameAsync(typed, "residents").ConfigureAwait(false) : "";
            return await AnswerAsync(
                run, new AnswerObjectionRequest { Name = name, Accept = true, Answer = run.Get(answer), StruckVoter = voter, StrikeReason = run.Get(why) })
                .ConfigureAwait(false);
        });
    }

    private static Command Decline(Grammar grammar)
    {
        var which = grammar.Argument("objection");
        var answer = grammar.Needed("answer");
        return grammar.Verb("polls decline-objection", [which, answer], async run =>
        {
            var name = await run.NameAsync(run.Get(which), "polls", "objections").ConfigureAwait(false);
            return await AnswerAsync(run, new AnswerObjectionRequest { Name = name, Answer = run.Get(answer) }).ConfigureAwait(false);
        });
    }

    private static async Task<ExitCode> AnswerAsync(Invocation run, AnswerObjectionRequest request) =>
        Tell(run, await run.Client.Polls.AnswerObjectionAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));

    private static ExitCode Tell(Invocation run, Objection objection) => run.Show(
        objection,
        ("name", objection.Name),
        ("about", run.Words.Of(objection.About)),
        ("person", objection.Objector?.DisplayName ?? ""),
        ("time", run.Moments.At(objection.Time)),
        ("text", objection.Text),
        ("answer", objection.Answered
            ? $"{run.Phrases[objection.Accepted ? "accepted" : "rejected"]} {objection.Answer}"
            : run.Phrases["unanswered"]));
}
