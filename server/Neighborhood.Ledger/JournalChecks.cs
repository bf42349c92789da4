namespace Neighborhood.Ledger;

/// <summary>
/// What every journal refuses before it writes anything. A violation is a mistake of the engine, not of a caller, so it is an
/// <see cref="ArgumentException"/>.
/// </summary>
public static class JournalChecks
{
    private const int HashBytes = 32;

    /// <summary>Throws unless every write of the batch is well formed and within <see cref="Limits"/>.</summary>
    public static void EnsureWellFormed(JournalBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        foreach (var write in batch.Ledgers) EnsureWellFormed(write);
        foreach (var record in batch.ExpiringPuts)
        {
            EnsureName(record.Collection);
            EnsureKey(record.Key);
            Require(record.Value.Length <= Limits.JournalValueBytes, "An expiring record is larger than JournalValueBytes.");
        }

        foreach (var (collection, key) in batch.ExpiringDeletes)
        {
            EnsureName(collection);
            EnsureKey(key);
        }
    }

    private static void EnsureWellFormed(LedgerWrite write)
    {
        var next = write.Next;
        EnsureName(next.Ledger.Name);
        Require(write.Expected is null || write.Expected.Ledger == next.Ledger, "The expected and the next head are of different ledgers.");
        Require(next.Root.Length == HashBytes, "The root of a head is not 32 bytes.");
        var start = write.Expected?.NextSequence ?? 0;
        if (write.Segment is { } segment) EnsureJoins(segment, start, next, write.Side.Length);
        Require(write.Segment is not null || next.NextSequence == start, "The head moves without a segment.");
        Require(write.Segment is not null || write.Side.IsEmpty, "A side block has no segment.");
        foreach (var record in write.VaultPuts)
        {
            EnsureKey(record.Key);
            Require(record.Value.Length <= Limits.JournalValueBytes, "A vault record is larger than JournalValueBytes.");
        }

        foreach (var key in write.VaultErasures) EnsureKey(key);
        foreach (var erasure in write.SideErasures) Require(erasure.Leaf.Length == HashBytes, "The leaf hash of what is erased is not 32 bytes.");
    }

    private static void EnsureJoins(Segment segment, long start, LedgerHead next, int sideBytes)
    {
        Require(segment.FirstSequence == start, "The segment does not start where its ledger ends.");
        Require(segment.Count >= 1, "A segment holds at least one entry.");
        Require(next.NextSequence == start + segment.Count, "The head does not stand after its segment.");
        Require(segment.Root.Length == HashBytes && segment.Root.Span.SequenceEqual(next.Root.Span), "The roots of segment and head differ.");
        Require(segment.LeafHashes.Length == (long)segment.Count * HashBytes, "A segment holds one leaf hash of 32 bytes per entry.");
        Require(segment.Entries.Length <= Limits.SegmentEntriesBytes, "The entries are larger than SegmentEntriesBytes.");
        var bytes = (long)segment.Entries.Length + segment.LeafHashes.Length + segment.Requests.Length + sideBytes;
        Require(bytes <= Limits.SegmentBytes, "The segment with its side block is larger than SegmentBytes.");
    }

    private static void EnsureName(string name) =>
        Require(name.Length is > 0 and <= Limits.JournalNameChars && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.'),
            "A name has 1 to JournalNameChars ASCII letters, digits, '/', '-', '_' or '.'.");

    private static void EnsureKey(string key) =>
        Require(key.Length is > 0 and <= Limits.JournalKeyChars, "A key has 1 to JournalKeyChars characters.");

    private static void Require(bool holds, string sentence)
    {
        if (!holds) throw new ArgumentException(sentence);
    }
}
