using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Counting;

/// <summary>Draws an explained count for the terminal, in lines that fit its width: what is too wide goes on below, and nothing is cut.</summary>
public static class BlockLines
{
    private const int MarkWidth = 2;
    private const int Gap = 3;
    private const int LeastBarWidth = 8;
    private const int LeastLabelWidth = 14;
    private const int LeastPartWidth = 56;

    /// <summary>The lines.</summary>
    public static IEnumerable<Line> Of(IEnumerable<Block> blocks, int width) => blocks.SelectMany(block => block switch
    {
        HeadingBlock heading => [Line.Empty, .. Columns.Wrap(heading.Text, width).Select(line => Line.Of(line, width, Tone.Title))],
        SentenceBlock sentence => Columns.Wrap(sentence.Text, width).Select(line => Line.Of(line, width)),
        BarsBlock bars => LinesOf(bars.Bars, width),
        GridBlock grid => GridLines.Of(grid, width),
        BesideBlock beside => LinesOf(beside, width),
        _ => [],
    });

    private static IEnumerable<Line> LinesOf(IReadOnlyList<Bar> bars, int width)
    {
        if (bars.Count == 0)
        {
            return [];
        }

        var amount = bars.Max(bar => Columns.Width(bar.Amount));
        var most = Math.Max(LeastLabelWidth, width - amount - LeastBarWidth - MarkWidth - 2) / 2;
        var label = Math.Min(bars.Max(bar => Columns.Width(bar.Label)), Math.Max(LeastLabelWidth, most));
        var drawn = Math.Max(LeastBarWidth, width - label - amount - MarkWidth - 2);
        return bars.SelectMany(bar => Columns.Wrap(bar.Label, label).Select((line, row) => row > 0
            ? Line.Of(width, new Span(new string(' ', MarkWidth) + line))
            : Line.Of(
                width,
                new Span(Columns.PadRight(bar.Mark, MarkWidth), ToneOf(bar)),
                new Span(Columns.PadRight(line, label) + " "),
                new Span(Bars.Of(bar.Part, bar.Whole, drawn), ToneOf(bar)),
                new Span(" " + Columns.PadLeft(bar.Amount, amount)))));
    }

    private static Tone ToneOf(Bar bar) => bar.Mark switch
    {
        "✓" => Tone.Good,
        "✗" => Tone.Bad,
        _ => Tone.Accent,
    };

    private static IEnumerable<Line> LinesOf(BesideBlock beside, int width)
    {
        var half = (width - Gap) / 2;
        return half < LeastPartWidth
            ? beside.Parts.SelectMany(part => Of(part, width))
            : beside.Parts.Chunk(2).SelectMany(pair => pair.Length == 1 ? Of(pair[0], half) : Beside([.. Of(pair[0], half)], [.. Of(pair[1], half)], half));
    }

    private static IEnumerable<Line> Beside(IReadOnlyList<Line> left, IReadOnlyList<Line> right, int half)
    {
        for (var row = 0; row < Math.Max(left.Count, right.Count); row++)
        {
            var one = row < left.Count ? left[row] : Line.Empty;
            var other = row < right.Count ? right[row] : Line.Empty;
            var between = new Span(new string(' ', half + Gap - one.Width));
            yield return one.Spans.IsEmpty && other.Spans.IsEmpty ? Line.Empty : new Line([.. one.Spans, between, .. other.Spans]);
        }
    }
}
