using System.CommandLine;
using Neighborhood.Client;

namespace Neighborhood.Terminal.Commands;

/// <summary>Makes commands whose descriptions come from the sentences, and runs them with a connection and the stored session.</summary>
internal sealed class Grammar
{
    public const string DefaultServer = "http://127.0.0.1:5230";

    public Grammar(Surroundings around, Phrases phrases)
    {
        Around = around;
        Phrases = phrases;
        Json = Flag("json");
        Server = Text("server");
        Language = Text("lang");
        Language.HelpName = "zh|en";
        Language.Validators.Add(typed =>
        {
            if (typed.Tokens is [{ Value: not ("zh" or "en") } other])
            {
                typed.AddError(Phrases.Say("usage_choice", other.Value, Language.Name, "zh, en"));
            }
        });
        Community = Text("community");
        foreach (var option in new Option[] { Json, Server, Language, Community })
        {
            option.Recursive = true;
        }
    }

    public Surroundings Around { get; }

    public Phrases Phrases { get; }

    public Option<bool> Json { get; }

    public Option<string?> Server { get; }

    public Option<string?> Language { get; }

    public Option<string?> Community { get; }

    public Command Group(string name, params IEnumerable<Command> verbs)
    {
        var group = new Command(name, Phrases["cmd_" + Key(name)]);
        foreach (var verb in verbs)
        {
            group.Add(verb);
        }

        return group;
    }

    /// <summary>A command that talks to the server. Its last word is its name; its description stands under all of its words.</summary>
    public Command Verb(string words, IEnumerable<Symbol> symbols, Func<Invocation, Task<ExitCode>> act)
    {
        var verb = new Command(words.Split(' ')[^1], Phrases["cmd_" + Key(words)]);
        foreach (var symbol in symbols)
        {
            _ = symbol is Option option ? Add(verb, option) : Add(verb, (Argument)symbol);
        }

        verb.SetAction(async (typed, cancel) => (int)await RunAsync(typed, act, cancel).ConfigureAwait(false));
        return verb;
    }

    /// <summary>A command that talks to nobody: not even the code that could is loaded.</summary>
    public Command Offline(string words, IEnumerable<Symbol> symbols, Func<Invocation, Task<ExitCode>> act)
    {
        var verb = Verb(words, symbols, act);
        verb.SetAction(async (typed, cancel) => (int)await RunOfflineAsync(typed, act, cancel).ConfigureAwait(false));
        return verb;
    }

    public Argument<string> Argument(string name) => new(name) { Description = Phrases["arg_" + Key(name)] };

    public Option<string?> Text(string name, params string[] aliases) => new("--" + name, aliases) { Description = Phrases["opt_" + Key(name)] };

    public Option<string> Needed(string name, params string[] aliases) =>
        new("--" + name, aliases) { Description = Phrases["opt_" + Key(name)], Required = true };

    public Option<string[]> Several(string name) => new("--" + name) { Description = Phrases["opt_" + Key(name)], DefaultValueFactory = _ => [] };

    public Option<bool> Flag(string name) => new("--" + name) { Description = Phrases["opt_" + Key(name)] };

    public Option<T> Value<T>(string name, T otherwise) => new("--" + name) { Description = Phrases["opt_" + Key(name)], DefaultValueFactory = _ => otherwise };

    /// <summary>A value of an enum, typed as kebab-case words.</summary>
    public Option<TEnum> Choice<TEnum>(string name, TEnum otherwise = default)
        where TEnum : struct, Enum => Choices.Into(Value(name, otherwise), Phrases);

    public Option<TEnum> NeededChoice<TEnum>(string name)
        where TEnum : struct, Enum => Choices.Into(new Option<TEnum>("--" + name) { Description = Phrases["opt_" + Key(name)], Required = true }, Phrases);

    private static string Key(string words) => words.Replace(' ', '_').Replace('-', '_');

    private static Command Add(Command verb, Option option)
    {
        verb.Add(option);
        return verb;
    }

    private static Command Add(Command verb, Argument argument)
    {
        verb.Add(argument);
        return verb;
    }

    private async Task<ExitCode> RunAsync(ParseResult typed, Func<Invocation, Task<ExitCode>> act, CancellationToken cancel)
    {
        var failures = new Failures(Around, Phrases, typed.GetValue(Json));
        try
        {
            var server = AddressOf(typed);
            await using var client = NeighborhoodClient.Connect(server, new NeighborhoodClientOptions
            {
                Language = Phrases.Words.IsChinese ? "zh-CN" : "en",
                HttpHandler = Around.Handler,
                KnownHeadsPath = Around.KnownHeadsPath,
                TimeProvider = Around.Clock,
                Sessions = new SessionFile(Around.Folder, server),
            });
            return await act(new Invocation(typed, this, client, cancel)).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            return failures.Tell(fault, cancel);
        }
    }

    private async Task<ExitCode> RunOfflineAsync(ParseResult typed, Func<Invocation, Task<ExitCode>> act, CancellationToken cancel)
    {
        try
        {
            return await act(new Invocation(typed, this, client: null, cancel)).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            return new Failures(Around, Phrases, typed.GetValue(Json)).Tell(fault, cancel);
        }
    }

    private Uri AddressOf(ParseResult typed)
    {
        var text = typed.GetValue(Server) ?? Around.Variable("NEIGHBORHOOD_SERVER") ?? DefaultServer;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new UsageException(Phrases.Say("usage_server", text));
    }
}
