using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Counting;

/// <summary>Draws an explained count for the terminal.</summary>
public static class BlockLines
{
    private const int LongestLabel = 36;
    private const int LongestHeading = 12;

    /// <summary>The lines, of at most so many columns where no grid is wider.</summary>
    public static IEnumerable<string> Of(IEnumerable<Block> blocks, int width) => blocks.SelectMany(block => block switch
    {
        HeadingBlock heading => ["", heading.Text, new string('─', Math.Min(width, Columns.Width(heading.Text)))],
        SentenceBlock sentence => Columns.Wrap(sentence.Text, width),
        BarsBlock bars => LinesOf(bars.Bars, width),
        GridBlock grid => LinesOf(grid),
        _ => [],
    });

    private static IEnumerable<string> LinesOf(IReadOnlyList<Bar> bars, int width)
    {
        if (bars.Count == 0)
        {
            return [];
        }

        var label = bars.Max(bar => Columns.Width(Label(bar)));
        var amount = bars.Max(bar => Columns.Width(bar.Amount));
        var drawn = Math.Max(8, width - label - amount - 6);
        return bars.Select(bar =>
            $"{Columns.PadRight(bar.Mark, 2)}{Columns.PadRight(Label(bar), label)}  {Bars.Of(bar.Part, bar.Whole, drawn)}  "
            + Columns.PadLeft(bar.Amount, amount));
    }

    private static string Label(Bar bar) => Columns.Truncate(bar.Label, LongestLabel);

    private static IEnumerable<string> LinesOf(GridBlock grid) => Table.Lines(
        [.. grid.Headings.Select(heading => Columns.Truncate(heading, LongestHeading))],
        [.. grid.Rows.Select(row => row.Select((cell, column) => Columns.Truncate(cell.Text, LongestLabel) + Mark(cell, column, grid)).ToArray())],
        Enumerable.Range(grid.LeftColumns, Math.Max(0, grid.Headings.Count - grid.LeftColumns)).ToHashSet());

    private static string Mark(Cell cell, int column, GridBlock grid)
    {
        if (cell.IsStrong)
        {
            return "*";
        }

        return column >= grid.LeftColumns ? " " : "";
    }
}
