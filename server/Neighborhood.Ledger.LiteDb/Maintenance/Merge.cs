using System.Buffers;
using LiteDB;

namespace Neighborhood.Ledger.LiteDb.Maintenance;

/// <summary>
/// Copies segments with their side blocks, and makes one of those that join, as far as the limits of a segment and
/// <see cref="Limits.MergedSideBytes"/> allow. What does not join is copied as it is, for a check to find.
/// </summary>
internal sealed class Merge(Store store, StoreCopy copy)
{
    private Draft? draft;
    private long unsynced;
    private long before;
    private long after;

    /// <returns>How many segments there were, and how many there are in the copy.</returns>
    public (long Before, long After) Run()
    {
        foreach (var some in store.Pages(Documents.Segments, Limits.JournalReadBytes)) some.SelectMany(Documents.SegmentsIn).ToList().ForEach(Take);
        Write();
        copy.Engine.Checkpoint();
        return (before, after);
    }

    private void Take(BsonDocument document)
    {
        var key = document["_id"].AsString;
        var (number, segment) = (Documents.NumberIn(key), Documents.ToSegment(document));
        var side = (Documents.HasSide(document) ? document : store.One(Documents.Sides, key))?[Documents.Value].AsBinary ?? [];
        before++;
        if (draft is { } open && open.Takes(number, segment, side)) return;
        Write();
        draft = new Draft(number, segment, side);
    }

    private void Write()
    {
        if (draft is not { } whole) return;
        var (segment, side) = whole.End();
        copy.Engine.Insert(Documents.Segments, [Documents.Of(whole.Number, segment)], BsonAutoId.ObjectId);
        if (!side.IsEmpty)
            copy.Engine.Insert(Documents.Sides, [Documents.Of(Documents.SegmentKey(whole.Number, segment.FirstSequence), side)], BsonAutoId.ObjectId);
        after++;
        unsynced += whole.Bytes;
        draft = null;
        if (unsynced < Limits.JournalGroupBytes) return;
        copy.Engine.Checkpoint();
        unsynced = 0;
    }

    /// <summary>A segment that grows.</summary>
    private sealed class Draft
    {
        private readonly ArrayBufferWriter<byte> entries = new();
        private readonly ArrayBufferWriter<byte> leaves = new();
        private readonly ArrayBufferWriter<byte> requests = new();
        private readonly ArrayBufferWriter<byte> sides = new();
        private readonly long first;
        private int count;
        private ReadOnlyMemory<byte> root;

        public Draft(int number, Segment segment, byte[] side)
        {
            Number = number;
            first = segment.FirstSequence;
            Add(segment, side);
        }

        public int Number { get; }

        public long Bytes => (long)entries.WrittenCount + leaves.WrittenCount + requests.WrittenCount + sides.WrittenCount;

        /// <summary>Adds a segment, unless it does not join or does not fit.</summary>
        public bool Takes(int number, Segment segment, byte[] side)
        {
            var joins = number == Number && segment.FirstSequence == first + count;
            var bytes = (long)segment.Entries.Length + segment.LeafHashes.Length + segment.Requests.Length + side.Length;
            var fits = entries.WrittenCount + segment.Entries.Length <= Limits.SegmentEntriesBytes
                && sides.WrittenCount + side.Length <= Limits.MergedSideBytes
                && Bytes + bytes <= Limits.SegmentBytes;
            if (!joins || !fits) return false;
            Add(segment, side);
            return true;
        }

        public (Segment Segment, ReadOnlyMemory<byte> Side) End() =>
            (new Segment(first, count, entries.WrittenMemory, leaves.WrittenMemory, root, requests.WrittenMemory), sides.WrittenMemory);

        private void Add(Segment segment, byte[] side)
        {
            entries.Write(segment.Entries.Span);
            leaves.Write(segment.LeafHashes.Span);
            requests.Write(segment.Requests.Span);
            sides.Write(side);
            count += segment.Count;
            root = segment.Root;
        }
    }
}
