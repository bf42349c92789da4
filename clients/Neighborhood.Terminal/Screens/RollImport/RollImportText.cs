using System.Globalization;
using Neighborhood.Client.Rolls;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of a dry run.</summary>
public static class RollImportText
{
    /// <summary>The bad rows where there are any; otherwise what would change.</summary>
    public static Page Show(RollImportState state, string path, Words words, int width)
    {
        var page = new PageWriter(width);
        page.Tell(path, Tone.Muted, indent: 1);
        var phrases = new Phrases("Commands", words);
        if (state.Preview.BadRows.Count > 0)
        {
            page.Tell(words.Say("roll_bad_rows", state.Preview.BadRows.Count), Tone.Bad, indent: 1);
            page.Gap();
            BadRows(page, state.Preview, phrases, width);
            return page.Page(words["roll_import"]);
        }

        page.Tell(words.Say("roll_changes", state.Preview.Changes.Count, state.Preview.HouseholdsUnchanged), Tone.Good, indent: 1);
        page.Gap();
        Changes(page, state.Preview, phrases, width);
        return page.Page(words["roll_import"]);
    }

    private static void BadRows(PageWriter page, ImportRollResponse preview, Phrases phrases, int width)
    {
        foreach (var (index, row) in preview.BadRows.Index())
        {
            page.Add(TableRow.Of(width, Line(row.Line, phrases), new Cell(ColumnOf(row, phrases), 16, Tone.Accent),
                new Cell(row.Value.Length > 0 ? row.Value : "–", 16), new Cell(phrases["RowProblem_" + row.Problem], 0, Tone.Warning)).At($"bad{index}"));
        }
    }

    private static void Changes(PageWriter page, ImportRollResponse preview, Phrases phrases, int width)
    {
        foreach (var (index, change) in preview.Changes.Index())
        {
            var difference = change.Before.Length > 0 ? $"{change.Before} → {change.After}" : change.After;
            page.Add(TableRow.Of(width, Line(change.Line, phrases), new Cell($"{change.Building}-{change.Unit}-{change.Room}", 16),
                new Cell(phrases["RollChange_" + change.Kind], 16, Tone.Accent), new Cell(difference, 0)).At($"change{index}"));
        }
    }

    private static Cell Line(int line, Phrases phrases) =>
        new(phrases.Words.Say("roll_line", line.ToString(CultureInfo.InvariantCulture)), 9, Tone.Muted, IsRight: true);

    private static string ColumnOf(BadRow row, Phrases phrases) =>
        phrases.Words.IsChinese && RollColumn.All.FirstOrDefault(column => column.Field == row.Field) is { } column ? column.Chinese : row.Field;
}
