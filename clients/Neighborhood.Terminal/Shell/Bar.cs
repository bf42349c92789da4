using System.Collections.Immutable;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Shell;

/// <summary>The bottom bar: as many commands as fit, help always among them. A click finds its command by column.</summary>
public sealed record Bar(ImmutableArray<BarPart> Parts)
{
    /// <summary>The bar as a line of the full width.</summary>
    public Line Line(int width)
    {
        var used = Parts.Sum(part => Columns.Width(part.Text));
        return new Line([.. Parts.Select(part => new Span(part.Text, part.Command?.Disabled is null ? Tone.Bar : Tone.BarMuted)),
            new Span(new string(' ', Math.Max(0, width - used)), Tone.Bar)]);
    }

    /// <summary>The command under a column.</summary>
    public Command? At(int column)
    {
        foreach (var part in Parts)
        {
            var width = Columns.Width(part.Text);
            if (column < width)
            {
                return part.Command;
            }

            column -= width;
        }

        return null;
    }

    /// <summary>
    /// Puts commands into a bar. Those that cannot be run now give way first, then those farther back; the last <paramref name="kept"/> stay whatever
    /// gives way.
    /// </summary>
    public static Bar Of(ImmutableArray<Command> commands, int kept, Words words, int width)
    {
        var parts = commands.Select(command => new BarPart($" {command.Key} {words[command.Label]} ", command)).ToList();
        while (parts.Count > kept && parts.Sum(part => Columns.Width(part.Text)) > width)
        {
            var disabled = parts.FindLastIndex(parts.Count - kept - 1, part => part.Command?.Disabled is not null);
            parts.RemoveAt(disabled >= 0 ? disabled : parts.Count - kept - 1);
        }

        while (parts.Count > 1 && parts.Sum(part => Columns.Width(part.Text)) > width)
        {
            parts.RemoveAt(parts.Count - 1);
        }

        return new Bar([.. parts]);
    }
}

/// <summary>One command as it stands in the bar.</summary>
public sealed record BarPart(string Text, Command? Command);
