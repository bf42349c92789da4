using System.Text.Json.Nodes;

namespace Neighborhood.Rules.Statutes;

/// <summary>A change of a layer that does not take effect, and why.</summary>
/// <param name="Pack">The pack it was meant for.</param>
/// <param name="Field">The field it was to set.</param>
/// <param name="Fault">Why not.</param>
public sealed record LayerRefusal(string Pack, string Field, LayerFault Fault);

/// <summary>Why a change does not take effect.</summary>
public enum LayerFault
{
    /// <summary>There is no such pack, or it has no such field, or the value is not of its kind.</summary>
    Unknown,

    /// <summary>The pack above, or a layer above, does not let this layer set the field.</summary>
    NotPermitted,

    /// <summary>It would ask for less than what stands above.</summary>
    Weaker,

    /// <summary>The rule would contradict itself, such as an objection period beyond the notice.</summary>
    Unsound,
}

/// <summary>
/// Composes the rule that governs a poll: the national pack, above the city's layer, above the neighbourhood's own. The result is a pack whose
/// <see cref="RulePack.Sources"/> name the texts and whose <see cref="RulePack.Origins"/> name the layer behind each field that is not the pack's own.
/// <para>A change that is not permitted or asks for less than what stands above is passed over, so that a layer never weakens the law, also where the law
/// was made stricter after the layer was adopted.</para>
/// </summary>
public static class EffectiveRule
{
    /// <summary>The rule, in the bytes that a poll pins.</summary>
    public static RulePack Compose(RulePack pack, params IReadOnlyList<RuleLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(layers);
        var (rule, _) = Fold(pack, layers);
        return RulePack.Parse(rule.ToJson());
    }

    /// <summary>What of the lowest layer would not take effect on this pack.</summary>
    public static IReadOnlyList<LayerRefusal> Refusals(RulePack pack, params IReadOnlyList<RuleLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(layers);
        return Fold(pack, layers).Refused;
    }

    private static (RulePack Rule, IReadOnlyList<LayerRefusal> Refused) Fold(RulePack pack, IReadOnlyList<RuleLayer> layers)
    {
        var rule = With(pack, json => Append(json, "sources", SourceOf(pack.Id, pack.Version, pack.Hash, pack.Title)));
        List<LayerRefusal> refused = [];
        HashSet<string> closed = [];
        foreach (var layer in layers.OrderBy(layer => layer.Level))
        {
            refused.Clear();
            var above = rule;
            rule = With(rule, json => Append(json, "sources", SourceOf(layer.Id, layer.Version, layer.Hash, layer.Title)));
            foreach (var change in layer.Changes.Where(change => change.Packs.Contains(pack.Id)))
            {
                var (changed, fault) = Apply(rule, above, layer, change, closed.Contains(change.Field));
                rule = changed ?? rule;
                if (fault is { } why)
                {
                    refused.Add(new LayerRefusal(pack.Id, change.Field, why));
                }
            }

            closed.UnionWith(layer.Closes);
        }

        return (rule, refused);
    }

    private static (RulePack? Rule, LayerFault? Fault) Apply(RulePack rule, RulePack above, RuleLayer layer, RuleChange change, bool isClosed)
    {
        var permission = above.Permissions.FirstOrDefault(permission => permission.Field == change.Field && permission.By.Contains(layer.Level));
        if (permission is null || isClosed)
        {
            return (null, LayerFault.NotPermitted);
        }

        var before = RuleField.Read(above, change.Field);
        var after = RuleField.Of(change.Value);
        if (before is null || after is null || before.Value.Kind != after.Value.Kind)
        {
            return (null, LayerFault.Unknown);
        }

        if (!Allows(permission, before.Value, after.Value))
        {
            return (null, LayerFault.Weaker);
        }

        try
        {
            return (With(rule, json =>
            {
                RuleField.Write(json, change.Field, change.Value);
                Append(json, "origins", new RuleOrigin(change.Field, layer.Id, change.Article, change.Text));
            }), null);
        }
        catch (FormatException)
        {
            return (null, LayerFault.Unsound);
        }
    }

    private static bool Allows(LayerAllowance permission, RuleField before, RuleField after) => permission.Change switch
    {
        LayerChange.Raise => after.CompareTo(before) >= 0,
        LayerChange.Lower => after.CompareTo(before) <= 0,
        _ => permission.Values.Contains(after.Word),
    };

    private static RulePack With(RulePack rule, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(rule.ToJson())!.AsObject();
        change(json);
        return RulePack.Parse(RulePackJson.Bytes(json));
    }

    private static void Append<T>(JsonObject json, string list, T added)
    {
        var item = RulePackJson.Node(added);
        var items = json[list]?.AsArray() ?? [];
        json[list] = new JsonArray([.. items.Where(known => list != "origins" || Field(known) != Field(item)).Select(known => known!.DeepClone()), item]);
    }

    private static string? Field(JsonNode? origin) => origin?["field"]?.GetValue<string>();

    private static RuleSource SourceOf(string id, DateOnly version, ReadOnlyMemory<byte> hash, LocalizedText title) =>
        new(id, version, Convert.ToHexStringLower(hash.Span), title);
}
