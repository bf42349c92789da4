using System.Runtime.CompilerServices;
using LiteDB;
using Neighborhood.Ledger.LiteDb.Maintenance;
using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Ledger.LiteDb;

/// <summary>
/// The embedded journal: one LiteDB file for all ledgers of a server. A batch costs two syncs, however large it is and however many
/// callers share its transaction.
/// </summary>
public sealed class LiteDbJournal : IJournal
{
    private const int RecordsPerRead = 512;

    private readonly IStorageFolder folder;
    private readonly IDisposable held;
    private readonly JournalCounters counters;
    private readonly StoreGate gate;
    private readonly WriterThread writer;
    private readonly ReaderThreads readers;
    private int disposed;

    private LiteDbJournal(IStorageFolder folder, IDisposable held, StoreRules rules, TimeProvider time)
    {
        this.folder = folder;
        this.held = held;
        counters = new JournalCounters();
        gate = new StoreGate(() => Store.Open(folder, rules, counters), time);
        writer = new WriterThread(gate, time, counters);
        readers = new ReaderThreads(gate);
    }

    /// <inheritdoc/>
    public long FreeSpaceBytes => folder.FreeSpaceBytes;

    /// <summary>What it has done since it was opened.</summary>
    public JournalStatistics Statistics => counters.Read();

    /// <summary>Opens the journal of a data folder, or makes one.</summary>
    /// <exception cref="JournalHeldException">Another process has it open.</exception>
    /// <exception cref="StoreUnreadableException">It is damaged.</exception>
    /// <exception cref="JournalException">It cannot be read.</exception>
    public static LiteDbJournal Open(LiteDbJournalOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var held = FolderLock.Take(options.DataFolder, options.Time);
        try
        {
            return Open(new DiskFolder(options.DataFolder), held, StoreRules.Safe, options.Time);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LedgerHead>> ReadHeadsAsync(CancellationToken cancel) =>
        readers.Run<IReadOnlyList<LedgerHead>>(store => [.. store.Heads.Select(row => row.Head)], cancel);

    /// <inheritdoc/>
    public Task<LedgerHead?> ReadHeadAsync(LedgerId ledger, CancellationToken cancel) =>
        readers.Run(store => store.HeadOf(ledger)?.Head, cancel);

    /// <inheritdoc/>
    public async IAsyncEnumerable<Segment> ReadSegmentsAsync(
        LedgerId ledger, long fromSequence, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Most readers want a page; whoever comes back for more wants everything, and is read ahead for.
        var bytes = Limits.JournalPageBytes;
        var reading = ReadSomeAsync(ledger, fromSequence, bytes, cancel);
        while (true)
        {
            var (segments, isEnd) = await reading.ConfigureAwait(false);
            var isPage = bytes == Limits.JournalPageBytes;
            var next = segments.Count == 0 ? fromSequence : segments[^1].FirstSequence + segments[^1].Count;
            bytes = Limits.JournalReadBytes;
            if (!isEnd && !isPage) reading = ReadSomeAsync(ledger, next, bytes, cancel);
            foreach (var segment in segments) yield return segment;
            if (isEnd) yield break;
            if (isPage) reading = ReadSomeAsync(ledger, next, bytes, cancel);
        }
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReadSideAsync(LedgerId ledger, long firstSequence, CancellationToken cancel) =>
        readers.Run(store => Reading.Side(store, ledger, firstSequence), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<VaultRecord>> ReadVaultAsync(LedgerId ledger, CancellationToken cancel)
    {
        var documents = await ReadRange(Documents.Vault, store => VaultOf(store, ledger), cancel).ConfigureAwait(false);
        return [.. documents.Select(document => new VaultRecord(Documents.KeyInVault(document["_id"].AsString), document[Documents.Value].AsBinary))];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExpiringRecord>> ReadExpiringAsync(string collection, DateTimeOffset now, CancellationToken cancel)
    {
        var documents = await ReadRange(Documents.Expiring, _ => Documents.ExpiringKey(collection, ""), cancel).ConfigureAwait(false);
        return [.. documents.Select(document => Documents.ToExpiring(collection, document)).Where(record => record.ExpiresAt > now)];
    }

    /// <inheritdoc/>
    public Task AppendAsync(JournalBatch batch, CancellationToken cancel)
    {
        JournalChecks.EnsureWellFormed(batch);
        return writer.Append(batch, cancel);
    }

    /// <summary>
    /// Copies the store as it is now into a new file while it goes on being written. Keep <c>erasures.log</c> apart from backups: a restore
    /// needs the newest one.
    /// </summary>
    /// <exception cref="JournalException">The file is already there, or could not be written whole; nothing of it is left.</exception>
    public Task<BackupReport> BackupAsync(string path, CancellationToken cancel) =>
        Task.Factory.StartNew(() => Backup.Run(gate, path, cancel), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0) return;
        await Task.Run(Close).ConfigureAwait(false);
    }

    /// <summary>Opens it over any folder: the simulated disk of the tests stands below the same class.</summary>
    internal static LiteDbJournal Open(IStorageFolder folder, IDisposable held, StoreRules rules, TimeProvider time)
    {
        try
        {
            return new LiteDbJournal(folder, held, rules, time);
        }
        catch (Exception error) when (error is not JournalException)
        {
            throw StoreUnreadableException.Of(error, Store.DataName);
        }
    }

    private Task<SegmentsRead> ReadSomeAsync(LedgerId ledger, long from, int maxBytes, CancellationToken cancel) =>
        readers.Run(store => Reading.Segments(store, ledger, from, maxBytes), cancel);

    /// <summary>All documents whose keys start with a prefix, in bounded reads; none where there is no prefix.</summary>
    private async Task<List<BsonDocument>> ReadRange(string collection, Func<Store, string?> prefixOf, CancellationToken cancel)
    {
        var found = new List<BsonDocument>();
        List<BsonDocument> some;
        do
        {
            var after = found.Count == 0 ? null : found[^1]["_id"].AsString;
            some = await readers.Run(store => SomeOfRange(store, collection, prefixOf(store), after), cancel).ConfigureAwait(false);
            found.AddRange(some);
        }
        while (some.Count == RecordsPerRead);
        return found;
    }

    private static List<BsonDocument> SomeOfRange(Store store, string collection, string? prefix, string? after)
    {
        if (prefix is null) return [];
        var count = 0;
        var first = after is null ? prefix : Documents.After(after);
        return store.Range(collection, first, Documents.AfterPrefix(prefix), _ => ++count == RecordsPerRead);
    }

    private static string? VaultOf(Store store, LedgerId ledger) =>
        store.HeadOf(ledger) is { } row ? Documents.VaultKey(row.Number, "") : null;

    private void Close()
    {
        writer.Dispose();
        readers.Dispose();
        gate.Dispose();
        held.Dispose();
    }
}
