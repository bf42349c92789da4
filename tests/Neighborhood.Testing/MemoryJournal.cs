using System.Runtime.CompilerServices;
using Neighborhood.Ledger;

namespace Neighborhood.Testing;

/// <summary>What the next append of a <see cref="MemoryJournal"/> does instead of succeeding.</summary>
public enum AppendFault
{
    /// <summary>It succeeds.</summary>
    None,

    /// <summary>It fails and nothing is written.</summary>
    NotWritten,

    /// <summary>It fails with an unknown outcome, and nothing was written.</summary>
    UnknownNotWritten,

    /// <summary>It fails with an unknown outcome, and everything was written.</summary>
    UnknownWritten,
}

/// <summary>
/// A journal in memory for tests of the engine. It forgets with its object, so a test that restarts an engine hands the same one on.
/// Disposing does nothing, for the same reason.
/// </summary>
public sealed class MemoryJournal : IJournal
{
    private readonly Lock guard = new();
    private readonly Dictionary<LedgerId, Kept> ledgers = [];
    private readonly Dictionary<(string Collection, string Key), ExpiringRecord> expiring = [];
    private readonly Queue<AppendFault> faults = [];
    private Gate? gate;
    private int appends;

    /// <inheritdoc/>
    public long FreeSpaceBytes { get; set; } = long.MaxValue;

    /// <summary>How many batches were written.</summary>
    public int Appends => Volatile.Read(ref appends);

    /// <summary>The next append without a fault set before it goes wrong like this.</summary>
    public void FailNextAppend(AppendFault fault)
    {
        lock (guard)
        {
            faults.Enqueue(fault);
        }
    }

    /// <summary>Appends wait from now on until <see cref="ReleaseAppends"/>.</summary>
    public void HoldAppends()
    {
        lock (guard)
        {
            gate ??= new Gate();
        }
    }

    /// <summary>Completes once an append waits, where <see cref="HoldAppends"/> makes them.</summary>
    public Task WhenHeld()
    {
        lock (guard)
        {
            return gate?.Reached.Task ?? Task.CompletedTask;
        }
    }

    /// <summary>Lets the append that waits go on; the next one waits.</summary>
    public void ReleaseOneAppend()
    {
        lock (guard)
        {
            gate?.Opened.TrySetResult();
            gate = new Gate();
        }
    }

