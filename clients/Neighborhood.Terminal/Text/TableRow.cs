namespace Neighborhood.Terminal.Text;

/// <summary>A cell of a row. A width of 0 takes what the others leave; one cell of a row does.</summary>
public readonly record struct Cell(string Text, int Width, Tone Tone = Tone.Normal, bool IsRight = false);

/// <summary>Rows of a table, whose columns stand under each other in every script.</summary>
public static class TableRow
{
    /// <summary>A row with one space between the cells and one before the first.</summary>
    public static Line Of(int width, params ReadOnlySpan<Cell> cells)
    {
        var taken = cells.Length;
        foreach (var cell in cells)
        {
            taken += cell.Width;
        }

        var spans = new List<Span>(cells.Length);
        foreach (var cell in cells)
        {
            var room = cell.Width == 0 ? Math.Max(1, width - taken) : cell.Width;
            spans.Add(new Span(" " + (cell.IsRight ? Columns.PadLeft(cell.Text, room) : Columns.PadRight(cell.Text, room)), cell.Tone));
        }

        return Line.Of(width, [.. spans]);
    }
}
