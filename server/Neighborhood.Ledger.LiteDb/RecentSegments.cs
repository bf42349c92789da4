using LiteDB;
using LiteDB.Engine;

namespace Neighborhood.Ledger.LiteDb;

/// <summary>
/// The small segments written last. LiteDB finds the place of each new key by a search through the whole index, which costs the more the more segments there
/// are, and under many ledgers each of them stands somewhere else. So the small segments of a transaction, of whatever ledgers, are one group at the end of a
/// collection of their own. Once they are many, all of them are put into their places together, as groups again, one or a few for each ledger
/// (<see cref="Groups"/>). A ledger's recent segments come behind all its others.
/// </summary>
internal sealed class RecentSegments
{
    /// <summary>A segment that is larger with its side block is put into its place at once.</summary>
    public const int MaxSegmentBytes = 16 << 10;

    private const long MaxGroupBytes = 16 << 10;

    private readonly Dictionary<int, List<BsonDocument>> byLedger = [];
    private readonly List<BsonValue> keys = [];
    private long next;

    /// <param name="transactions">The documents of the collection, in the order of their keys.</param>
    public RecentSegments(IReadOnlyList<BsonDocument> transactions)
    {
        foreach (var document in transactions.SelectMany(Documents.SegmentsIn)) Add(document);
        keys.AddRange(transactions.Select(document => document["_id"]));
        next = keys.Count == 0 ? 0 : Documents.TransactionIn(keys[^1].AsString) + 1;
    }

    /// <summary>What they hold.</summary>
    public long Bytes { get; private set; }

    /// <summary>The keys of the documents in which they stand.</summary>
    public IReadOnlyCollection<BsonValue> Keys => keys;

    /// <summary>The key of the next such document.</summary>
    public string NextKey => Documents.RecentKey(next);

    /// <summary>The numbers of the ledgers that have some.</summary>
    public IReadOnlyCollection<int> Ledgers => byLedger.Keys;

    /// <summary>All of them, those of a ledger in order.</summary>
    public IEnumerable<BsonDocument> All => byLedger.Values.SelectMany(some => some);

    /// <summary>Those of a ledger, in order.</summary>
    public IReadOnlyList<BsonDocument> Of(int number) => byLedger.GetValueOrDefault(number) ?? [];

    /// <summary>Those of a ledger from the one that holds a sequence; all of them where they begin behind it.</summary>
    public IEnumerable<BsonDocument> Of(int number, long sequence)
    {
        var some = Of(number);
        return some.Skip(CountUpTo(some, Documents.SegmentKey(number, sequence)) - 1);
    }

    /// <summary>The one of a segment's key, or null.</summary>
    public BsonDocument? Find(string key)
    {
        var some = Of(Documents.NumberIn(key));
        return CountUpTo(some, key) is > 0 and var count && some[count - 1]["_id"].AsString == key ? some[count - 1] : null;
    }

    public void Add(BsonDocument document)
    {
        var number = Documents.NumberIn(document["_id"].AsString);
        if (!byLedger.TryGetValue(number, out var some)) byLedger[number] = some = [];
        some.Add(document);
        Bytes += Documents.BytesOf(document);
    }

    /// <summary>Adds those of a transaction, which stand in a document of <see cref="NextKey"/>.</summary>
    public void Take(RecentSegments later)
    {
        if (later.Bytes == 0) return;
        foreach (var document in later.All) Add(document);
        keys.Add(NextKey);
        next++;
    }

    public void Clear()
    {
        byLedger.Clear();
        keys.Clear();
        Bytes = 0;
    }

    /// <summary>The groups that these become in their places: each of one ledger, and small enough to be read whole for one of them.</summary>
    public static IEnumerable<BsonDocument> Groups(IEnumerable<BsonDocument> segments)
    {
        foreach (var ledger in segments.GroupBy(segment => Documents.NumberIn(segment["_id"].AsString)))
        {
            var (group, bytes) = (new List<BsonDocument>(), 0L);
            foreach (var segment in ledger)
            {
                var its = Documents.BytesOf(segment);
                if (group.Count > 0 && bytes + its > MaxGroupBytes)
                {
                    yield return Documents.Of(group[0]["_id"].AsString, group);
                    (group, bytes) = ([], 0);
                }

                group.Add(segment);
                bytes += its;
            }

            yield return Documents.Of(group[0]["_id"].AsString, group);
        }
    }

    /// <summary>How many have keys up to this one.</summary>
    private static int CountUpTo(IReadOnlyList<BsonDocument> some, string key)
    {
        var (low, high) = (0, some.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(some[middle]["_id"].AsString, key) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Puts those of a file that is not in use into their places.</summary>
    public static void Settle(LiteEngine engine, IReadOnlyList<BsonDocument> transactions)
    {
        if (transactions.Count == 0) return;
        engine.Insert(Documents.Segments, Groups(transactions.SelectMany(Documents.SegmentsIn)), BsonAutoId.ObjectId);
        engine.Delete(Documents.Recent, transactions.Select(document => document["_id"]));
        engine.Checkpoint();
    }
}
