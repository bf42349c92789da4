using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Wcwidth;

namespace Neighborhood.Terminal.Text;

/// <summary>
/// Terminal columns: the one place that knows how wide a text is. A grapheme takes 0, 1 or 2 columns (UAX #29, Wcwidth);
/// 汉字 take 2. A cluster is never wider than 2, however many emoji were joined in it, because that is what terminals draw.
/// </summary>
public static class Columns
{
    private static readonly Lock Tables = new();

    private const string Ellipsis = "…";
    private const string NeverFirst = "，。、；：？！）》」』】”’…,.;:?!)]}%";
    private const string NeverLast = "（《「『【“‘([{";

    /// <summary>How many columns a text takes.</summary>
    public static int Width(string text) => Graphemes(text).Sum(GraphemeWidth);

    /// <summary>The user-perceived characters of a text.</summary>
    public static IEnumerable<string> Graphemes(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, start);
            yield return text.Substring(start, length);
            start += length;
        }
    }

    /// <summary>Control and direction characters would move the cursor or hide words, so they never reach the screen; line ends stay.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value == '\n' || !IsUnprintable(rune))
            {
                clean.Append(rune.ToString());
            }
            else if (rune.Value == '\t')
            {
                clean.Append(' ');
            }
        }

        return clean.ToString();
    }

    /// <summary>The text in at most <paramref name="width"/> columns, ended with … where something was cut.</summary>
    public static string Truncate(string text, int width)
    {
        var line = Clean(text).Replace('\n', ' ');
        if (Width(line) <= width)
        {
            return line;
        }

        return width <= 0 ? "" : TakeColumns(line, width - 1) + Ellipsis;
    }

    /// <summary>The text in exactly <paramref name="width"/> columns, its words on the left.</summary>
    public static string PadRight(string text, int width)
    {
        var cut = Truncate(text, width);
        return cut + new string(' ', Math.Max(0, width - Width(cut)));
    }

    /// <summary>The text in exactly <paramref name="width"/> columns, its words on the right.</summary>
    public static string PadLeft(string text, int width)
    {
        var cut = Truncate(text, width);
        return new string(' ', Math.Max(0, width - Width(cut))) + cut;
    }

    /// <summary>
    /// Breaks a text into lines of at most <paramref name="width"/> columns: between words of alphabets, between any two 汉字,
    /// and never so that a closing mark begins a line or an opening one ends it.
    /// </summary>
    public static ImmutableArray<string> Wrap(string text, int width)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var paragraph in Clean(text).Split('\n'))
        {
            WrapParagraph(paragraph, Math.Max(2, width), lines);
        }

        return lines.ToImmutable();
    }

    private static void WrapParagraph(string paragraph, int width, ImmutableArray<string>.Builder lines)
    {
        var line = new StringBuilder();
        var used = 0;
        foreach (var piece in Pieces(paragraph))
        {
            var rest = piece;
            if (used + Width(rest.TrimEnd()) > width && used > 0)
            {
                lines.Add(line.ToString().TrimEnd());
                line.Clear();
                used = 0;
            }

            while (Width(rest.TrimEnd()) > width)
            {
                var head = TakeColumns(rest, width);
                lines.Add(head);
                rest = rest[head.Length..];
            }

            line.Append(rest);
            used += Width(rest);
        }

        lines.Add(line.ToString().TrimEnd());
    }

    // A piece is what must not be torn: a word with the spaces after it, or one wide character with the marks that cling to it.
    private static IEnumerable<string> Pieces(string paragraph)
    {
        var piece = new StringBuilder();
        var previous = "";
        foreach (var grapheme in Graphemes(paragraph))
        {
            if (piece.Length > 0 && MayBreak(previous, grapheme))
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(grapheme);
            previous = grapheme;
        }

        if (piece.Length > 0)
        {
            yield return piece.ToString();
        }
    }

    private static bool MayBreak(string before, string after)
    {
        if (after == " " || NeverFirst.Contains(after, StringComparison.Ordinal) || NeverLast.Contains(before, StringComparison.Ordinal))
        {
            return false;
        }

        return before == " " || GraphemeWidth(before) == 2 || GraphemeWidth(after) == 2;
    }

    private static string TakeColumns(string text, int width)
    {
        var taken = new StringBuilder();
        var used = 0;
        foreach (var grapheme in Graphemes(text))
        {
            used += GraphemeWidth(grapheme);
            if (used > width)
            {
                break;
            }

            taken.Append(grapheme);
        }

        return taken.ToString();
    }

    private static int GraphemeWidth(string grapheme)
    {
        // The tables of Wcwidth are filled lazily and without a lock of their own.
        lock (Tables)
        {
            return Math.Min(2, grapheme.EnumerateRunes().Sum(rune => Math.Max(0, UnicodeCalculator.GetWidth(rune))));
        }
    }

    private static bool IsUnprintable(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x2028 or 0x2029 or 0xFEFF;
}
