using System.CommandLine;
using System.Text.Json.Nodes;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>The numbers of a withheld result, for named scrutineers, compared with what the declaration commits to.</summary>
internal static class WithheldCommand
{
    public static Command Build(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        return grammar.Verb("polls withheld", [which], async run =>
        {
            var name = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false);
            var poll = await run.Client.Polls.GetPollAsync(new GetPollRequest { Name = name }, cancellationToken: run.Cancel).ConfigureAwait(false);
            var request = new GetWithheldResultRequest { Name = name };
            var withheld = await run.Client.Polls.GetWithheldResultAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            return Tell(run, poll, withheld);
        });
    }

    private static ExitCode Tell(Invocation run, Poll poll, WithheldResult withheld)
    {
        var holds = WithheldNumbers.Hold(poll, withheld);
        if (run.IsJson)
        {
            run.Json(new JsonObject { ["result"] = Invocation.NodeOf(withheld.Result), ["verified"] = holds });
        }
        else
        {
            run.Facts(("result", VerdictText.Of(run.Phrases, new Poll(poll) { Result = withheld.Result })));
            run.Say(holds ? "withheld_holds" : "withheld_fails");
        }

        return holds ? ExitCode.Done : ExitCode.NotVerified;
    }
}
