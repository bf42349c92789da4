using System.CommandLine;
using System.Text.Json.Nodes;
using Neighborhood.Client.Verification;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>The audit bundle of a poll, and who may have it with openings.</summary>
internal static class BundleCommands
{
    /// <summary>What people type for a kind.</summary>
    private enum Kind
    {
        Fullest,
        Open,
        Public,
        Scrutineer,
    }

    public static Command Export(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var output = grammar.Needed("output", "-o");
        var kind = grammar.Choice<Kind>("bundle");
        return grammar.Verb("polls export", [which, output, kind], async run =>
        {
            var request = new ExportPollRequest
            {
                Name = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false),
                Kind = (BundleKind)run.Get(kind),
            };
            var path = run.Get(output)!;
            return Tell(run, path, await run.Client.ExportPollAsync(request, path, new Shown(run), run.Cancel).ConfigureAwait(false));
        });
    }

    public static Command NameScrutineer(Grammar grammar) => OfScrutineer(grammar, "polls name-scrutineer", async (run, poll, resident) =>
        await run.Client.Polls.NameScrutineerAsync(new NameScrutineerRequest { Parent = poll, Resident = resident }, cancellationToken: run.Cancel)
            .ConfigureAwait(false));

    public static Command RemoveScrutineer(Grammar grammar) => OfScrutineer(grammar, "polls remove-scrutineer", async (run, poll, resident) =>
        await run.Client.Polls.RemoveScrutineerAsync(new RemoveScrutineerRequest { Parent = poll, Resident = resident }, cancellationToken: run.Cancel)
            .ConfigureAwait(false));

    private static Command OfScrutineer(Grammar grammar, string words, Func<Invocation, string, string, Task<Poll>> changeAsync)
    {
        var which = grammar.Argument("poll");
        var resident = grammar.Argument("resident");
        return grammar.Verb(words, [which, resident], async run =>
        {
            var poll = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false);
            var named = await run.NameAsync(run.Get(resident), "residents").ConfigureAwait(false);
            return PollCommands.Tell(run, await changeAsync(run, poll, named).ConfigureAwait(false));
        });
    }

    private static ExitCode Tell(Invocation run, string path, BundleKind kind)
    {
        var bytes = new FileInfo(path).Length;
        if (run.IsJson)
        {
            return run.Json(new JsonObject { ["file"] = path, ["bytes"] = bytes, ["kind"] = WordOf(kind) });
        }

        run.Say("exported", path, Amounts.Bytes(bytes));
        return run.Say("bundle_" + WordOf(kind));
    }

    /// <summary>The word for a kind, which "bundle_" before it makes the key of a sentence.</summary>
    public static string WordOf(BundleKind kind) => kind switch
    {
        BundleKind.BundleOpen => "open",
        BundleKind.BundleScrutineer => "scrutineer",
        _ => "public",
    };

    /// <summary>Progress for a person: one line that is written over, at most once for each per cent.</summary>
    private sealed class Shown(Invocation run) : IProgress<ExportProgress>
    {
        private long _last = -1;

        public void Report(ExportProgress value)
        {
            var percent = value.Size == 0 ? 100 : value.Position * 100 / value.Size;
            if (!run.IsInteractive || percent == _last)
            {
                return;
            }

            _last = percent;
            run.Around.Error.Write("\r" + run.Phrases.Say("exporting", percent) + (percent == 100 ? Environment.NewLine : ""));
        }
    }
}
