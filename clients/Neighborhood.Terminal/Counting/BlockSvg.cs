using System.Globalization;
using System.Xml.Linq;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Counting;

/// <summary>Draws an explained count as SVG, black on white, for a notice board. All lengths are of a page 800 units wide.</summary>
public static class BlockSvg
{
    private const int PageWidth = 800;
    private const int Line = 22;
    private const int LabelColumns = 30;
    private const int BarLeft = 270;
    private const int BarWidth = 360;
    private const int SentenceColumns = 96;
    private const int MaxCellWidth = 110;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>The picture.</summary>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    /// <param name="blocks">The pieces.</param>
    public static string Of(string title, IEnumerable<Block> blocks)
    {
        var drawn = new List<XElement>();
        var y = Line;
        foreach (var block in blocks)
        {
            y = Draw(block, y, drawn);
        }

        return new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {PageWidth} {y + Line}"),
            new XAttribute("role", "img"),
            new XAttribute("font-family", "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"),
            new XAttribute("font-size", "14"),
            new XElement(Svg + "title", Columns.Clean(title)),
            new XElement(Svg + "rect", new XAttribute("width", PageWidth), new XAttribute("height", y + Line), new XAttribute("fill", "#fff")),
            drawn).ToString();
    }

    private static int Draw(Block block, int y, List<XElement> drawn)
    {
        switch (block)
        {
            case HeadingBlock heading:
                drawn.Add(Text(10, y + Line, heading.Text, isBold: true));
                return y + (2 * Line);
            case SentenceBlock sentence:
                foreach (var line in Columns.Wrap(sentence.Text, SentenceColumns))
                {
                    drawn.Add(Text(10, y, line));
                    y += Line;
                }

                return y;
            case BarsBlock bars:
                foreach (var bar in bars.Bars)
                {
                    drawn.AddRange(Drawn(bar, y));
                    y += Line;
                }

                return y;
            case GridBlock grid:
                return Draw(grid, y, drawn);
            case BesideBlock beside:
                foreach (var part in beside.Parts.SelectMany(part => part))
                {
                    y = Draw(part, y, drawn);
                }

                return y;
            default:
                return y;
        }
    }

    private static IEnumerable<XElement> Drawn(Bar bar, int y)
    {
        var length = bar.Whole <= 0 ? 0 : (long)((Int128)Math.Clamp(bar.Part, 0, bar.Whole) * BarWidth / bar.Whole);
        yield return Text(10, y, $"{bar.Mark} {Columns.Truncate(bar.Label, LabelColumns)}".TrimStart());
        yield return Box(BarLeft, y, BarWidth, "none");
        yield return Box(BarLeft, y, length, "#555");
        yield return Text(BarLeft + BarWidth + 8, y, bar.Amount);
    }

    private static int Draw(GridBlock grid, int y, List<XElement> drawn)
    {
        var columns = Math.Max(1, grid.Headings.Count);
        var width = Math.Min(MaxCellWidth, (PageWidth - 20) / columns);
        var letters = Math.Max(3, width / 8);
        foreach (var row in grid.Rows.Prepend([.. grid.Headings.Select(heading => new Cell(heading, IsStrong: true))]))
        {
            drawn.AddRange(row.Select((cell, column) => Text(10 + (column * width), y, Columns.Truncate(cell.Text, letters), cell.IsStrong)));
            y += Line;
        }

        return y;
    }

    private static XElement Text(int x, int y, string text, bool isBold = false) => new(
        Svg + "text",
        new XAttribute("x", x),
        new XAttribute("y", y),
        isBold ? new XAttribute("font-weight", "bold") : null,
        Columns.Clean(text));

    private static XElement Box(int x, int y, long width, string fill) => new(
        Svg + "rect",
        new XAttribute("x", x),
        new XAttribute("y", y - 13),
        new XAttribute("width", width.ToString(CultureInfo.InvariantCulture)),
        new XAttribute("height", 16),
        new XAttribute("fill", fill),
        new XAttribute("stroke", "#000"));
}
