using System.CommandLine;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>What happens, live: one line an event until Ctrl-C.</summary>
internal static class WatchCommands
{
    public static Command Build(Grammar grammar)
    {
        var from = grammar.Value<long>("from", -1);
        var count = grammar.Value<long>("count", 0);
        return grammar.Verb("watch", [from, count], async run =>
        {
            var community = await run.CommunityAsync().ConfigureAwait(false);
            long? first = run.Get(from) < 0 ? null : run.Get(from);
            var left = run.Get(count);
            await foreach (var happening in run.Client.WatchAsync(community, first, run.Cancel).ConfigureAwait(false))
            {
                _ = run.IsJson ? run.JsonLine(happening) : run.Lines([LineOf(run, happening)]);
                await run.Around.Out.FlushAsync(run.Cancel).ConfigureAwait(false);
                if (--left == 0)
                {
                    break;
                }
            }

            return ExitCode.Done;
        });
    }

    private static string LineOf(Invocation run, WatchResponse happening)
    {
        var turnout = happening.Kind == WatchResponse.Types.Kind.PollTurnout
            ? "  " + TurnoutText.Of(run, happening.VotedHeadcount, happening.VotedAreaCm2)
            : "";
        return $"{run.Moments.At(happening.Time)}  {happening.Sequence,6}  {run.Phrases["watch_" + happening.Kind]}  {happening.Resource}{turnout}";
    }
}
