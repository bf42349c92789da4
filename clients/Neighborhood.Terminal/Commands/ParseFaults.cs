using System.CommandLine;
using System.CommandLine.Parsing;

namespace Neighborhood.Terminal.Commands;

/// <summary>Says in the language spoken what is wrong with a command line.</summary>
internal static class ParseFaults
{
    /// <summary>The sentences, and where the help is.</summary>
    public static UsageException Explain(ParseResult typed, Phrases phrases)
    {
        var command = typed.CommandResult;
        var found = Missing(typed, command, phrases).ToList();
        var sentences = found.Count > 0 ? found : [.. typed.Errors.Select(error => Sentence(error, phrases)).Distinct()];
        var words = string.Join(' ', Path(command).Append("--help"));
        return new UsageException(string.Join('\n', sentences.Append(phrases.Say("usage_help", words))));
    }

    private static IEnumerable<string> Missing(ParseResult typed, CommandResult command, Phrases phrases)
    {
        foreach (var token in typed.UnmatchedTokens)
        {
            yield return phrases.Say("usage_unknown", token);
        }

        if (typed.UnmatchedTokens.Count == 0 && command.Command.Subcommands.Count > 0)
        {
            yield return phrases.Say("usage_command", string.Join(", ", command.Command.Subcommands.Select(verb => verb.Name)));
        }

        foreach (var argument in command.Command.Arguments.Where(argument => Count(command.GetResult(argument)) < argument.Arity.MinimumNumberOfValues))
        {
            yield return phrases.Say("usage_argument", argument.Name, argument.Description);
        }

        foreach (var option in command.Command.Options.Where(option => option.Required && command.GetResult(option) is not { Implicit: false }))
        {
            yield return phrases.Say("usage_option", option.Name, option.Description);
        }
    }

    /// <summary>The sentences of our own choices are in the language already; the library's of values are not all.</summary>
    private static string Sentence(ParseError error, Phrases phrases)
    {
        if (error.SymbolResult is not OptionResult result || error.Message.StartsWith(result.Option.Name, StringComparison.Ordinal))
        {
            return error.Message;
        }

        return Count(result) < result.Option.Arity.MinimumNumberOfValues
            ? phrases.Say("usage_value_missing", result.Option.Name)
            : phrases.Say("usage_value", result.Option.Name, string.Join(' ', result.Tokens.Select(token => token.Value)));
    }

    private static int Count(SymbolResult? result) => result?.Tokens.Count ?? 0;

    private static IEnumerable<string> Path(CommandResult command)
    {
        var above = command.Parent as CommandResult;
        return above is null ? [command.Command.Name] : Path(above).Append(command.Command.Name);
    }
}
