using System.Collections.Immutable;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Shell;

/// <summary>The lines of the help.</summary>
public static class HelpText
{
    /// <summary>One line a command, with the reason where it cannot be done now.</summary>
    public static Page Show(ImmutableArray<Command> commands, Words words, int width)
    {
        const int keyWidth = 12;
        var page = new PageWriter(width);
        page.Heading(" " + words["help_commands"]);
        foreach (var command in commands)
        {
            var key = new Span("  " + Columns.PadRight(command.Key, keyWidth), Tone.Accent);
            page.Add(Line.Of(width, key, new Span(words[command.Label])));
            if (command.Disabled is { Length: > 0 } reason)
            {
                page.Tell(reason, Tone.Muted, keyWidth + 2);
            }
        }

        page.Heading(" " + words["help_moving"]);
        page.Tell(words["help_moving_text"], indent: 2);
        page.Heading(" " + words["help_claims"]);
        page.Tell(words["help_claims_text"], indent: 2);
        return page.Page(words["help"]);
    }
}
