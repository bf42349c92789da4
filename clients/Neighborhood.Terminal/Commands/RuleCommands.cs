using System.CommandLine;
using Google.Protobuf;
using Neighborhood.Terminal.Screens;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>规则: what governs which matter, where each number comes from, and what the city and the neighbourhood add.</summary>
internal static class RuleCommands
{
    public static Command Build(Grammar grammar) => grammar.Group("rules", List(grammar), Show(grammar), Layers(grammar), City(grammar), Adopt(grammar));

    private static Command List(Grammar grammar) => grammar.Verb("rules list", [], async run =>
    {
        var request = new ListRulePacksRequest { Parent = await run.CommunityAsync().ConfigureAwait(false) };
        var read = await run.Client.Polls.ListRulePacksAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
        var packOf = read.RulePacks.SelectMany(pack => pack.Matters.Select(matter => (matter, pack))).ToList();
        return run.List(
            "matters", packOf.ConvertAll(one => one.matter),
            new("matter", matter => matter.Id),
            new("text", matter => run.Words.IsChinese ? matter.Text : matter.TextEn),
            new("article", matter => run.Words.IsChinese ? matter.Article : matter.ArticleEn),
            new("rule_pack", matter => packOf.Find(one => one.matter == matter).pack.Id));
    });

    private static Command Show(Grammar grammar)
    {
        var what = grammar.Argument("matter-or-poll");
        return grammar.Verb("rules show", [what], async run =>
        {
            var typed = run.Get(what);
            var isPoll = typed.Contains('/', StringComparison.Ordinal) || typed.All(char.IsAsciiDigit);
            var request = isPoll
                ? new GetEffectiveRuleRequest { Name = await run.NameAsync(typed, "polls").ConfigureAwait(false) }
                : new GetEffectiveRuleRequest { Name = await run.CommunityAsync().ConfigureAwait(false), Matter = typed };
            var rule = await run.Client.Polls.GetEffectiveRuleAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            return run.List(
                "terms", [.. rule.Terms],
                new("term", term => RuleText.LabelOf(term, rule, run.Words)),
                new("value", term => RuleText.ValueOf(term, run.Words)),
                new("source", term => RuleText.SourceOf(term, rule, run.Words)));
        });
    }

    private static Command Layers(Grammar grammar) => grammar.Verb("rules layers", [], async run =>
    {
        var request = new ListRuleLayersRequest { Parent = await run.CommunityAsync().ConfigureAwait(false) };
        var read = await run.Client.Polls.ListRuleLayersAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
        return run.List(
            "layers", [.. read.Layers],
            new("id", layer => layer.Id),
            new("version", layer => layer.Version),
            new("title", layer => run.Words.IsChinese ? layer.TitleZh : layer.TitleEn),
            new("in_force", layer => run.Phrases[layer.InForce ? "yes" : "no"]),
            new("decided_by", layer => layer.Poll.Length > 0 ? layer.Poll : layer.Document));
    });

    private static Command City(Grammar grammar)
    {
        var city = grammar.Argument("city");
        return grammar.Verb("rules city", [city], async run =>
        {
            var request = new ChooseCityLayerRequest
            {
                Parent = await run.CommunityAsync().ConfigureAwait(false),
                Id = run.Get(city) == "none" ? "" : run.Get(city),
            };
            return Tell(run, await run.Client.Polls.ChooseCityLayerAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Adopt(Grammar grammar)
    {
        var file = grammar.Argument("file");
        var poll = grammar.Text("poll");
        var document = grammar.Text("document");
        return grammar.Verb("rules adopt", [file, poll, document], async run =>
        {
            var request = new AdoptRulesRequest
            {
                Parent = await run.CommunityAsync().ConfigureAwait(false),
                Layer = await ReadAsync(run, run.Get(file)).ConfigureAwait(false),
                Poll = run.Get(poll) is { } named ? await run.NameAsync(named, "polls").ConfigureAwait(false) : "",
                Document = run.Get(document) ?? "",
            };
            return Tell(run, await run.Client.Polls.AdoptRulesAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static async Task<ByteString> ReadAsync(Invocation run, string path)
    {
        try
        {
            return ByteString.CopyFrom(await File.ReadAllBytesAsync(path, run.Cancel).ConfigureAwait(false));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(run.Phrases.Say("usage_no_file", path));
        }
    }

    private static ExitCode Tell(Invocation run, RuleLayer layer) => run.Show(
        layer,
        ("id", layer.Id),
        ("version", layer.Version),
        ("title", run.Words.IsChinese ? layer.TitleZh : layer.TitleEn),
        ("in_force", layer.Id.Length == 0 ? "" : run.Phrases[layer.InForce ? "yes" : "no"]),
        ("decided_by", layer.Poll.Length > 0 ? layer.Poll : layer.Document));
}
