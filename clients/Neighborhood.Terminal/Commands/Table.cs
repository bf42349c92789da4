using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Commands;

/// <summary>A column: the key of its heading, what it shows of a row, and whether it stands on the right.</summary>
internal sealed record Column<T>(string Heading, Func<T, string> Cell, bool IsRight = false);

/// <summary>Aligned columns, in which 汉字 take two. Nothing is cut: a script or a pager may want all of it.</summary>
internal static class Table
{
    private const string Gap = "  ";

    /// <summary>The heading and one line a row.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlySet<int> right)
    {
        var all = new List<IReadOnlyList<string>> { headings };
        all.AddRange(rows.Select(row => row.Select(OneLine).ToArray()));
        var widths = Enumerable.Range(0, headings.Count).Select(column => all.Max(row => Columns.Width(row[column]))).ToArray();
        return all.Select(row => string.Join(Gap, row.Select((cell, column) =>
            right.Contains(column) ? Columns.PadLeft(cell, widths[column]) : Columns.PadRight(cell, widths[column]))).TrimEnd());
    }

    private static string OneLine(string cell) => Columns.Clean(cell).ReplaceLineEndings(" ");
}
