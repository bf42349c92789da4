using System.Security.Cryptography;
using System.Text;
using LiteDB;

namespace Neighborhood.Ledger.LiteDb;

/// <summary>
/// Everything that one transaction will write, worked out before it begins: a stale head or a wrong range is found while nothing has been
/// touched, and LiteDB never has to roll back. One plan per batch, merged into one per transaction.
/// </summary>
internal sealed class WritePlan(Func<LedgerId, HeadRow?> headBefore, Func<int> ledgersBefore, Func<string, byte[]?> sideBefore, byte[] salt)
{
    private readonly Dictionary<LedgerId, HeadRow> heads = [];
    private readonly Dictionary<string, byte[]> newSides = [];
    private readonly Dictionary<string, byte[]> changedSides = [];
    private readonly Dictionary<string, BsonDocument?> vault = [];
    private readonly Dictionary<string, BsonDocument?> expiring = [];
    private readonly List<BsonDocument> segments = [];
    private readonly List<Erasure> erasures = [];
    private int newLedgers;

    public IReadOnlyCollection<HeadRow> Heads => heads.Values;

    public IReadOnlyList<BsonDocument> Segments => segments;

    /// <summary>The side blocks of <see cref="Segments"/>: LiteDB looks for none of them before it inserts them.</summary>
    public IEnumerable<BsonDocument> NewSides => newSides.Select(side => Documents.Of(side.Key, side.Value));

    /// <summary>Side blocks from which something was erased.</summary>
    public IEnumerable<BsonDocument> ChangedSides => changedSides.Select(side => Documents.Of(side.Key, side.Value));

    public IReadOnlyDictionary<string, BsonDocument?> Vault => vault;

    public IReadOnlyDictionary<string, BsonDocument?> Expiring => expiring;

    public IReadOnlyList<Erasure> Erasures => erasures;

    /// <summary>Roughly what it will write.</summary>
    public long Bytes { get; private set; }

    public int Batches { get; private set; }

    /// <summary>A plan for one more batch in the same transaction, which sees what this one will write.</summary>
    public WritePlan Next() => new(HeadOf, () => ledgersBefore() + newLedgers, SideOf, salt);

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
        foreach (var (key, side) in later.newSides) newSides[key] = side;
        foreach (var (key, side) in later.changedSides) Change(key, side);
        foreach (var (key, document) in later.vault) vault[key] = document;
        foreach (var (key, document) in later.expiring) expiring[key] = document;
        segments.AddRange(later.segments);
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

    private void Add(LedgerWrite write)
    {
        var ledger = write.Next.Ledger;
        var before = HeadOf(ledger);
        var isExpected = write.Expected is null ? before is null : write.Expected.SamePlaceAs(before?.Head);
        if (!isExpected) throw new StaleHeadException(ledger);
        var number = before?.Number ?? ledgersBefore() + ++newLedgers;
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
        segments.Add(Documents.Of(number, segment));
        if (!side.IsEmpty) newSides[Documents.SegmentKey(number, segment.FirstSequence)] = side.ToArray();
        Bytes += segment.Entries.Length + segment.LeafHashes.Length + segment.Requests.Length + side.Length;
    }

    private void EraseFromVault(LedgerId ledger, int number, string key)
    {
        vault[Documents.VaultKey(number, key)] = null;
        erasures.Add(new VaultErased(ledger.Name, Erasure.DigestOf(salt, key)));
    }

    /// <summary>A side block is copied once, however many ranges of it go: at the end of a poll those are two of every ballot in it.</summary>
    private void EraseFromSide(LedgerId ledger, int number, long firstSequence, SideErasure[] ranges)
    {
        var key = Documents.SegmentKey(number, firstSequence);
        var side = SideOf(key) ?? throw new ArgumentException($"{ledger} has no side block at {firstSequence}.");
        var erased = (byte[])side.Clone();
        foreach (var range in ranges)
        {
            var isInside = range.Offset >= 0 && range.Length >= 0 && (long)range.Offset + range.Length <= side.Length;
            if (!isInside) throw new ArgumentException($"The range to erase is not within the side block at {firstSequence} of {ledger}.");
            erased.AsSpan(range.Offset, range.Length).Clear();
            erasures.Add(new SideErased(ledger.Name, firstSequence, range.Offset, range.Length, Convert.ToHexStringLower(range.Leaf.Span)));
        }

        Change(key, erased);
        Bytes += erased.Length;
    }

    private HeadRow? HeadOf(LedgerId ledger) => heads.TryGetValue(ledger, out var row) ? row : headBefore(ledger);

    private byte[]? SideOf(string key) => newSides.GetValueOrDefault(key) ?? changedSides.GetValueOrDefault(key) ?? sideBefore(key);

    private void Change(string key, byte[] side) => (newSides.ContainsKey(key) ? newSides : changedSides)[key] = side;
}

/// <summary>One line of the erasure list; never personal data.</summary>
internal abstract record Erasure(string Ledger)
{
    /// <summary>What stands for a vault key in the list: an HMAC, because a key may be a user name.</summary>
    public static string DigestOf(byte[] salt, string key) => Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(key)));
}

internal sealed record VaultErased(string Ledger, string KeyDigest) : Erasure(Ledger);

internal sealed record SideErased(string Ledger, long FirstSequence, int Offset, int Length, string Leaf) : Erasure(Ledger);
