using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Counting;

/// <summary>Draws rows and columns. Words are wrapped; columns that do not fit beside the others follow below with the words repeated.</summary>
internal static class GridLines
{
    private const string Gap = "  ";
    private const int LongestHeading = 12;
    private const int LeastWords = 12;

    public static IEnumerable<Line> Of(GridBlock grid, int width)
    {
        var widths = Enumerable.Range(0, grid.Headings.Count).Select(column => WidthOf(grid, column, width)).ToArray();
        var words = widths.Take(grid.LeftColumns).Sum(one => one + Gap.Length);
        var lines = new List<Line>();
        for (var first = grid.LeftColumns; first < widths.Length;)
        {
            var room = width - words + Gap.Length;
            var last = first;
            while (last < widths.Length && (room -= widths[last] + Gap.Length) >= 0)
            {
                last++;
            }

            last = Math.Max(first + 1, last);
            lines.AddRange(lines.Count > 0 ? [Line.Empty] : []);
            lines.AddRange(Rows(grid, [.. Enumerable.Range(0, grid.LeftColumns), .. Enumerable.Range(first, last - first)], widths));
            first = last;
        }

        return lines;
    }

    private static int WidthOf(GridBlock grid, int column, int width)
    {
        var cells = grid.Rows.Select(row => Columns.Width(row[column].Text)).DefaultIfEmpty(0).Max();
        var heading = Math.Min(LongestHeading, Columns.Width(grid.Headings[column]));
        var isWords = column < grid.LeftColumns;
        return isWords ? Math.Min(Math.Max(cells, heading), Math.Max(LeastWords, width / 3 / grid.LeftColumns)) : Math.Max(cells, heading) + 1;
    }

    private static IEnumerable<Line> Rows(GridBlock grid, int[] columns, int[] widths)
    {
        var headings = columns.Select(column => Drawn(new Cell(grid.Headings[column]), column, grid, widths, Tone.Muted)).ToArray();
        return grid.Rows.Select(row => columns.Select(column => Drawn(row[column], column, grid, widths, Tone.Normal)).ToArray())
            .Prepend(headings)
            .SelectMany(Lines);
    }

    // A winning figure is marked and not only coloured; the others, and what stands above them, keep a column free for the mark.
    private static Span[] Drawn(Cell cell, int column, GridBlock grid, int[] widths, Tone tone)
    {
        var isWords = column < grid.LeftColumns;
        var shown = cell.IsStrong ? Tone.Good : tone;
        var mark = isWords ? "" : cell.IsStrong ? "*" : " ";
        return [.. Columns.Wrap(cell.Text, widths[column] - mark.Length).Select(line => new Span(
            isWords ? Columns.PadRight(line, widths[column]) : Columns.PadLeft(line + mark, widths[column]), shown))];
    }

    private static IEnumerable<Line> Lines(Span[][] cells)
    {
        var blanks = cells.Select(cell => new string(' ', Columns.Width(cell[0].Text))).ToArray();
        for (var row = 0; row < cells.Max(cell => cell.Length); row++)
        {
            yield return new Line([.. cells.SelectMany((cell, column) => new[]
            {
                row < cell.Length ? cell[row] : new Span(blanks[column]),
                new Span(column < cells.Length - 1 ? Gap : ""),
            })]);
        }
    }
}
