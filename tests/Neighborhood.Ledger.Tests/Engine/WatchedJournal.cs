namespace Neighborhood.Ledger.Tests.Engine;

/// <summary>
/// Any journal, with something done before each batch reaches it: there a test sees the order of writes, acts between them, and makes them fail.
/// </summary>
internal sealed class WatchedJournal(IJournal journal) : IJournal
{
    /// <summary>What is done before a batch is written.</summary>
    public Func<JournalBatch, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>What is done with a side block that was read before the engine has it.</summary>
    public Func<ReadOnlyMemory<byte>, Task<ReadOnlyMemory<byte>>> Beside { get; set; } = Task.FromResult;

    public long FreeSpaceBytes => journal.FreeSpaceBytes;

    public Task<IReadOnlyList<LedgerHead>> ReadHeadsAsync(CancellationToken cancel) => journal.ReadHeadsAsync(cancel);

    public Task<LedgerHead?> ReadHeadAsync(LedgerId ledger, CancellationToken cancel) => journal.ReadHeadAsync(ledger, cancel);

    public IAsyncEnumerable<Segment> ReadSegmentsAsync(LedgerId ledger, long fromSequence, CancellationToken cancel) =>
        journal.ReadSegmentsAsync(ledger, fromSequence, cancel);

    public async Task<ReadOnlyMemory<byte>> ReadSideAsync(LedgerId ledger, long firstSequence, CancellationToken cancel) =>
        await Beside(await journal.ReadSideAsync(ledger, firstSequence, cancel));

    public Task<IReadOnlyList<VaultRecord>> ReadVaultAsync(LedgerId ledger, CancellationToken cancel) => journal.ReadVaultAsync(ledger, cancel);

    public Task<IReadOnlyList<ExpiringRecord>> ReadExpiringAsync(string collection, DateTimeOffset now, CancellationToken cancel) =>
        journal.ReadExpiringAsync(collection, now, cancel);

    public async Task AppendAsync(JournalBatch batch, CancellationToken cancel)
    {
        await Before(batch);
        await journal.AppendAsync(batch, cancel);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
