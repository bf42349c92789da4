using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Neighborhood.Client;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>One run of a command: what was typed, the connection, and where results go.</summary>
internal sealed class Invocation(ParseResult typed, Grammar grammar, NeighborhoodClient? client, CancellationToken cancel)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    public NeighborhoodClient Client => client ?? throw new InvalidOperationException("This command talks to nobody.");

    public CancellationToken Cancel => cancel;

    public Surroundings Around => grammar.Around;

    public Phrases Phrases => grammar.Phrases;

    public Words Words => grammar.Phrases.Words;

    public Moments Moments { get; } = new(grammar.Phrases.Words, grammar.Around.Clock);

    public bool IsJson => typed.GetValue(grammar.Json);

    /// <summary>Questions and progress are for a person at a terminal; a script gets neither.</summary>
    public bool IsInteractive => Around.IsInteractive && !IsJson;

    public T? Get<T>(Option<T> option) => typed.GetValue(option);

    public T Get<T>(Argument<T> argument) => typed.GetRequiredValue(argument);

    /// <summary>The community named by --community or the environment, or the only one of the caller: communities/{community}</summary>
    public async Task<string> CommunityAsync()
    {
        var named = typed.GetValue(grammar.Community) ?? Around.Variable("NEIGHBORHOOD_COMMUNITY");
        if (!string.IsNullOrEmpty(named))
        {
            return named.StartsWith("communities/", StringComparison.Ordinal) ? named : "communities/" + named;
        }

        var me = await Client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: cancel).ConfigureAwait(false);
        return me.Memberships.Count == 1 ? me.Memberships[0].Community : throw new UsageException(Phrases["usage_which_community"]);
    }

    /// <summary>A full name from what was typed: the full name itself, or the last part of it within the community.</summary>
    public async Task<string> NameAsync(string typedName, string collection) =>
        typedName.StartsWith("communities/", StringComparison.Ordinal) ? typedName : $"{await CommunityAsync().ConfigureAwait(false)}/{collection}/{typedName}";

    /// <summary>A full name of what stands within another thing: the full name itself, or both numbers, as in 12/15.</summary>
    public async Task<string> NameAsync(string typedName, string collection, string inner)
    {
        if (typedName.StartsWith("communities/", StringComparison.Ordinal))
        {
            return typedName;
        }

        return typedName.Split('/') is [{ Length: > 0 } outer, { Length: > 0 } last]
            ? $"{await NameAsync(outer, collection).ConfigureAwait(false)}/{inner}/{last}"
            : throw new UsageException(Phrases.Say("usage_within", typedName, collection, inner));
    }

    /// <summary>What this computer's owner is in a community: communities/{community}/residents/{resident}; empty where the caller is no member.</summary>
    public async Task<string> ResidentAsync(string community)
    {
        var me = await Client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: cancel).ConfigureAwait(false);
        return me.Memberships.FirstOrDefault(membership => membership.Community == community)?.Resident ?? "";
    }

    /// <summary>A list: <c>{"key": […]}</c>, or a table.</summary>
    public ExitCode List<T>(string key, IReadOnlyList<T> items, params IReadOnlyList<Column<T>> columns)
        where T : IMessage
    {
        if (IsJson)
        {
            return Json(new JsonObject { [key] = new JsonArray([.. items.Select(item => (JsonNode?)NodeOf(item))]) });
        }

        if (items.Count == 0)
        {
            return Say("none");
        }

        var right = columns.Index().Where(column => column.Item.IsRight).Select(column => column.Index).ToHashSet();
        return Lines(Table.Lines(
            [.. columns.Select(column => Phrases["col_" + column.Heading])], [.. items.Select(item => columns.Select(column => column.Cell(item)).ToArray())],
            right));
    }

    /// <summary>One thing: its JSON, or its facts one a line.</summary>
    public ExitCode Show(IMessage item, params IEnumerable<(string Key, string Value)> facts) => IsJson ? Json(NodeOf(item)) : Facts(facts);

    /// <summary>Lines of what a thing is, the values under each other. Facts without a value are left out.</summary>
    public ExitCode Facts(params IEnumerable<(string Key, string Value)> facts)
    {
        var shown = facts.Where(fact => fact.Value.Length > 0).Select(fact => (Label: Phrases["col_" + fact.Key], fact.Value)).ToList();
        var width = shown.Select(fact => Columns.Width(fact.Label)).DefaultIfEmpty(0).Max();
        return Lines(shown.Select(fact =>
            Columns.PadRight(fact.Label, width) + "  " + Columns.Clean(fact.Value).ReplaceLineEndings(Environment.NewLine + new string(' ', width + 2))));
    }

    public ExitCode Json(JsonNode document) => Lines([document.ToJsonString(Indented)]);

    /// <summary>One object a line, for streams.</summary>
    public ExitCode JsonLine(IMessage item) => Lines([Formatter.Format(item)]);

    public ExitCode Lines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Around.Out.WriteLine(line);
        }

        return ExitCode.Done;
    }

    public ExitCode Say(string key, params object?[] values) => Lines([Phrases.Say(key, values)]);

    /// <summary>Asks for a yes; without a person there the answer is no.</summary>
    public bool Confirms(string key, params object?[] values)
    {
        if (!IsInteractive)
        {
            return false;
        }

        Around.Error.Write(Phrases.Say(key, values) + Phrases["ask_yes"]);
        return Around.In.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES" or "是";
    }

    public static JsonNode NodeOf(IMessage item) => JsonNode.Parse(Formatter.Format(item))!;
}
