namespace Neighborhood.Ledger.LiteDb;

/// <summary>What a journal has done since it was opened, for the benchmark and for operators.</summary>
/// <param name="Syncs">Times that a file was synced.</param>
/// <param name="Transactions">Transactions made durable.</param>
/// <param name="Batches">Batches in them.</param>
/// <param name="Segments">Segments in them.</param>
/// <param name="Openings">Times that the store was opened: 1, and once more after each storage error.</param>
public sealed record JournalStatistics(long Syncs, long Transactions, long Batches, long Segments, long Openings);

/// <summary>The running counters behind <see cref="JournalStatistics"/>.</summary>
internal sealed class JournalCounters
{
    private long syncs;
    private long transactions;
    private long batches;
    private long segments;
    private long openings;

    public JournalStatistics Read() => new(
        Interlocked.Read(ref syncs), Interlocked.Read(ref transactions), Interlocked.Read(ref batches), Interlocked.Read(ref segments),
        Interlocked.Read(ref openings));

    public void Synced() => Interlocked.Increment(ref syncs);

    public void Opened() => Interlocked.Increment(ref openings);

    public void Committed(int itsBatches, int itsSegments)
    {
        Interlocked.Increment(ref transactions);
        Interlocked.Add(ref batches, itsBatches);
        Interlocked.Add(ref segments, itsSegments);
    }
}
