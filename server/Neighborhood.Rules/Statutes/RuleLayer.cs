using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Neighborhood.Rules.Statutes;

/// <summary>One thing that a layer sets.</summary>
/// <param name="Packs">Ids of the packs it applies to.</param>
/// <param name="Field">What it sets, as in <see cref="LayerAllowance.Field"/>.</param>
/// <param name="Value">
/// A number, true or false, or a word as the field has it; for a clause <c>{"numerator": 2, "denominator": 3, "comparison": "AT_LEAST"}</c>.
/// </param>
/// <param name="Article">Where it stands.</param>
/// <param name="Text">What it says.</param>
public sealed record RuleChange(IReadOnlyList<string> Packs, string Field, JsonNode Value, LocalizedText Article, LocalizedText Text);

/// <summary>
/// What a city's regulations or a neighbourhood's own rules of procedure add to the law, as versioned data. A layer only does what the pack above permits,
/// and never weakens it: see <see cref="EffectiveRule"/>.
/// </summary>
public sealed class RuleLayer
{
    private const int MaxChanges = 64;

    [JsonConstructor]
    private RuleLayer(string id, DateOnly version, LayerLevel level, LocalizedText title, LocalizedText note, IReadOnlyList<RuleChange> changes)
    {
        Id = id;
        Version = version;
        Level = level;
        Title = title;
        Note = note;
        Changes = changes;
    }

    /// <summary>Its name, the same in all versions.</summary>
    public string Id { get; }

    /// <summary>The day from which it holds.</summary>
    public DateOnly Version { get; }

    /// <summary>Whose it is.</summary>
    public LayerLevel Level { get; }

    /// <summary>Its title.</summary>
    public LocalizedText Title { get; }

    /// <summary>Where its texts come from.</summary>
    public LocalizedText Note { get; }

    /// <summary>What it sets.</summary>
    public IReadOnlyList<RuleChange> Changes { get; }

    /// <summary>Fields that the layers below may no longer set.</summary>
    public IReadOnlyList<string> Closes { get; init; } = [];

    /// <summary>The bytes it was read from.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>SHA-256 of <see cref="Bytes"/>.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Hash { get; private set; }

    /// <summary>Reads a layer.</summary>
    /// <exception cref="FormatException">It is not one; the message names the field.</exception>
    public static RuleLayer Parse(ReadOnlySpan<byte> json)
    {
        var layer = RulePackJson.Read<RuleLayer>(json);
        Require(RulePackCheck.IsId(layer.Id), "id: lower-case words joined by hyphens");
        Require(RulePackCheck.IsFilled(layer.Title) && RulePackCheck.IsFilled(layer.Note), "title, note: texts in both languages");
        Require(layer.Changes.Count is > 0 and <= MaxChanges, $"changes: 1 to {MaxChanges}");
        Require(layer.Closes.Count <= MaxChanges, $"closes: at most {MaxChanges}");
        Require(layer.Changes.All(change => change is { Packs.Count: > 0, Field.Length: > 0 }), "changes: packs and a field each");
        Require(
            layer.Changes.All(change => RulePackCheck.IsFilled(change.Article) && RulePackCheck.IsFilled(change.Text)),
            "changes: article and text in both languages");
        layer.Bytes = json.ToArray();
        layer.Hash = SHA256.HashData(json);
        return layer;
    }

    private static void Require(bool condition, string rule) => RulePackCheck.Require(condition, rule, "layer");
}
