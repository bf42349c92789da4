using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Neighborhood.Ledger.Writing;

/// <summary>
/// The one writer of a server: while a batch is being made durable the next one fills, so that one pair of syncs serves everybody who came
/// meanwhile. What waits here is bounded by what each ledger may have pending.
/// </summary>
public sealed partial class GroupCommit : IAsyncDisposable
{
    private readonly IJournal _journal;
    private readonly ILogger _logger;
    private readonly Channel<ICommitSource> _ready = Channel.CreateUnbounded<ICommitSource>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _expiringLock = new();
    private readonly Task _loop;
    private List<ExpiringRecord> _puts = [];
    private List<(string, string)> _deletes = [];
    private TaskCompletionSource? _expiringDone;

    /// <summary>Starts the writer.</summary>
    public GroupCommit(IJournal journal, ILogger logger)
    {
        _journal = journal;
        _logger = logger;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Segments written since the start.</summary>
    public long SegmentCount { get; private set; }

    /// <summary>Batches written since the start, each one transaction.</summary>
    public long BatchCount { get; private set; }

    /// <summary>Writes expiring records with the next batch; completes when they are durable.</summary>
    public Task WriteExpiringAsync(IEnumerable<ExpiringRecord> puts, IEnumerable<(string Collection, string Key)> deletes)
    {
        lock (_expiringLock)
        {
            _puts.AddRange(puts);
            _deletes.AddRange(deletes);
            _expiringDone ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _ready.Writer.TryWrite(Nothing.Instance);
            return _expiringDone.Task;
        }
    }

    /// <summary>Tells that a ledger has something to write. Once per filled segment, so the queue is as bounded as those are.</summary>
    internal void Enqueue(ICommitSource source) => _ready.Writer.TryWrite(source);

    /// <summary>Writes everything that waits, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _ready.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        var sources = new HashSet<ICommitSource>();
        while (await _ready.Reader.WaitToReadAsync())
        {
            sources.Clear();
            while (_ready.Reader.TryRead(out var source))
            {
                sources.Add(source);
            }

            await WriteAsync(sources);
        }
    }

    private async Task WriteAsync(HashSet<ICommitSource> sources)
    {
        var sealedSegments = new List<(ICommitSource Source, PendingSegment Segment)>();
        var writes = new List<LedgerWrite>();
        foreach (var source in sources)
        {
            try
            {
                foreach (var (segment, write) in await source.SealAsync())
                {
                    sealedSegments.Add((source, segment));
                    writes.Add(write);
                }
            }
            catch (Exception failure)
            {
                // A side block that cannot be read, say: that ledger fails alone, and the one writer goes on.
                source.Fail(failure);
            }
        }

        var (puts, deletes, expiringDone) = TakeExpiring();
        foreach (var (_, segment) in sealedSegments)
        {
            var (notes, done) = segment.NoteChanges();
            puts.AddRange(notes);
            deletes.AddRange(done);
        }

        if (writes.Count == 0 && puts.Count == 0 && deletes.Count == 0)
        {
            expiringDone?.TrySetResult();
            return;
        }

        try
        {
            await _journal.AppendAsync(new JournalBatch(writes, puts, deletes), CancellationToken.None);
            SegmentCount += writes.Count;
            BatchCount++;
            foreach (var (source, segment) in sealedSegments)
            {
                source.Complete(segment);
            }

            expiringDone?.TrySetResult();
        }
        catch (Exception failure)
        {
            // Whatever the journal threw, nobody may be left waiting; each ledger goes back to what is on disk.
            LogFailedBatch(_logger, writes.Count, failure);
            foreach (var source in sealedSegments.Select(pair => pair.Source).Distinct())
            {
                source.Fail(failure);
            }

            expiringDone?.TrySetException(failure);
        }
    }

    private (List<ExpiringRecord> Puts, List<(string, string)> Deletes, TaskCompletionSource? Done) TakeExpiring()
    {
        lock (_expiringLock)
        {
            var taken = (_puts, _deletes, _expiringDone);
            (_puts, _deletes, _expiringDone) = ([], [], null);
            return taken;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A batch of {Count} segments was not written")]
    private static partial void LogFailedBatch(ILogger logger, int count, Exception failure);

    private sealed class Nothing : ICommitSource
    {
        public static readonly Nothing Instance = new();

        public Task<IReadOnlyList<(PendingSegment, LedgerWrite)>> SealAsync() => Task.FromResult<IReadOnlyList<(PendingSegment, LedgerWrite)>>([]);

        public void Complete(PendingSegment segment)
        {
        }

        public void Fail(Exception failure)
        {
        }
    }
}

/// <summary>A ledger as its writer sees it.</summary>
internal interface ICommitSource
{
    /// <summary>Closes everything that fills and gives it to be written, in order.</summary>
    Task<IReadOnlyList<(PendingSegment Segment, LedgerWrite Write)>> SealAsync();

    /// <summary>The segment is durable.</summary>
    void Complete(PendingSegment segment);

    /// <summary>Nothing of what was sealed may be relied on: the ledger must be loaded again.</summary>
    void Fail(Exception failure);
}
