using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>The rules that hold in a community: what each announced poll pins, and what the next one would be announced under.</summary>
public sealed class RuleBook
{
    [NonSerialized]
    private readonly Dictionary<ByteString, RulePack> _pinned = [];

    private readonly List<AdoptedRules> _adopted = [];

    /// <summary>The city's layer, or null.</summary>
    [field: NonSerialized]
    public RuleLayer? City { get; private set; }

    /// <summary>The rules of procedure that were adopted here, oldest first; the last of those whose day has come holds.</summary>
    public IReadOnlyList<AdoptedRules> Adopted => _adopted;

    /// <summary>The rule that governs a matter at a time, or null.</summary>
    public RulePack? Effective(string matter, long nowMicros) => RulePacks.FindByMatter(matter, Today(nowMicros)) is { } pack
        ? EffectiveRule.Compose(pack, [.. Above(Today(nowMicros)), .. OwnOn(Today(nowMicros)) is { } own ? [own.Layer] : Array.Empty<RuleLayer>()])
        : null;

    /// <summary>What of these rules would have no effect here, with the law and the city's layer as they are on a day.</summary>
    public IEnumerable<LayerRefusal> Refusals(RuleLayer layer, DateOnly day)
    {
        var known = RulePacks.InForce(day).ToList();
        var unknown = layer.Changes.SelectMany(change => change.Packs, (change, pack) => (change, pack))
            .Where(one => known.TrueForAll(pack => pack.Id != one.pack))
            .Select(one => new LayerRefusal(one.pack, one.change.Field, LayerFault.Unknown));
        return unknown.Concat(known.SelectMany(pack => EffectiveRule.Refusals(pack, [.. Above(day), layer])));
    }

    internal void Apply(Entry entry)
    {
        if (entry.Fact.KindCase == Fact.KindOneofCase.CityLayerChosen)
        {
            City = ChosenCity(entry);
            return;
        }

        _adopted.Add(new AdoptedRules(entry.TimeMicros, entry.Fact.RulesAdopted));
    }

    /// <summary>Like a pack, a layer that changed under its own version would silently change the law.</summary>
    private static RuleLayer? ChosenCity(Entry entry)
    {
        var chosen = entry.Fact.CityLayerChosen;
        if (chosen.Id.Length == 0)
        {
            return null;
        }

        return RulePackView.FindCity(chosen.Id, chosen.Version) is { } layer && layer.Hash.Span.SequenceEqual(chosen.Hash.Span)
            ? layer
            : throw new InvalidOperationException($"This version lacks the layer {chosen.Id} {chosen.Version}, or has it in other words.");
    }

    /// <summary>The rules of procedure that hold on a day, or null.</summary>
    public AdoptedRules? OwnOn(DateOnly day) => _adopted.FindLast(adopted => adopted.Layer.Version <= day);

    private RuleLayer[] Above(DateOnly day) => City is null || City.Version > day ? [] : [City];

    /// <summary>A statute takes effect on a day of Chinese time, eight hours ahead of UTC.</summary>
    public static DateOnly Today(long nowMicros) =>
        DateOnly.FromDateTime(DateTime.UnixEpoch.AddTicks((nowMicros + (8 * Times.HourMicros)) * TimeSpan.TicksPerMicrosecond));

    /// <summary>What an announcement pins. Polls under the same rule share one.</summary>
    internal RulePack PinnedBy(long poll, PollAnnounced announced)
    {
        if (announced.EffectiveRule.IsEmpty)
        {
            return Published(poll, announced);
        }

        if (!_pinned.TryGetValue(announced.EffectiveRule, out var rule))
        {
            rule = RulePack.Parse(announced.EffectiveRule.Span);
            _pinned.Add(announced.EffectiveRule, rule);
        }

        return rule;
    }

    /// <summary>A pack that changed under its own version would silently change a law: the poll must not be decided by it.</summary>
    private static RulePack Published(long poll, PollAnnounced announced)
    {
        var pack = RulePackView.Find(announced.RulePack, announced.RulePackVersion);
        return pack is not null && pack.Hash.Span.SequenceEqual(announced.RulePackHash.Span)
            ? pack
            : throw new InvalidOperationException(
                $"Poll {poll} is pinned to rule pack {announced.RulePack} {announced.RulePackVersion}, which this version lacks or has in other words.");
    }
}

/// <summary>Rules of procedure that were adopted, with what decided it.</summary>
public sealed class AdoptedRules
{
    internal AdoptedRules(long timeMicros, RulesAdopted adopted)
    {
        TimeMicros = timeMicros;
        Fact = adopted;
        Layer = RuleLayer.Parse(adopted.Layer.Span);
    }

    /// <summary>When that was recorded.</summary>
    public long TimeMicros { get; }

    /// <summary>The record. Not to be changed.</summary>
    public RulesAdopted Fact { get; }

    /// <summary>The rules.</summary>
    [field: NonSerialized]
    public RuleLayer Layer { get; }
}
