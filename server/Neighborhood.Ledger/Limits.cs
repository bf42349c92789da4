namespace Neighborhood.Ledger;

/// <summary>Every limit of the engine, unit last. Each is tested at the limit and one past it.</summary>
public static class Limits
{
    /// <summary>Entries of one segment, in bytes.</summary>
    public const int SegmentEntriesBytes = 1 << 20;

    /// <summary>A whole segment with its side block, in bytes; LiteDB refuses documents over 16,683,050.</summary>
    public const int SegmentBytes = 8 << 20;

    /// <summary>The name of a ledger and of an expiring collection, in characters.</summary>
    public const int JournalNameChars = 200;

    /// <summary>The key of a vault or expiring record, in characters; LiteDB refuses index keys over 1,023 bytes of UTF-8.</summary>
    public const int JournalKeyChars = 250;

    /// <summary>The value of one vault or expiring record, in bytes.</summary>
    public const int JournalValueBytes = 1 << 20;

    /// <summary>Batches that wait for the writer of a journal; further ones wait before they are queued.</summary>
    public const int JournalQueueBatches = 256;

    /// <summary>Batches of several callers are written together up to this many bytes.</summary>
    public const int JournalGroupBytes = 16 << 20;

    /// <summary>Reads of a journal that run or wait at once; further ones wait before they are queued.</summary>
    public const int JournalReads = 256;

    /// <summary>Threads that read from a journal.</summary>
    public const int JournalReaderThreads = 2;

    /// <summary>What one bounded read of segments brings at most, in bytes, unless a single segment is larger.</summary>
    public const int JournalReadBytes = 4 << 20;
}
