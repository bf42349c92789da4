using System.CommandLine;
using System.Text.Json.Nodes;
using Neighborhood.Client.Rolls;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>The household roll: a template, a dry run, and applying what the dry run showed.</summary>
internal static class RollCommands
{
    public static Command Template(Grammar grammar)
    {
        var file = grammar.Argument("file");
        return grammar.Group("roll", grammar.Verb("roll template", [file], async run =>
        {
            var path = run.Get(file);
            await RollFile.WriteTemplateAsync(path, run.Words.IsChinese, run.Cancel).ConfigureAwait(false);
            return run.IsJson ? run.Json(new JsonObject { ["file"] = path }) : run.Say("written", path);
        }));
    }

    public static Command Import(Grammar grammar)
    {
        var file = grammar.Argument("file");
        var apply = grammar.Flag("apply");
        var yes = grammar.Flag("yes");
        return grammar.Verb("import-roll", [file, apply, yes], async run =>
        {
            var request = new ImportRollRequest { Parent = await run.CommunityAsync().ConfigureAwait(false), ValidateOnly = true };
            request.Rows.Add(await RollFile.ReadAsync(run.Get(file), run.Cancel).ConfigureAwait(false));
            var preview = await run.Client.Communities.ImportRollAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            if (preview.BadRows.Count > 0)
            {
                Tell(run, preview);
                return ExitCode.Refused;
            }

            if (!run.Get(apply) || preview.Changes.Count == 0)
            {
                return Tell(run, preview);
            }

            return await ApplyAsync(run, request, preview, run.Get(yes)).ConfigureAwait(false);
        });
    }

    private static async Task<ExitCode> ApplyAsync(Invocation run, ImportRollRequest request, ImportRollResponse preview, bool yes)
    {
        if (!yes)
        {
            if (!run.IsInteractive)
            {
                throw new UsageException(run.Phrases["usage_yes"]);
            }

            Tell(run, preview);
            if (!run.Confirms("ask_apply", preview.Changes.Count))
            {
                return run.Say("not_applied");
            }
        }

        request.ValidateOnly = false;
        request.PreviewEtag = preview.PreviewEtag;
        var applied = await run.Client.Communities.ImportRollAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
        return TellApplied(run, applied, preview);
    }

    // What was applied is what the preview showed; the server does not tell it twice.
    private static ExitCode TellApplied(Invocation run, ImportRollResponse applied, ImportRollResponse preview) =>
        run.IsJson || applied.BadRows.Count > 0
            ? Tell(run, applied)
            : run.Say("roll_applied", preview.Changes.Count, preview.HouseholdsUnchanged);

    private static ExitCode Tell(Invocation run, ImportRollResponse import)
    {
        if (run.IsJson)
        {
            return run.Json(Invocation.NodeOf(import));
        }

        if (import.BadRows.Count > 0)
        {
            run.Say("roll_bad", import.BadRows.Count);
            return run.List<BadRow>(
                "badRows", import.BadRows,
                new("line", row => row.Line.ToString(run.Words.Culture), IsRight: true),
                new("field", row => FieldOf(run, row)),
                new("value", row => row.Value),
                new("problem", row => run.Phrases["RowProblem_" + row.Problem]));
        }

        run.Say("roll_preview", import.Changes.Count, import.HouseholdsUnchanged);
        return import.Changes.Count == 0 ? ExitCode.Done : run.List<RollChange>(
            "changes", import.Changes,
            new("line", change => change.Line.ToString(run.Words.Culture), IsRight: true),
            new("home", change => $"{change.Building}-{change.Unit}-{change.Room}"),
            new("change", change => run.Phrases["RollChange_" + change.Kind]),
            new("before", change => change.Before),
            new("after", change => change.After));
    }

    private static string FieldOf(Invocation run, BadRow row) =>
        run.Words.IsChinese && RollColumn.All.FirstOrDefault(column => column.Field == row.Field) is { } column ? $"{column.Chinese} ({row.Field})" : row.Field;
}
