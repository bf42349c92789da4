using System.Collections.Immutable;

namespace Neighborhood.Terminal.Text;

/// <summary>A piece of a line in one tone.</summary>
public readonly record struct Span(string Text, Tone Tone = Tone.Normal);

/// <summary>One line of a screen. Lines with the same <paramref name="Item"/> belong together and can be selected.</summary>
public sealed record Line(ImmutableArray<Span> Spans, string? Item = null)
{
    /// <summary>A line without words.</summary>
    public static Line Empty { get; } = new([]);

    /// <summary>The words without their tones.</summary>
    public string Plain => string.Concat(Spans.Select(span => span.Text));

    /// <summary>How many columns it takes.</summary>
    public int Width => Columns.Width(Plain);

    /// <summary>A line in one tone, cut to the width.</summary>
    public static Line Of(string text, int width, Tone tone = Tone.Normal) => new([new Span(Columns.Truncate(text, width), tone)]);

    /// <summary>A line of several pieces, cut to the width.</summary>
    public static Line Of(int width, params ReadOnlySpan<Span> spans)
    {
        var kept = ImmutableArray.CreateBuilder<Span>(spans.Length);
        foreach (var span in spans)
        {
            var text = Columns.Truncate(span.Text, width);
            width -= Columns.Width(text);
            kept.Add(span with { Text = text });
        }

        return new Line(kept.ToImmutable());
    }

    /// <summary>Words on the left and words on the right; the left ones give way.</summary>
    public static Line Between(int width, Span left, Span right)
    {
        var end = Columns.Truncate(right.Text, width);
        var room = width - Columns.Width(end);
        return new Line([left with { Text = Columns.PadRight(Columns.Truncate(left.Text, Math.Max(0, room - 1)), room) }, right with { Text = end }]);
    }

    /// <summary>The same line as part of a selectable item.</summary>
    public Line At(string item) => this with { Item = item };
}
