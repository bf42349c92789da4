using LiteDB;

namespace Neighborhood.Ledger.LiteDb;

/// <summary>Some segments of a ledger, and whether it ends with them.</summary>
internal sealed record SegmentsRead(IReadOnlyList<Segment> Segments, bool IsEnd);

/// <summary>The bounded reads of one ledger.</summary>
internal static class Reading
{
    /// <summary>What a segment costs beside its bytes; it keeps a read of very small ones short.</summary>
    private const int SegmentOverheadBytes = 512;

    /// <summary>Some segments from the one that holds a sequence; none where the ledger does not reach so far.</summary>
    /// <param name="store">Where they are.</param>
    /// <param name="ledger">Whose they are.</param>
    /// <param name="sequence">Where to begin.</param>
    /// <param name="maxBytes">How much is enough, unless a single segment is larger.</param>
    public static SegmentsRead Segments(Store store, LedgerId ledger, long sequence, int maxBytes)
    {
        if (store.HeadOf(ledger) is not { } row || sequence >= row.Head.NextSequence) return new([], IsEnd: true);
        var bytes = 0L;
        var recent = store.Recent.Of(row.Number, Math.Max(sequence, 0)).Select(Documents.ToSegment);
        var start = StartOfSegmentAt(store, row, sequence);
        var stored = start is null ? [] : store.Range(
            Documents.Segments, Documents.SegmentKey(row.Number, start.Value), Documents.SegmentKey(row.Number, long.MaxValue),
            ToSegments, some => (bytes += some.Sum(BytesOf)) >= maxBytes);
        List<Segment> segments = [.. stored.SelectMany(some => some).SkipWhile(segment => segment.FirstSequence + segment.Count <= sequence)];
        segments.AddRange(recent.TakeWhile(segment => bytes < maxBytes && (bytes += BytesOf(segment)) > 0));
        if (segments.Count == 0 || segments[0].FirstSequence > Math.Max(sequence, 0)) throw Damaged(ledger, sequence);
        var next = segments[0].FirstSequence;
        foreach (var segment in segments)
        {
            if (segment.FirstSequence != next) throw Damaged(ledger, next);
            next += segment.Count;
        }

        return new(segments, next >= row.Head.NextSequence);
    }

    private static long BytesOf(Segment segment) =>
        SegmentOverheadBytes + segment.Entries.Length + segment.LeafHashes.Length + segment.Requests.Length;

    private static Segment[] ToSegments(BsonDocument document) => [.. Documents.SegmentsIn(document).Select(Documents.ToSegment)];

    /// <summary>Where the segment, or the group of it, begins that holds a sequence; null where a recent one does.</summary>
    private static long? StartOfSegmentAt(Store store, HeadRow row, long sequence)
    {
        if (store.Recent.Of(row.Number) is [var oldest, ..] && Documents.ToSegment(oldest).FirstSequence <= sequence) return null;
        var first = Documents.SegmentKey(row.Number, 0);
        var last = Documents.SegmentKey(row.Number, Math.Max(sequence, 0));
        return Documents.SequenceIn(store.LastKey(Documents.Segments, first, last) ?? throw Damaged(row.Head.Ledger, sequence));
    }

    /// <summary>A side block; empty where the segment has none.</summary>
    public static ReadOnlyMemory<byte> Side(Store store, LedgerId ledger, long firstSequence)
    {
        if (store.HeadOf(ledger) is not { } row) return default;
        var key = Documents.SegmentKey(row.Number, firstSequence);
        return store.Recent.Find(key) is { } recent ? recent[Documents.Value].AsBinary : store.SideOf(key)?.Side;
    }

    private static JournalException Damaged(LedgerId ledger, long sequence) =>
        new($"The segments of {ledger} do not join at {sequence}: run check.", null, outcomeUnknown: false);
}
