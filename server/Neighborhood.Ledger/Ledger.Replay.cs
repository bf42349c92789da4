using System.Buffers;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Neighborhood.Domain.Core;
using Neighborhood.Ledger.Requests;
using Neighborhood.Ledger.Writing;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger;

public sealed partial class Ledger<TState>
{
    /// <summary>Entries hashed at a time: enough that handing them over costs nothing, few enough that little waits in memory.</summary>
    private const int ReplayBatchCount = 512;

    /// <summary>Batches that wait to be hashed: enough that neither side waits for the other at each.</summary>
    private const int ReplayBatches = 8;

    /// <summary>Loads the ledger, once, before anything else: replays its entries and checks the root that they give against the head.</summary>
    /// <exception cref="LedgerCorruptException">The entries do not give the root of the head.</exception>
    /// <exception cref="UnknownFactException">A newer version wrote it.</exception>
    internal async Task ReplayAsync(CancellationToken cancel)
    {
        var restored = await RestoreNotes.FindAsync(_services.Journal, Id, cancel);
        _head = await _services.Journal.ReadHeadAsync(Id, cancel);
        if (_head is null)
        {
            lock (_mailbox)
            {
                NoteRestore(restored);
            }

            return;
        }

        _epoch = _head.Epoch;
        await ReplayEntriesAsync(cancel);
        if (_tree.Size != _head.NextSequence || !_tree.Root().AsSpan().SequenceEqual(_head.Root.Span))
        {
            throw new LedgerCorruptException(Id, $"{_tree.Size} entries give another root than its head at {_head.NextSequence}");
        }

        foreach (var record in await _services.Journal.ReadVaultAsync(Id, cancel))
        {
            _state.PutVault(record.Key, record.Value.Span);
        }

        var notes = await ErasureNote.FindAsync(_services.Journal, Id, cancel);
        Volatile.Write(ref _durableSize, _tree.Size);
        _lastMicros = _enteredMicros;
        Feed.Start(_tree.Size);

        // As soon as there is something to write the one writer looks at it too.
        lock (_mailbox)
        {
            TakeUp(notes);
            NoteRestore(restored);
            NoteOutage();
        }
    }

    /// <summary>Folds the facts, while the segments folded before are hashed beside it and those that come next are read.</summary>
    private async Task ReplayEntriesAsync(CancellationToken cancel)
    {
        var folded = Channel.CreateBounded<List<FoldedSegment>>(new BoundedChannelOptions(ReplayBatches) { SingleReader = true, SingleWriter = true });
        var taking = Task.Run(() => TakeAsync(folded), CancellationToken.None);
        try
        {
            await FoldAsync(folded.Writer, cancel);
        }
        finally
        {
            folded.Writer.TryComplete();
            await taking;
        }
    }

    private async Task FoldAsync(ChannelWriter<List<FoldedSegment>> folded, CancellationToken cancel)
    {
        var batch = new List<FoldedSegment>();
        var (next, handed) = (0L, 0L);
        await foreach (var segment in _services.Journal.ReadSegmentsAsync(Id, 0, cancel))
        {
            next = Fold(segment, next);
            batch.Add(new FoldedSegment(segment, _enteredMicros));
            if (next - handed < ReplayBatchCount)
            {
                continue;
            }

            await folded.WriteAsync(batch, cancel);
            (batch, handed) = ([], next);
        }

        await folded.WriteAsync(batch, cancel);
    }

    private async Task TakeAsync(Channel<List<FoldedSegment>> folded)
    {
        var oldestRecalledMicros = _services.Clock.NowMicros - 2 * Limits.RequestMemoryHours * 3_600L * 1_000_000;
        var (leaves, recalled) = (new ArrayBufferWriter<byte>(), new List<Request>());
        try
        {
            await foreach (var batch in folded.Reader.ReadAllAsync())
            {
                Take(batch, leaves, recalled, oldestRecalledMicros);
            }
        }
        catch (Exception failure)
        {
            // Whoever folds must not wait for room that nobody makes any more.
            folded.Writer.TryComplete(failure);
            throw;
        }
    }

    /// <param name="Segment">A segment whose facts are in the state.</param>
    /// <param name="UntilMicros">The time of its last entry.</param>
    private readonly record struct FoldedSegment(Segment Segment, long UntilMicros);

    /// <summary>Takes the facts of a segment into the state; gives the sequence after it.</summary>
    private long Fold(Segment segment, long sequence)
    {
        _segmentStarts.Add(segment.FirstSequence);
        var leaves = segment.LeafHashes.Span;
        foreach (var bytes in SegmentReader.EntryBytes(segment))
        {
            var entry = Entry.Parser.ParseFrom(bytes.Span);
            if (entry.Sequence != sequence)
            {
                throw new LedgerCorruptException(Id, $"entry {entry.Sequence} stands at place {sequence}");
            }

            _enteredMicros = Math.Max(_enteredMicros, entry.TimeMicros);
            NoteEpoch(entry);
            _state.Apply(entry, leaves[..MerkleHash.Size]);
            leaves = leaves[MerkleHash.Size..];
            sequence++;
        }

        _state.NoteDurable(sequence);
        return sequence;
    }

    /// <summary>Takes the leaves of folded segments into the tree, and their requests into memory.</summary>
    private void Take(List<FoldedSegment> folded, ArrayBufferWriter<byte> leaves, List<Request> recalled, long oldestRecalledMicros)
    {
        leaves.ResetWrittenCount();
        foreach (var (segment, untilMicros) in folded)
        {
            leaves.Write(segment.LeafHashes.Span);

            // What is older than the memory of requests need not be read; the clock says what is older.
            if (!segment.Requests.IsEmpty && untilMicros > oldestRecalledMicros)
            {
                Recall(segment, untilMicros, recalled);
            }
        }

        _tree.AppendRange(leaves.WrittenSpan);
    }

    private void Recall(Segment segment, long untilMicros, List<Request> recalled)
    {
        if (_requests.Count == 0)
        {
            _requests.Reserve(checked((int)Math.Min(_head!.NextSequence - segment.FirstSequence, Limits.RequestsReservedCount)));
        }

        recalled.Clear();
        foreach (var request in new StoredRequests(segment.Requests.Span))
        {
            recalled.Add(request);
        }

        _requests.AddRange(CollectionsMarshal.AsSpan(recalled), untilMicros);
    }

    /// <summary>A ledger that came out of a backup says so, once: from there on it is another epoch, and no fork of what was lost.</summary>
    private void NoteRestore(Restored? restored)
    {
        if (restored is null || restored.Epoch <= (_restored?.Epoch ?? 0))
        {
            return;
        }

        var decision = Decision.Of(new Fact { Restored = restored });
        Enter(decision, new Entropy(_services.Keys.Seed()), account: 0, Math.Max(_lastMicros, _services.Clock.NowMicros));
    }

    private void NoteEpoch(Entry entry) => _restored = entry.Fact.Restored ?? _restored;

    /// <summary>An absence across a deadline moves it, by a written rule and on record, before the clock does anything else.</summary>
    private void NoteOutage()
    {
        if (_services.Outage() is not { } outage)
        {
            return;
        }

        var entropy = new Entropy(_services.Keys.Seed());
        if (_state.DecideOutage(outage.FromMicros, outage.UntilMicros, _tree.Size) is { } decision)
        {
            Enter(decision, entropy, account: 0, Math.Max(_lastMicros, outage.UntilMicros));
        }
    }
}
