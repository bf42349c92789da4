using LiteDB;

namespace Neighborhood.Ledger.LiteDb;

/// <summary>The bounded reads of one ledger.</summary>
internal static class Reading
{
    /// <summary>Where the segment that holds a sequence starts, or null where the ledger does not reach so far.</summary>
    public static long? StartOfSegmentAt(Store store, LedgerId ledger, long sequence)
    {
        if (store.HeadOf(ledger) is not { } row || sequence >= row.Head.NextSequence) return null;
        var first = Documents.SegmentKey(row.Number, 0);
        var last = Documents.SegmentKey(row.Number, Math.Max(sequence, 0));
        var found = store.Range(Documents.Segments, first, last, _ => true, descending: true);
        if (found.Count == 0) throw Damaged(ledger, sequence);
        return Documents.SequenceIn(found[0]["_id"].AsString);
    }

    /// <summary>Some segments from one that starts at a sequence; none where the ledger ends there.</summary>
    public static List<Segment> Segments(Store store, LedgerId ledger, long from)
    {
        if (store.HeadOf(ledger) is not { } row || from >= row.Head.NextSequence) return [];
        var bytes = 0L;
        var found = store.Range(Documents.Segments, Documents.SegmentKey(row.Number, from), Documents.SegmentKey(row.Number, long.MaxValue),
            document => (bytes += document["e"].AsBinary.Length + document["h"].AsBinary.Length + document["q"].AsBinary.Length) >= Limits.JournalReadBytes);
        var segments = found.ConvertAll(Documents.ToSegment);
        var next = from;
        foreach (var segment in segments)
        {
            if (segment.FirstSequence != next) throw Damaged(ledger, next);
            next += segment.Count;
        }

        if (segments.Count == 0) throw Damaged(ledger, from);
        return segments;
    }

    /// <summary>A side block; empty where the segment has none.</summary>
    public static ReadOnlyMemory<byte> Side(Store store, LedgerId ledger, long firstSequence)
    {
        if (store.HeadOf(ledger) is not { } row) return default;
        return store.One(Documents.Sides, Documents.SegmentKey(row.Number, firstSequence))?[Documents.Value].AsBinary;
    }

    private static JournalException Damaged(LedgerId ledger, long sequence) =>
        new($"The segments of {ledger} do not join at {sequence}: run check.", null, outcomeUnknown: false);
}
