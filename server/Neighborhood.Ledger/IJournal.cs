namespace Neighborhood.Ledger;

/// <summary>
/// Where ledgers are kept: the one port between the engine and a storage engine. Every journal passes the same suite
/// (<c>tests/Neighborhood.Ledger.Tests/JournalContract.cs</c>), in which each sentence with "must" below has a test named after it.
/// </summary>
/// <remarks>
/// A journal knows bytes, not facts: it neither parses nor hashes what it keeps. Its members may be called from any thread.
/// Every failure of the storage is a <see cref="JournalException"/>; after one, the journal must have returned to what is on disk
/// before the next call is answered (fail-stop), so that nothing half-written is ever read.
/// </remarks>
public interface IJournal : IAsyncDisposable
{
    /// <summary>The heads of all ledgers: what exists, and what is due next in each.</summary>
    Task<IReadOnlyList<LedgerHead>> ReadHeadsAsync(CancellationToken cancel);

    /// <summary>The head of one ledger, or null where it has never been written.</summary>
    Task<LedgerHead?> ReadHeadAsync(LedgerId ledger, CancellationToken cancel);

    /// <summary>
    /// The segments of one ledger in order, from the one that holds <paramref name="fromSequence"/>, without their side blocks.
    /// They must join without a gap or an overlap. No storage cursor may be held across a yield.
    /// </summary>
    IAsyncEnumerable<Segment> ReadSegmentsAsync(LedgerId ledger, long fromSequence, CancellationToken cancel);

    /// <summary>The side block of the segment that starts at <paramref name="firstSequence"/>; empty where it has none.</summary>
    Task<ReadOnlyMemory<byte>> ReadSideAsync(LedgerId ledger, long firstSequence, CancellationToken cancel);

    /// <summary>All vault records of one ledger.</summary>
    Task<IReadOnlyList<VaultRecord>> ReadVaultAsync(LedgerId ledger, CancellationToken cancel);

    /// <summary>All records of an expiring collection whose time has not come at <paramref name="now"/>.</summary>
    Task<IReadOnlyList<ExpiringRecord>> ReadExpiringAsync(string collection, DateTimeOffset now, CancellationToken cancel);

    /// <summary>
    /// Writes a batch in one transaction. It must be durable, whole, when the task completes, and must not be there in part after any
    /// failure. Every <see cref="LedgerWrite.Expected"/> must equal the head on disk, otherwise nothing is written and
    /// <see cref="StaleHeadException"/> tells which ledger has another owner. After an erasure no file of the journal may hold the erased bytes.
    /// </summary>
    /// <exception cref="JournalException">The batch is not there, or (<see cref="JournalException.OutcomeUnknown"/>) it is unknown.</exception>
    Task AppendAsync(JournalBatch batch, CancellationToken cancel);

    /// <summary>Bytes free on the disk that the journal grows on.</summary>
    long FreeSpaceBytes { get; }
}

