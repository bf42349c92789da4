using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Text;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Commands;

/// <summary>The commands for scripts: what the arguments of the program mean.</summary>
public static class CommandLine
{
    /// <summary>Runs one command; gives its exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments, Surroundings around)
    {
        ArgumentNullException.ThrowIfNull(around);
        var words = Words.For(LanguageOf(arguments) ?? around.Variable("NEIGHBORHOOD_LANG"));

        // What the library still says by itself it takes from the culture.
        CultureInfo.CurrentUICulture = words.Culture;
        var grammar = new Grammar(around, new Phrases("Commands", words));
        var typed = Build(grammar).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (typed.Errors.Count > 0)
        {
            var failures = new Failures(around, grammar.Phrases, arguments.Contains(grammar.Json.Name));
            return (int)failures.Tell(ParseFaults.Explain(typed, grammar.Phrases), CancellationToken.None);
        }

        return await typed.InvokeAsync(new InvocationConfiguration { Output = around.Out, Error = around.Error }).ConfigureAwait(false);
    }

    /// <summary>All commands.</summary>
    internal static RootCommand Build(Grammar grammar)
    {
        var root = new RootCommand(grammar.Phrases["cmd_root"] + "\n\n" + ExitCodeTable(grammar.Phrases));
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = grammar.Phrases["opt_help"];
        help.Action = new HelpPage(grammar);
        root.Options.OfType<VersionOption>().Single().Description = grammar.Phrases["opt_version"];
        foreach (var option in new Option[] { grammar.Json, grammar.Language, grammar.Server, grammar.Community })
        {
            root.Add(option);
        }

        foreach (var command in All(grammar))
        {
            root.Add(command);
        }

        return root;
    }

    private static IEnumerable<Command> All(Grammar grammar) =>
    [
        .. SessionCommands.Build(grammar),
        .. OperatorCommands.Build(grammar),
        CommunityCommands.Build(grammar),
        RollCommands.Import(grammar),
        RollCommands.Template(grammar),
        HouseholdCommands.Build(grammar),
        PeopleCommands.Invite(grammar),
        InvitationCommands.Build(grammar),
        PeopleCommands.Residents(grammar),
        PeopleCommands.Roles(grammar),
        PeopleCommands.Recovery(grammar),
        DeviceCommands.Build(grammar),
        ProxyCommands.Build(grammar),
        TopicCommands.Build(grammar),
        .. PostCommands.Build(grammar),
        ProposalCommands.Build(grammar),
        PollCommands.Build(grammar),
        PetitionCommands.Build(grammar),
        RenovationCommands.Build(grammar),
        PaperCommands.Build(grammar),
        RuleCommands.Build(grammar),
        VoteCommands.Vote(grammar),
        BoothCommand.Build(grammar),
        VerifyCommand.Build(grammar),
        WatchCommands.Build(grammar),
        NoticeCommands.Build(grammar),
        CountCommand.Build(grammar),
        Demo.DemoCommand.Build(grammar),
    ];

    private static string ExitCodeTable(Phrases phrases)
    {
        var table = new StringBuilder(phrases["exit_codes"]);
        foreach (var code in Enum.GetValues<ExitCode>())
        {
            table.Append(phrases.Words.Culture, $"\n{(int)code,5}  {phrases["exit_" + code]}");
        }

        return table.ToString();
    }

    /// <summary>Read before parsing, because the descriptions are made in the language.</summary>
    private static string? LanguageOf(string[] arguments)
    {
        var place = Array.FindIndex(arguments, argument => argument == "--lang" || argument.StartsWith("--lang=", StringComparison.Ordinal));
        if (place < 0)
        {
            return null;
        }

        return arguments[place].Contains('=') ? arguments[place]["--lang=".Length..] : arguments.ElementAtOrDefault(place + 1);
    }
}
