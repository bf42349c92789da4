using System.Globalization;
using System.Runtime.InteropServices;
using LiteDB;

namespace Neighborhood.Ledger.LiteDb;

/// <summary>A head with the number that stands for its ledger in the keys of its other documents.</summary>
internal sealed record HeadRow(LedgerHead Head, int Number);

/// <summary>What belongs to the whole store.</summary>
/// <param name="Format">The version of this layout.</param>
/// <param name="Salt">Keys the digests in the erasure list, so that they tell nothing to whoever has only the list.</param>
/// <param name="Erasures">The number of the last erasure in this file.</param>
internal sealed record StoreFacts(int Format, byte[] Salt, long Erasures);

/// <summary>The collections, their keys and the shapes of their documents. Field names are short because each document repeats them.</summary>
internal static class Documents
{
    public const int Format = 1;
    public const string Heads = "heads";
    public const string Segments = "segments";
    public const string Sides = "sides";
    public const string Recent = "recent";
    public const string Vault = "vault";
    public const string Expiring = "expiring";
    public const string Facts = "facts";
    public const string ExpiryIndex = "expires";
    public const string Expires = "x";
    public const string Value = "v";

    private const string FactsKey = "store";
    private const string Members = "s";

    public static readonly IReadOnlyList<string> Collections = [Heads, Segments, Sides, Recent, Vault, Expiring, Facts];

    /// <summary>Ledger number and first sequence in hexadecimal: the order of keys is the order of segments.</summary>
    public static string SegmentKey(int number, long firstSequence) => $"{number:x8}{firstSequence:x16}";

    /// <summary>The first sequence in a segment's or side's key.</summary>
    public static long SequenceIn(string key) => long.Parse(key.AsSpan(8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>The ledger's number in a key.</summary>
    public static int NumberIn(string key) => int.Parse(key.AsSpan(0, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    public static string VaultKey(int number, string key) => $"{number:x8}/{key}";

    public static string KeyInVault(string key) => key[9..];

    /// <summary>Roughly what a document holds: its binary fields.</summary>
    public static long BytesOf(BsonDocument document) => document.Values.Sum(value =>
        value.IsBinary ? value.AsBinary.Length : value.IsArray ? value.AsArray.Sum(member => BytesOf(member.AsDocument)) : 0L);

    /// <summary>After every key there is.</summary>
    public const string LastKey = "\uffff";

    /// <summary>The smallest key after a key.</summary>
    public static string After(string key) => key + '\0';

    /// <summary>The end of the range of keys that start with a prefix.</summary>
    public static string AfterPrefix(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

    /// <summary>A space sorts before every character of a collection's name, so that no other collection stands within its range.</summary>
    public static string ExpiringKey(string collection, string key) => $"{collection} {key}";

    public static BsonDocument Of(HeadRow row) => new()
    {
        ["_id"] = row.Head.Ledger.Name,
        ["n"] = row.Number,
        ["s"] = row.Head.NextSequence,
        ["r"] = Bytes(row.Head.Root),
        ["e"] = row.Head.Epoch,
        ["d"] = row.Head.NextDue is { } due ? new BsonValue(due.UtcTicks) : BsonValue.Null,
    };

    public static HeadRow ToHead(BsonDocument document) => new(
        new LedgerHead(new LedgerId(document["_id"].AsString), document["s"].AsInt64, document["r"].AsBinary, document["e"].AsInt64,
            document["d"].IsNull ? null : new DateTimeOffset(document["d"].AsInt64, TimeSpan.Zero)),
        document["n"].AsInt32);

    public static BsonDocument Of(int number, Segment segment) => new()
    {
        ["_id"] = SegmentKey(number, segment.FirstSequence),
        ["n"] = segment.Count,
        ["r"] = Bytes(segment.Root),
        ["h"] = Bytes(segment.LeafHashes),
        ["q"] = Bytes(segment.Requests),
        ["e"] = Bytes(segment.Entries),
    };

    public static Segment ToSegment(BsonDocument document) => new(
        SequenceIn(document["_id"].AsString), document["n"].AsInt32, document["e"].AsBinary, document["h"].AsBinary, document["r"].AsBinary,
        document["q"].AsBinary);

    /// <summary>A segment with its side block, as it stands in a group.</summary>
    public static BsonDocument Of(int number, Segment segment, ReadOnlyMemory<byte> side)
    {
        var document = Of(number, segment);
        document[Value] = Bytes(side);
        return document;
    }

    /// <summary>A group of small segments: the recent ones of a transaction, or those of a ledger that join, under the key of the first.</summary>
    public static BsonDocument Of(string key, IEnumerable<BsonDocument> segments) => new()
    {
        ["_id"] = key,
        [Members] = new BsonArray(segments),
    };

    /// <summary>The segments of a document: those of a group, or itself.</summary>
    public static IEnumerable<BsonDocument> SegmentsIn(BsonDocument document) =>
        document.TryGetValue(Members, out var members) ? members.AsArray.Select(member => member.AsDocument) : [document];

    /// <summary>Whether a segment's side block stands with it.</summary>
    public static bool HasSide(BsonDocument segment) => segment.TryGetValue(Value, out var side) && side.AsBinary.Length > 0;

    /// <summary>The order of keys is the order of transactions.</summary>
    public static string RecentKey(long transaction) => $"{transaction:x16}";

    public static long TransactionIn(string recentKey) => long.Parse(recentKey, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>A side block or vault record.</summary>
    public static BsonDocument Of(string key, ReadOnlyMemory<byte> value) => new() { ["_id"] = key, [Value] = Bytes(value) };

    public static BsonDocument Of(ExpiringRecord record) => new()
    {
        ["_id"] = ExpiringKey(record.Collection, record.Key),
        [Expires] = record.ExpiresAt.UtcTicks,
        [Value] = Bytes(record.Value),
    };

    public static ExpiringRecord ToExpiring(string collection, BsonDocument document) => new(
        collection, document["_id"].AsString[(collection.Length + 1)..], document[Value].AsBinary,
        new DateTimeOffset(document[Expires].AsInt64, TimeSpan.Zero));

    public static BsonDocument Of(StoreFacts facts) => new()
    {
        ["_id"] = FactsKey,
        ["f"] = facts.Format,
        ["k"] = facts.Salt,
        ["e"] = facts.Erasures,
    };

    public static StoreFacts ToFacts(BsonDocument document) => new(document["f"].AsInt32, document["k"].AsBinary, document["e"].AsInt64);

    /// <summary>The array itself where the memory is a whole one: a segment of 1 MiB is copied once, into LiteDB's pages.</summary>
    private static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var part) && part.Offset == 0 && part.Array is { } array && array.Length == part.Count
            ? array
            : memory.ToArray();
}
