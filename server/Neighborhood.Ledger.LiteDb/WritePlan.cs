using System.Security.Cryptography;
using System.Text;
using LiteDB;

namespace Neighborhood.Ledger.LiteDb;

/// <summary>
/// Everything that one transaction will write, worked out before it begins: a stale head or a wrong range is found while nothing has been
/// touched, and LiteDB never has to roll back. One plan per batch, merged into one per transaction.
/// </summary>
internal sealed class WritePlan(StoreView before)
{
    private readonly Dictionary<LedgerId, HeadRow> heads = [];
    private readonly Dictionary<string, BsonDocument?> vault = [];
    private readonly Dictionary<string, BsonDocument?> expiring = [];
    private readonly RecentSegments recent = new([]);
    private readonly List<Erasure> erasures = [];
    private int newLedgers;

    public IReadOnlyCollection<HeadRow> Heads => heads.Values;

    /// <summary>Segments and groups of them that are put into their places, and groups from whose side blocks something was erased.</summary>
    public PlannedDocuments Segments { get; } = new();

    /// <summary>The side blocks of large segments, new ones and those from which something was erased.</summary>
    public PlannedDocuments Sides { get; } = new();

    /// <summary>Small segments that are left behind the others for now.</summary>
    public RecentSegments Recent => recent;

    /// <summary>Whether everything that was recent before is put into its place.</summary>
    public bool IsSettling { get; private set; }

    /// <summary>Segments that it was told to write.</summary>
    public int SegmentCount { get; private set; }

    public IReadOnlyDictionary<string, BsonDocument?> Vault => vault;

    public IReadOnlyDictionary<string, BsonDocument?> Expiring => expiring;

    public IReadOnlyList<Erasure> Erasures => erasures;

    /// <summary>Roughly what it will write.</summary>
    public long Bytes { get; private set; }

    public int Batches { get; private set; }

    /// <summary>A plan for one more batch in the same transaction, which sees what this one will write.</summary>
    public WritePlan Next() => new(new StoreView(HeadOf, () => before.Ledgers() + newLedgers, SideOf, RecentOf, RecentNow, before.Salt));

    /// <exception cref="StaleHeadException">A head is not the expected one.</exception>
    public void Add(JournalBatch batch)
    {
        foreach (var write in batch.Ledgers) Add(write);
        foreach (var record in batch.ExpiringPuts)
        {
            expiring[Documents.ExpiringKey(record.Collection, record.Key)] = Documents.Of(record);
            Bytes += record.Value.Length;
        }

        foreach (var (collection, key) in batch.ExpiringDeletes) expiring[Documents.ExpiringKey(collection, key)] = null;
        Batches++;
    }

    /// <summary>Takes over what a plan made by <see cref="Next"/> will write.</summary>
    public void Merge(WritePlan later)
    {
        foreach (var (ledger, row) in later.heads) heads[ledger] = row;
        Segments.Take(later.Segments);
        Sides.Take(later.Sides);
        foreach (var (key, document) in later.vault) vault[key] = document;
        foreach (var (key, document) in later.expiring) expiring[key] = document;
        if (later.IsSettling) recent.Clear();
        IsSettling |= later.IsSettling;
        foreach (var document in later.recent.All) recent.Add(document);
        SegmentCount += later.SegmentCount;
        erasures.AddRange(later.erasures);
        newLedgers += later.newLedgers;
        Bytes += later.Bytes;
        Batches += later.Batches;
    }

    /// <summary>Deletes expired records by their document keys, unless a batch puts them anew.</summary>
    public void Forget(IEnumerable<string> expiredKeys)
    {
        foreach (var key in expiredKeys) expiring.TryAdd(key, null);
    }

    /// <summary>Puts everything recent into its place, this plan's included.</summary>
    public void Settle()
    {
        foreach (var group in RecentSegments.Groups(RecentNow())) Segments.Insert(group);
        recent.Clear();
        IsSettling = true;
    }

    private void Add(LedgerWrite write)
    {
        var ledger = write.Next.Ledger;
        var row = HeadOf(ledger);
        var isExpected = write.Expected is null ? row is null : write.Expected.SamePlaceAs(row?.Head);
        if (!isExpected) throw new StaleHeadException(ledger);
        var number = row?.Number ?? before.Ledgers() + ++newLedgers;
        heads[ledger] = new HeadRow(write.Next, number);
        if (write.Segment is { } segment) Add(number, segment, write.Side);
        foreach (var record in write.VaultPuts)
        {
            vault[Documents.VaultKey(number, record.Key)] = Documents.Of(Documents.VaultKey(number, record.Key), record.Value);
            Bytes += record.Value.Length;
        }

        foreach (var key in write.VaultErasures) EraseFromVault(ledger, number, key);
        foreach (var erasures in write.SideErasures.GroupBy(erasure => erasure.FirstSequence)) EraseFromSide(ledger, number, erasures.Key, [.. erasures]);
    }

