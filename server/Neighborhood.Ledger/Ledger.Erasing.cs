using Neighborhood.Ledger.Writing;

namespace Neighborhood.Ledger;

/// <summary>
/// Erasing what stands beside entries. A few items go in the same write as the fact that says so. Many, as at the end of a poll, go piece by piece behind
/// it: each piece is a write of its own, between which the one writer serves every other ledger. Whatever a piece has not reached yet is shown to nobody.
/// </summary>
public sealed partial class Ledger<TState>
{
    /// <summary>What is still to be erased, in durable notes.</summary>
    private readonly Queue<ErasureNote> _notes = [];

    /// <summary>The entries of all notes, durable or not.</summary>
    private readonly HashSet<long> _noted = [];

    /// <summary>How often something was erased: whoever read from disk meanwhile must not keep it in memory.</summary>
    private long _erasures;

    /// <summary>When the clock has something to do: at once where something is still to be erased, so that a ledger that failed is woken for it.</summary>
    private long? NextDueMicros => _noted.Count > 0 ? 0 : _state.NextDueMicros;

    private void EraseSides(PendingSegment segment, List<long> sequences)
    {
        _erasures++;
        sequences.ForEach(sequence => _services.Contents.Forget(Id, sequence));
        List<long> written = [.. sequences.Where(sequence => !ForgetUnwritten(sequence))];
        if (written.Count <= Limits.ErasedBlocksCount)
        {
            segment.SideErasures.AddRange(written);
            return;
        }

        foreach (var some in written.Where(_noted.Add).Order().Chunk(Limits.ErasureNoteCount))
        {
            segment.Notes.Add(new ErasureNote(Id, some));
        }
    }

    /// <summary>Whether it has not reached the disk, and so need not be erased from it.</summary>
    private bool ForgetUnwritten(long sequence)
    {
        var unwritten = _pending.FirstOrDefault(pending => pending.Head is null && pending.Holds(sequence));
        unwritten?.Forget(sequence);
        return unwritten is not null;
    }

    /// <summary>Takes up the notes that a ledger finds when it wakes.</summary>
    private void TakeUp(IEnumerable<ErasureNote> notes)
    {
        foreach (var note in notes)
        {
            _notes.Enqueue(note);
            _noted.UnionWith(note.Left);
        }

        ErasePiece();
    }

    /// <summary>A segment is durable, and so are its notes or its piece: on with the next one.</summary>
    private void GoOnErasing(PendingSegment segment)
    {
        segment.Notes.ForEach(_notes.Enqueue);
        if (segment.SideErasures.Count > 0)
        {
            // Until now it could be read from disk.
            _erasures++;
            segment.SideErasures.ForEach(sequence => _services.Contents.Forget(Id, sequence));
        }

        if (segment.Erases is { } note)
        {
            _noted.ExceptWith(note.Left.Take(segment.ErasedCount));
            note.Done += segment.ErasedCount;
            if (!note.Left.Any())
            {
                _notes.Dequeue();
            }
        }

        ErasePiece();
        if (segment.Erases is not null && _noted.Count == 0)
        {
            NoteChange();
        }
    }

    /// <summary>Begins to erase the next piece, one at a time. It is no segment that fills: who reads meanwhile need not wait for it.</summary>
    private void ErasePiece()
    {
        if (_notes.TryPeek(out var note) && !_pending.Any(pending => pending.Erases is not null))
        {
            Enqueue(new PendingSegment(_tree.Size) { Erases = note });
        }
    }

    private void Enqueue(PendingSegment segment)
    {
        _pending.Enqueue(segment);
        _services.Commit.Enqueue(this);
    }

    /// <summary>What a closed segment erases from side blocks on disk.</summary>
    private async Task<IReadOnlyList<SideErasure>> ErasuresAsync(PendingSegment segment)
    {
        if (segment.Erases is not { } note)
        {
            return segment.SideErasures.Count == 0 ? [] : (await RangesAsync([.. segment.SideErasures.Distinct()], int.MaxValue, long.MaxValue)).Ranges;
        }

        (var ranges, segment.ErasedCount) = await RangesAsync([.. note.Left], Limits.ErasedBlocksCount, Limits.ErasedBlocksBytes);
        return ranges;
    }

    /// <summary>Where the side items of entries stand, block by block, and of how many entries from the first on that is.</summary>
    private async Task<(List<SideErasure> Ranges, int Count)> RangesAsync(List<long> sequences, int maxBlocks, long maxBytes)
    {
        ILookup<long, (long Sequence, byte[] Leaf)> byStart;
        lock (_mailbox)
        {
            byStart = sequences.ToLookup(SegmentStartOf, sequence => (sequence, _tree.LeafAt(sequence).ToArray()));
        }

        var (ranges, count, bytes) = (new List<SideErasure>(), 0, 0L);
        foreach (var block in byStart.Take(maxBlocks).TakeWhile(_ => bytes < maxBytes))
        {
            var side = await _services.Journal.ReadSideAsync(Id, block.Key, CancellationToken.None);
            ranges.AddRange(SegmentReader.ErasuresOf(block.Key, side, block.ToDictionary(one => one.Sequence, one => one.Leaf)));
            (count, bytes) = (count + block.Count(), bytes + side.Length);
        }

        return (ranges, count);
    }
}
