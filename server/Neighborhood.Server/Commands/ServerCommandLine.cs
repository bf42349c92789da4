using System.CommandLine;
using Neighborhood.Ledger;
using Neighborhood.Ledger.LiteDb;
using Neighborhood.Server.Hosting;

namespace Neighborhood.Server.Commands;

/// <summary>
/// <c>neighborhood-server</c>: runs the server, or does what an operator does to its data folder. Every failure is one sentence and an exit code.
/// </summary>
internal sealed class ServerCommandLine(TextWriter output, TextWriter error, TimeProvider time)
{
    /// <summary>Runs what the words say.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(string[] words)
    {
        var sentences = Sentences.For(words);
        var parsed = Root(words, sentences).Parse(words);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return parsed.Errors.Count > 0 ? (int)ExitCode.Usage : code;
    }

    private RootCommand Root(string[] words, Sentences sentences)
    {
        var language = new Option<string?>("--lang") { Description = sentences["opt_lang"], Recursive = true };
        language.AcceptOnlyFromAmong("zh", "en");
        var folder = new Option<string?>("--data-folder", "--to-folder") { Description = sentences["opt_data_folder"] };
        var to = new Option<string?>("--to") { Description = sentences["opt_to"] };
        var discard = new Option<bool>("--discard-replaced") { Description = sentences["opt_discard"] };
        var file = new Argument<string>("file") { Description = sentences["arg_file"] };
        var root = new RootCommand(sentences["cmd_root"])
        {
            language,
            Verb("backup", sentences, [folder, to], (typed, say) => new BackupCommand(FolderOf(typed, folder), time).RunAsync(typed.GetValue(to), say)),
            Verb("restore", sentences, [folder, file], (typed, say) => RestoreCommand.Run(typed.GetValue(file)!, FolderOf(typed, folder), time, say)),
            Verb("compact", sentences, [folder, discard], (typed, say) => CompactCommand.Run(FolderOf(typed, folder), typed.GetValue(discard), time, say)),
            Verb("check", sentences, [folder], (typed, say) => CheckCommand.Run(FolderOf(typed, folder), time, say)),
        };

        // What the server itself is told goes to its configuration: --Neighborhood:Url and the like.
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction(async (typed, _) => StrayIn(typed.UnmatchedTokens, "--") is { } stray
            ? (int)Refuse(ExitCode.Usage, sentences.Say(stray.StartsWith('-') ? "unknown_server_option" : "unknown_command", stray))
            : (int)await GuardedAsync(sentences, FolderOf(typed, folder), () => RunCommand.RunAsync(words, time)));
        return root;
    }

    private Command Verb(string name, Sentences sentences, IEnumerable<Symbol> symbols, Func<ParseResult, Teller, Task<ExitCode>> act)
    {
        var verb = new Command(name, sentences["cmd_" + name]);
        Option<string?>? folder = null;
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                verb.Add(argument);
                continue;
            }

            verb.Add((Option)symbol);
            folder ??= symbol as Option<string?>;
        }

        verb.SetAction(async (typed, _) => StrayIn(typed.UnmatchedTokens, $"--{ServerOptions.Section}:") is { } stray
            ? (int)Refuse(ExitCode.Usage, sentences.Say("unknown_option", name, stray))
            : (int)await GuardedAsync(sentences, FolderOf(typed, folder!), () => act(typed, new Teller(sentences, output, error))));
        return verb;
    }

    /// <summary>The first word that is neither ours nor an option of the configuration, which has a colon in its name, with its value.</summary>
    private static string? StrayIn(IReadOnlyList<string> words, string prefix)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith(prefix, StringComparison.OrdinalIgnoreCase) || !words[i].Split('=')[0].Contains(':', StringComparison.Ordinal))
            {
                return words[i];
            }

            i += words[i].Contains('=', StringComparison.Ordinal) ? 0 : 1;
        }

        return null;
    }

    private async Task<ExitCode> GuardedAsync(Sentences sentences, string folder, Func<Task<ExitCode>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception failure) when (StartFailures.Explain(failure, folder, sentences) is not null)
        {
            var (code, sentence) = StartFailures.Explain(failure, folder, sentences)!.Value;
            return Refuse(code, sentence);
        }
        catch (Exception failure) when (failure is JournalException or IOException)
        {
            return Refuse(ExitCode.Failed, sentences.Say("failed", failure.Message));
        }
    }

    private ExitCode Refuse(ExitCode code, string sentence)
    {
        error.WriteLine(sentence);
        return code;
    }

    private static string FolderOf(ParseResult typed, Option<string?> folder)
    {
        if (typed.GetResult(folder) is not null && typed.GetValue(folder) is { Length: > 0 } named)
        {
            return Path.GetFullPath(named);
        }

        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddCommandLine([.. typed.UnmatchedTokens])
            .Build();
        return Path.GetFullPath(configuration[$"{ServerOptions.Section}:{nameof(ServerOptions.DataFolder)}"] ?? new ServerOptions().DataFolder);
    }
}