    /// <summary>Lets waiting appends go on.</summary>
    public void ReleaseAppends()
    {
        lock (guard)
        {
            gate?.Opened.TrySetResult();
            gate = null;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LedgerHead>> ReadHeadsAsync(CancellationToken cancel) =>
        Locked<IReadOnlyList<LedgerHead>>(() => [.. ledgers.Values.Select(kept => kept.Head)]);

    /// <inheritdoc/>
    public Task<LedgerHead?> ReadHeadAsync(LedgerId ledger, CancellationToken cancel) =>
        Locked(() => ledgers.GetValueOrDefault(ledger)?.Head);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Segment> ReadSegmentsAsync(
        LedgerId ledger, long fromSequence, [EnumeratorCancellation] CancellationToken cancel)
    {
        var segments = await Locked<Segment[]>(() =>
            ledgers.TryGetValue(ledger, out var kept) ? [.. kept.Segments.Where(segment => segment.FirstSequence + segment.Count > fromSequence)] : []);
        foreach (var segment in segments)
        {
            cancel.ThrowIfCancellationRequested();
            yield return segment;
        }
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReadSideAsync(LedgerId ledger, long firstSequence, CancellationToken cancel) =>
        Locked<ReadOnlyMemory<byte>>(() => ledgers.GetValueOrDefault(ledger)?.Sides.GetValueOrDefault(firstSequence));

    /// <inheritdoc/>
    public Task<IReadOnlyList<VaultRecord>> ReadVaultAsync(LedgerId ledger, CancellationToken cancel) =>
        Locked<IReadOnlyList<VaultRecord>>(() => ledgers.TryGetValue(ledger, out var kept) ? [.. kept.Vault.Values] : []);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExpiringRecord>> ReadExpiringAsync(string collection, DateTimeOffset now, CancellationToken cancel) =>
        Locked<IReadOnlyList<ExpiringRecord>>(() => [.. expiring.Values.Where(record => record.Collection == collection && record.ExpiresAt > now)]);

    /// <inheritdoc/>
    public async Task AppendAsync(JournalBatch batch, CancellationToken cancel)
    {
        JournalChecks.EnsureWellFormed(batch);
        cancel.ThrowIfCancellationRequested();
        await WhenReleased().WaitAsync(cancel);
        lock (guard)
        {
            var fault = faults.Count > 0 ? faults.Dequeue() : AppendFault.None;
            if (fault is AppendFault.None or AppendFault.UnknownWritten) Write(batch);
            if (fault != AppendFault.None) throw new JournalException($"The test asked for {fault}.", null, fault != AppendFault.NotWritten);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task WhenReleased()
    {
        lock (guard)
        {
            gate?.Reached.TrySetResult();
            return gate?.Opened.Task ?? Task.CompletedTask;
        }
    }

    private Task<T> Locked<T>(Func<T> read)
    {
        lock (guard)
        {
            return Task.FromResult(read());
        }
    }

    /// <summary>Works on copies and swaps them in at the end: a batch is there whole or not at all.</summary>
    private void Write(JournalBatch batch)
    {
        var changed = new Dictionary<LedgerId, Kept>();
        foreach (var write in batch.Ledgers)
        {
            var before = changed.GetValueOrDefault(write.Next.Ledger) ?? ledgers.GetValueOrDefault(write.Next.Ledger);
            var isExpected = write.Expected is null ? before is null : write.Expected.SamePlaceAs(before?.Head);
            if (!isExpected) throw new StaleHeadException(write.Next.Ledger);
            changed[write.Next.Ledger] = Kept.After(before, write);
        }

        foreach (var (ledger, kept) in changed) ledgers[ledger] = kept;
        foreach (var record in batch.ExpiringPuts) expiring[(record.Collection, record.Key)] = record with { Value = record.Value.ToArray() };
        foreach (var key in batch.ExpiringDeletes) expiring.Remove(key);
        Interlocked.Increment(ref appends);
    }

    private sealed class Gate
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed record Kept(LedgerHead Head, List<Segment> Segments, Dictionary<long, byte[]> Sides, SortedDictionary<string, VaultRecord> Vault)
    {
        public static Kept After(Kept? before, LedgerWrite write)
        {
            var kept = before is null
                ? new Kept(write.Next, [], [], new(StringComparer.Ordinal))
                : new Kept(write.Next, [.. before.Segments], new(before.Sides), new(before.Vault, StringComparer.Ordinal));
            if (write.Segment is { } segment) kept.Segments.Add(segment);
            if (write.Segment is { } its && !write.Side.IsEmpty) kept.Sides[its.FirstSequence] = write.Side.ToArray();
            foreach (var record in write.VaultPuts) kept.Vault[record.Key] = record with { Value = record.Value.ToArray() };
            foreach (var key in write.VaultErasures) kept.Vault.Remove(key);
            foreach (var block in write.SideErasures.GroupBy(erasure => erasure.FirstSequence)) kept.Erase(block.Key, block);
            return kept;
        }

        private void Erase(long firstSequence, IEnumerable<SideErasure> ranges)
        {
            if (!Sides.TryGetValue(firstSequence, out var side)) throw new ArgumentException($"There is no side block at {firstSequence}.");
            var erased = (byte[])side.Clone();
            foreach (var range in ranges)
            {
                var isInside = range.Offset >= 0 && range.Length >= 0 && (long)range.Offset + range.Length <= side.Length;
                if (!isInside) throw new ArgumentException("The range to erase is not within its side block.");
                erased.AsSpan(range.Offset, range.Length).Clear();
            }

            Sides[firstSequence] = erased;
        }
    }
}
