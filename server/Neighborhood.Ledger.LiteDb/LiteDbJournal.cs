using System.Runtime.CompilerServices;
using LiteDB;
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
        var next = await readers.Run(store => Reading.StartOfSegmentAt(store, ledger, fromSequence), cancel).ConfigureAwait(false);
        while (next is { } from)
        {
            var segments = await readers.Run(store => Reading.Segments(store, ledger, from), cancel).ConfigureAwait(false);
            foreach (var segment in segments)
            {
                yield return segment;
                next = segment.FirstSequence + segment.Count;
            }

            if (segments.Count == 0) yield break;
        }
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReadSideAsync(LedgerId ledger, long firstSequence, CancellationToken cancel) =>
        readers.Run(store => Reading.Side(store, ledger, firstSequence), cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<VaultRecord>> ReadVaultAsync(LedgerId ledger, CancellationToken cancel)
    {
        var number = await readers.Run(store => store.HeadOf(ledger)?.Number, cancel).ConfigureAwait(false);
        if (number is not { } itsNumber) return [];
        var prefix = Documents.VaultKey(itsNumber, "");
        var documents = await ReadRange(Documents.Vault, prefix, cancel).ConfigureAwait(false);
        return [.. documents.Select(document => new VaultRecord(document["_id"].AsString[prefix.Length..], document[Documents.Value].AsBinary))];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExpiringRecord>> ReadExpiringAsync(string collection, DateTimeOffset now, CancellationToken cancel)
    {
        var documents = await ReadRange(Documents.Expiring, Documents.ExpiringKey(collection, ""), cancel).ConfigureAwait(false);
        return [.. documents.Select(document => Documents.ToExpiring(collection, document)).Where(record => record.ExpiresAt > now)];
    }

    /// <inheritdoc/>
    public Task AppendAsync(JournalBatch batch, CancellationToken cancel)
    {
        JournalChecks.EnsureWellFormed(batch);
        return writer.Append(batch, cancel);
    }

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
            throw new JournalException("The journal could not be opened.", error, outcomeUnknown: false);
        }
    }

    /// <summary>All documents whose keys start with a prefix, in bounded reads.</summary>
    private async Task<List<BsonDocument>> ReadRange(string collection, string prefix, CancellationToken cancel)
    {
        var found = new List<BsonDocument>();
        var from = prefix;
        var last = Documents.AfterPrefix(prefix);
        while (true)
        {
            var first = from;
            var count = 0;
            var some = await readers.Run(store => store.Range(collection, first, last, _ => ++count == RecordsPerRead), cancel).ConfigureAwait(false);
            found.AddRange(some);
            if (some.Count < RecordsPerRead) return found;
            from = some[^1]["_id"].AsString + '\0';
        }
    }

    private void Close()
    {
        writer.Dispose();
        readers.Dispose();
        gate.Dispose();
        held.Dispose();
    }
}