/// <summary>The name of a ledger: <c>directory</c>, or <c>communities/{id}</c>.</summary>
public readonly record struct LedgerId(string Name)
{
    /// <summary>The ledger of accounts, communities and partner applications.</summary>
    public static readonly LedgerId Directory = new("directory");

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>What is compared and swapped by every write: how far a ledger reaches and who may write it.</summary>
/// <param name="Ledger">The ledger.</param>
/// <param name="NextSequence">The sequence of the next entry, which is the size of the tree.</param>
/// <param name="Root">The RFC 6962 root over all entries, 32 bytes.</param>
/// <param name="Epoch">Raised whenever another owner takes the ledger.</param>
/// <param name="NextDue">When the clock has something to do in this ledger next, or null: the durable index that wakes ledgers that sleep.</param>
public sealed record LedgerHead(LedgerId Ledger, long NextSequence, ReadOnlyMemory<byte> Root, long Epoch, DateTimeOffset? NextDue)
{
    /// <summary>Whether both stand at the same place of the same history with the same owner; what is due does not count.</summary>
    public bool SamePlaceAs(LedgerHead? other) =>
        other is not null && Ledger == other.Ledger && NextSequence == other.NextSequence && Epoch == other.Epoch && Root.Span.SequenceEqual(other.Root.Span);
}

/// <summary>The entries of one durable write of one ledger.</summary>
/// <param name="FirstSequence">The sequence of its first entry.</param>
/// <param name="Count">How many entries it holds, at least 1.</param>
/// <param name="Entries">Their stored bytes, each preceded by its length as a protobuf varint. At most <see cref="Limits.SegmentEntriesBytes"/>.</param>
/// <param name="LeafHashes">32 bytes per entry.</param>
/// <param name="Root">The root of the tree after it, 32 bytes.</param>
/// <param name="Requests">The request records of the commands that made it, opaque to the journal.</param>
/// <remarks>
/// Entries, leaf hashes, requests and side blocks of segments that join may be put one behind the other: that makes one segment that says the same. So a
/// journal may merge old small ones while nobody has it open.
/// </remarks>
public sealed record Segment(
    long FirstSequence, int Count, ReadOnlyMemory<byte> Entries, ReadOnlyMemory<byte> LeafHashes, ReadOnlyMemory<byte> Root, ReadOnlyMemory<byte> Requests);

/// <summary>A record of the vault (names, phones, unit numbers, user names): keyed, replaced as a whole, erasable.</summary>
public sealed record VaultRecord(string Key, ReadOnlyMemory<byte> Value);

/// <summary>A record that is no fact and goes by itself: sessions, refresh tokens, read marks.</summary>
public sealed record ExpiringRecord(string Collection, string Key, ReadOnlyMemory<byte> Value, DateTimeOffset ExpiresAt);

/// <summary>Overwrites <paramref name="Length"/> bytes at <paramref name="Offset"/> of a side block with zeros; its length stays.</summary>
/// <param name="FirstSequence">The first sequence of the block's segment.</param>
/// <param name="Offset">Where the range begins.</param>
/// <param name="Length">Its length.</param>
/// <param name="Leaf">
/// The leaf hash of the entry that the bytes belong to: 32 bytes. In a backup of a history that a restore abandoned another entry may stand at the same
/// place, which must not be erased for it.
/// </param>
public sealed record SideErasure(long FirstSequence, int Offset, int Length, ReadOnlyMemory<byte> Leaf);

/// <summary>What one batch does to one ledger.</summary>
/// <param name="Expected">The head that must be on disk, or null for a new ledger.</param>
/// <param name="Next">The head after the write.</param>
/// <param name="Segment">The entries, or null where only the vault, erasures or ownership change.</param>
/// <param name="Side">The side block of <paramref name="Segment"/>; may be empty. With the segment at most <see cref="Limits.SegmentBytes"/>.</param>
/// <param name="VaultPuts">Vault records to put or replace.</param>
/// <param name="VaultErasures">Keys of vault records to erase; keys that are not there are passed over.</param>
/// <param name="SideErasures">Ranges of earlier side blocks to erase.</param>
public sealed record LedgerWrite(
    LedgerHead? Expected,
    LedgerHead Next,
    Segment? Segment,
    ReadOnlyMemory<byte> Side,
    IReadOnlyList<VaultRecord> VaultPuts,
    IReadOnlyList<string> VaultErasures,
    IReadOnlyList<SideErasure> SideErasures);

/// <summary>Everything one transaction writes. A ledger may occur several times; its writes follow one another.</summary>
public sealed record JournalBatch(
    IReadOnlyList<LedgerWrite> Ledgers,
    IReadOnlyList<ExpiringRecord> ExpiringPuts,
    IReadOnlyList<(string Collection, string Key)> ExpiringDeletes);

/// <summary>The storage failed. Callers see UNAVAILABLE.</summary>
public class JournalException(string message, Exception? cause, bool outcomeUnknown) : Exception(message, cause)
{
    /// <summary>Whether the batch may have become durable all the same: its ledgers must be reloaded before anything else is decided.</summary>
    public bool OutcomeUnknown { get; } = outcomeUnknown;
}

/// <summary>The ledger's head on disk is not the expected one: somebody else owns it now. Nothing was written.</summary>
public sealed class StaleHeadException(LedgerId ledger)
    : JournalException($"The head of {ledger} on disk is not the one this writer expects.", null, false)
{
    /// <summary>The ledger that has another owner.</summary>
    public LedgerId Ledger { get; } = ledger;
}
