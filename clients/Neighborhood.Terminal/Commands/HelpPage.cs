using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Commands;

/// <summary>The help of a command, printed from the commands themselves in the language spoken: the library's own mixes in English.</summary>
internal sealed class HelpPage(Grammar grammar) : SynchronousCommandLineAction
{
    private const int WidestTerms = 34;
    private const int Margin = 2;

    private Phrases Phrases => grammar.Phrases;

    /// <summary>Who asks for help may have typed an incomplete command.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        foreach (var line in Lines(parseResult.CommandResult.Command))
        {
            grammar.Around.Out.WriteLine(line);
        }

        return (int)ExitCode.Done;
    }

    private IEnumerable<string> Lines(Command command)
    {
        var width = Math.Clamp(grammar.Around.Width, 60, 160);
        var options = command.Options.Concat(Ancestors(command).SelectMany(parent => parent.Options.Where(option => option.Recursive))).Distinct().ToList();
        return
        [
            .. Columns.Wrap(command.Description ?? "", width),
            .. Section("help_usage", [(UsageOf(command), "")], width),
            .. Section("help_arguments", command.Arguments.Select(argument => (TermOf(argument), argument.Description ?? "")), width),
            .. Section("help_options", options.Where(option => !option.Hidden).Select(option => (TermOf(option), MeaningOf(option))), width),
            .. Section("help_commands", command.Subcommands.Select(verb => (TermOf(verb), verb.Description ?? "")), width),
        ];
    }

    private IEnumerable<string> Section(string title, IEnumerable<(string Term, string Meaning)> rows, int width)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return [];
        }

        var widest = all.Select(row => Columns.Width(row.Term)).Where(term => term <= WidestTerms).DefaultIfEmpty(0).Max();
        return ["", Phrases[title], .. all.SelectMany(row => Row(row.Term, row.Meaning, widest, width))];
    }

    /// <summary>A term too wide for its column stands on a line of its own above its meaning.</summary>
    private static IEnumerable<string> Row(string term, string meaning, int widest, int width)
    {
        var indent = new string(' ', Margin + widest + Margin);
        var lines = meaning.Length == 0 ? [] : Columns.Wrap(meaning, width - indent.Length);
        var margin = new string(' ', Margin);
        if (lines.IsEmpty || Columns.Width(term) > widest)
        {
            var head = Columns.Width(term) <= width - Margin ? [term] : Columns.Wrap(term.Replace("|", " | ", StringComparison.Ordinal), width - Margin);
            return [.. head.Select(line => margin + line), .. lines.Select(line => indent + line)];
        }

        return [Columns.PadRight(margin + term, indent.Length) + lines[0], .. lines.Skip(1).Select(line => indent + line)];
    }

    private string UsageOf(Command command)
    {
        var words = Ancestors(command).Reverse().Append(command).Select(part => part.Name);
        var parts = words.Concat(command.Arguments.Select(TermOf));
        return string.Join(' ', parts.Append(command.Subcommands.Count > 0 ? Phrases["help_some_command"] : Phrases["help_some_options"]));
    }

    private static string TermOf(Command command) => string.Join(' ', command.Arguments.Select(TermOf).Prepend(command.Name));

    private static string TermOf(Argument argument) => argument.Arity.MinimumNumberOfValues == 0 ? $"[<{argument.Name}>]" : $"<{argument.Name}>";

    private static string TermOf(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(alias => alias[0] == '-').Append(option.Name));
        return option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0
            ? names
            : $"{names} <{option.HelpName ?? option.Name.TrimStart('-')}>";
    }

    private string MeaningOf(Option option) => option.Required ? $"{option.Description} {Phrases["help_needed"]}" : option.Description ?? "";

    private static IEnumerable<Command> Ancestors(Command command)
    {
        for (var parent = command.Parents.OfType<Command>().FirstOrDefault(); parent is not null; parent = parent.Parents.OfType<Command>().FirstOrDefault())
        {
            yield return parent;
        }
    }
}