    private void Add(int number, Segment segment, ReadOnlyMemory<byte> side)
    {
        var bytes = segment.Entries.Length + segment.LeafHashes.Length + segment.Requests.Length + side.Length;
        SegmentCount++;
        Bytes += bytes;
        if (bytes <= RecentSegments.MaxSegmentBytes)
        {
            recent.Add(Documents.Of(number, segment, side));
            return;
        }

        // Recent segments come behind all others of their ledger.
        if (RecentOf(number).Any()) Settle();
        Segments.Insert(Documents.Of(number, segment));
        if (!side.IsEmpty) Sides.Insert(Documents.Of(Documents.SegmentKey(number, segment.FirstSequence), side));
    }

    private void EraseFromVault(LedgerId ledger, int number, string key)
    {
        vault[Documents.VaultKey(number, key)] = null;
        erasures.Add(new VaultErased(ledger.Name, Erasure.DigestOf(before.Salt, key)));
    }

    /// <summary>A side block is copied once, however many ranges of it go: at the end of a poll those are two of every ballot in it.</summary>
    private void EraseFromSide(LedgerId ledger, int number, long firstSequence, SideErasure[] ranges)
    {
        var key = Documents.SegmentKey(number, firstSequence);
        if (RecentOf(number).FirstOrDefault() is { } oldest && string.CompareOrdinal(oldest["_id"].AsString, key) <= 0) Settle();
        var holder = SideOf(key) ?? throw new ArgumentException($"{ledger} has no side block at {firstSequence}.");
        var erased = (byte[])holder.Side.Clone();
        foreach (var range in ranges)
        {
            var isInside = range.Offset >= 0 && range.Length >= 0 && (long)range.Offset + range.Length <= erased.Length;
            if (!isInside) throw new ArgumentException($"The range to erase is not within the side block at {firstSequence} of {ledger}.");
            erased.AsSpan(range.Offset, range.Length).Clear();
            erasures.Add(new SideErased(ledger.Name, firstSequence, range.Offset, range.Length, Convert.ToHexStringLower(range.Leaf.Span)));
        }

        (holder.Collection == Documents.Sides ? Sides : Segments).Change(holder.With(erased));
        Bytes += erased.Length;
    }

    private IEnumerable<BsonDocument> RecentNow() => IsSettling ? recent.All : before.Recent().Concat(recent.All);

    private IEnumerable<BsonDocument> RecentOf(int number) => IsSettling ? recent.Of(number) : before.RecentOf(number).Concat(recent.Of(number));

    private HeadRow? HeadOf(LedgerId ledger) => heads.TryGetValue(ledger, out var row) ? row : before.Head(ledger);

    private SideHolder? SideOf(string key) =>
        SideHolder.OfSide(Sides.Find(key)) ?? SideHolder.InGroup(Segments.LastUpTo(key), key) ?? before.Side(key);
}

/// <summary>What a plan is made on top of: a store, or another plan for the same transaction.</summary>
/// <param name="Head">The head of a ledger.</param>
/// <param name="Ledgers">How many ledgers there are.</param>
/// <param name="Side">The side block of a segment's key.</param>
/// <param name="RecentOf">The recent segments of a ledger, by its number.</param>
/// <param name="Recent">All recent segments.</param>
/// <param name="Salt">Keys the digests in the erasure list.</param>
internal sealed record StoreView(
    Func<LedgerId, HeadRow?> Head,
    Func<int> Ledgers,
    Func<string, SideHolder?> Side,
    Func<int, IEnumerable<BsonDocument>> RecentOf,
    Func<IEnumerable<BsonDocument>> Recent,
    byte[] Salt);

/// <summary>One line of the erasure list; never personal data.</summary>
internal abstract record Erasure(string Ledger)
{
    /// <summary>What stands for a vault key in the list: an HMAC, because a key may be a user name.</summary>
    public static string DigestOf(byte[] salt, string key) => Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(key)));
}

internal sealed record VaultErased(string Ledger, string KeyDigest) : Erasure(Ledger);

internal sealed record SideErased(string Ledger, long FirstSequence, int Offset, int Length, string Leaf) : Erasure(Ledger);
