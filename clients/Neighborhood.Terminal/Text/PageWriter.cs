using System.Collections.Immutable;

namespace Neighborhood.Terminal.Text;

/// <summary>Collects the lines of a page; every line it takes fits the width.</summary>
public sealed class PageWriter(int width)
{
    private readonly ImmutableArray<Line>.Builder lines = ImmutableArray.CreateBuilder<Line>();

    /// <summary>The columns there are.</summary>
    public int Width => width;

    /// <summary>Adds a line as it is.</summary>
    public void Add(Line line) => lines.Add(line);

    /// <summary>Adds one line, cut to the width.</summary>
    public void Say(string text, Tone tone = Tone.Normal, string? item = null) => lines.Add(Line.Of(text, width, tone) with { Item = item });

    /// <summary>Adds as many lines as the text needs, indented.</summary>
    public void Tell(string text, Tone tone = Tone.Normal, int indent = 0, string? item = null)
    {
        var margin = new string(' ', Math.Min(indent, width / 2));
        foreach (var line in Columns.Wrap(text, width - margin.Length))
        {
            lines.Add(new Line([new Span(margin + line, tone)], item));
        }
    }

    /// <summary>Adds an empty line, unless the page begins here or one stands there already.</summary>
    public void Gap()
    {
        if (lines.Count > 0 && lines[^1].Plain.Length > 0)
        {
            lines.Add(Line.Empty);
        }
    }

    /// <summary>Begins a section.</summary>
    public void Heading(string text)
    {
        Gap();
        Say(text, Tone.Title);
    }

    /// <summary>Adds a label in a column of its own and its value, wrapped beside it.</summary>
    public void Fact(string label, string value, Tone tone = Tone.Normal, string? item = null)
    {
        const int labelWidth = 14;
        var first = true;
        foreach (var part in Columns.Wrap(value, width - labelWidth - 1))
        {
            lines.Add(new Line([new Span(Columns.PadRight(first ? label : "", labelWidth) + " ", Tone.Muted), new Span(part, tone)], item));
            first = false;
        }
    }

    /// <summary>The page.</summary>
    public Page Page(string title) => new(title, lines.ToImmutable());
}
