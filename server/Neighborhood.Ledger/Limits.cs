namespace Neighborhood.Ledger;

/// <summary>Every limit of the engine, unit last. Each is tested at the limit and one past it.</summary>
public static class Limits
{
    /// <summary>Entries of one segment, in bytes.</summary>
    public const int SegmentEntriesBytes = 1 << 20;

    /// <summary>A whole segment with its side block, in bytes; LiteDB refuses documents over 16,683,050.</summary>
    public const int SegmentBytes = 8 << 20;

    /// <summary>The side block of segments merged into one, in bytes: whoever reads one text from disk reads all of it.</summary>
    public const int MergedSideBytes = 256 << 10;

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
    public const int JournalReadBytes = 256 << 10;

    /// <summary>What the first of several reads of segments brings: most readers want a single page.</summary>
    public const int JournalPageBytes = 128 << 10;

    /// <summary>Side blocks from which one write erases; a decision that erases from more entries than that is carried out in several.</summary>
    public const int ErasedBlocksCount = 256;

    /// <summary>Bytes of side blocks that one write of several takes up, unless a single block is larger.</summary>
    public const int ErasedBlocksBytes = 4 << 20;

    /// <summary>Entries in one note of what is still to be erased.</summary>
    public const int ErasureNoteCount = 4_096;

    /// <summary>Segments of one ledger that may wait for the disk before callers are refused with LEDGER_BUSY.</summary>
    public const int PendingSegmentsCount = 4;

    /// <summary>How long a refused caller is asked to wait, in milliseconds.</summary>
    public const int BusyRetryMilliseconds = 200;

    /// <summary>How long a request id is remembered, in hours of ledger time; it may be up to twice that.</summary>
    public const int RequestMemoryHours = 24;

    /// <summary>Room made at once for the requests of a ledger that wakes; beyond it the table grows as it fills.</summary>
    public const int RequestsReservedCount = 4 << 20;

    /// <summary>Bytes of texts kept in memory for all ledgers together.</summary>
    public const long ContentCacheBytes = 64 << 20;

    /// <summary>Events of one ledger kept in memory for watchers; whoever is further behind reads from disk.</summary>
    public const int FeedEventsCount = 4_096;

    /// <summary>Watchers of one server.</summary>
    public const int WatchersCount = 5_000;

    /// <summary>Free space below which the server only reads, in bytes.</summary>
    public const long FreeSpaceMarkBytes = 256L << 20;

    /// <summary>How far the clock may move away from the time that has really passed before writes stop, in seconds.</summary>
    public const int ClockJumpSeconds = 300;

    /// <summary>An absence shorter than this, in seconds, moves no deadline.</summary>
    public const int OutageGraceSeconds = 120;

    /// <summary>How long a ledger that failed is left alone before it is loaded again, in milliseconds.</summary>
    public const int ReloadDelayMilliseconds = 250;

    /// <summary>Facts the clock may make before one request is looked at.</summary>
    public const int DueFactsCount = 10_000;

    /// <summary>How often the clock looks for what is due, in milliseconds. A request finds it done in any case.</summary>
    public const int DueCheckMilliseconds = 1_000;

    /// <summary>Audit bundles that are made at once.</summary>
    public const int ExportsCount = 2;

    /// <summary>How long a caller waits who is refused for it, in milliseconds.</summary>
    public const int ExportRetryMilliseconds = 5_000;

    /// <summary>Entries served in one page.</summary>
    public const int EntriesPageCount = 1_000;

    /// <summary>How often heads that grew are sent to the witness, in milliseconds: so many entries of a ledger as come meanwhile need one signature.</summary>
    public const int CosignEveryMilliseconds = 2_000;

    /// <summary>How long the witness may take for one answer, in milliseconds.</summary>
    public const int CosignTimeoutMilliseconds = 10_000;

    /// <summary>After a failure a witness is left alone for twice as long each time, at most so long, in milliseconds; a ledger it refused, always.</summary>
    public const int CosignRetryMilliseconds = 300_000;

    /// <summary>A request to a witness, and its answer, in bytes.</summary>
    public const int WitnessBodyBytes = 64 << 10;

    /// <summary>Ledgers that a witness remembers; further ones are refused.</summary>
    public const int WitnessOriginsCount = 10_000;

    /// <summary>Ledgers that a status lists.</summary>
    public const int StatusLedgersCount = 100;
}
