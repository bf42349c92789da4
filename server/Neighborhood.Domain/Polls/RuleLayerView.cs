using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Rules.Statutes;
using Contract = Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>A layer as the contract shows it.</summary>
internal static class RuleLayerView
{
    /// <summary>A city's.</summary>
    public static Contract.RuleLayer Of(RuleLayer layer, bool isInForce) => new()
    {
        Id = layer.Id,
        Version = RulePackView.VersionOf(layer.Version),
        Level = layer.Level == LayerLevel.City ? Contract.RuleLayer.Types.Level.City : Contract.RuleLayer.Types.Level.Community,
        TitleZh = layer.Title.Zh,
        TitleEn = layer.Title.En,
        NoteZh = layer.Note.Zh,
        NoteEn = layer.Note.En,
        Hash = UnsafeByteOperations.UnsafeWrap(layer.Hash),
        Json = UnsafeByteOperations.UnsafeWrap(layer.Bytes),
        InForce = isInForce,
    };

    /// <summary>Rules adopted here.</summary>
    public static Contract.RuleLayer Of(CommunityState state, AdoptedRules adopted, long nowMicros)
    {
        var shown = Of(adopted.Layer, adopted == state.Rules.OwnOn(RuleBook.Today(nowMicros)));
        shown.RecordTime = Times.Timestamp(adopted.TimeMicros);
        shown.RecordedBy = state.Person(adopted.Fact.RecordedBy);
        shown.Poll = Names.Of(state.Id, "polls", adopted.Fact.Poll);
        shown.Document = adopted.Fact.Document;
        return shown;
    }
}
