using LiteDB;

namespace Neighborhood.Ledger.LiteDb.Maintenance;

/// <summary>Reads every document of a store once, in bounded reads, and says what does not fit together.</summary>
internal sealed class Check(Store store, SegmentVerifier verify)
{
    private const int HashBytes = 32;
    private const int RecordsPerRead = 512;

    private readonly List<Finding> findings = [];
    private long segments;
    private long entries;

    public CheckReport Run()
    {
        foreach (var row in store.Heads.OrderBy(row => row.Head.Ledger.Name, StringComparer.Ordinal)) CheckLedger(row);
        var numbers = store.Heads.Select(row => row.Number).ToHashSet();
        if (numbers.Count != store.Heads.Count) Add("", null, DefectKind.SameNumber);
        CheckOwned(Documents.Segments, numbers);
        if (!store.Recent.Ledgers.All(numbers.Contains)) Add(Documents.Recent, null, DefectKind.ForeignDocument);
        CheckOwned(Documents.Vault, numbers);
        CheckOwned(Documents.Sides, numbers);
        CheckSides();
        Visit(Documents.Expiring, document => _ = document[Documents.Expires].AsInt64);
        return new CheckReport(store.Heads.Count, segments, entries, findings);
    }

    private void Add(string place, long? segment, DefectKind kind, params IReadOnlyList<object> values) =>
        findings.Add(new Finding(place, segment, new Defect(kind, values)));

    private void CheckLedger(HeadRow row)
    {
        var ledger = row.Head.Ledger;
        var next = 0L;
        ReadOnlyMemory<byte> root = default;
        Visit(Documents.Segments, Documents.SegmentKey(row.Number, 0), Documents.SegmentKey(row.Number, long.MaxValue),
            document => Documents.SegmentsIn(document).ToList().ForEach(Take));
        foreach (var document in store.Recent.Of(row.Number)) Take(document);
        if (next != row.Head.NextSequence) Add(ledger.Name, null, DefectKind.HeadElsewhere, next, row.Head.NextSequence);
        if (next > 0 && !root.Span.SequenceEqual(row.Head.Root.Span)) Add(ledger.Name, null, DefectKind.HeadRootDiffers);

        void Take(BsonDocument document)
        {
            var segment = Documents.ToSegment(document);
            if (segment.FirstSequence != next) Add(ledger.Name, null, DefectKind.SegmentOutOfPlace, segment.FirstSequence, next);
            var side = Documents.HasSide(document) ? document : store.One(Documents.Sides, document["_id"].AsString);
            CheckSegment(ledger, segment, side?[Documents.Value].AsBinary);
            next = segment.FirstSequence + segment.Count;
            root = segment.Root;
        }
    }

    private void CheckSegment(LedgerId ledger, Segment segment, ReadOnlyMemory<byte> side)
    {
        segments++;
        entries += segment.Count;
        var (place, first) = (ledger.Name, segment.FirstSequence);
        if (segment.LeafHashes.Length != segment.Count * (long)HashBytes)
            Add(place, first, DefectKind.LeafHashesDoNotFit, segment.Count, segment.LeafHashes.Length);
        var counted = CountEntries(segment.Entries.Span);
        if (counted != segment.Count) Add(place, first, DefectKind.WrongCount, segment.Count, counted);
        if (verify(ledger, segment, side) is { } wrong) findings.Add(new Finding(place, first, wrong));
    }

    private void CheckOwned(string collection, HashSet<int> numbers) => Visit(collection, document =>
    {
        var key = document["_id"].AsString;
        if (!numbers.Contains(Documents.NumberIn(key))) Add(collection, null, DefectKind.ForeignDocument);
    });

    private void CheckSides() => Visit(Documents.Sides, document =>
    {
        var key = document["_id"].AsString;
        if (store.One(Documents.Segments, key) is null) Add(Documents.Sides, null, DefectKind.LooseSide, key);
    });

    private void Visit(string collection, Action<BsonDocument> visit) => Visit(collection, "", Documents.LastKey, visit);

    private void Visit(string collection, string first, string last, Action<BsonDocument> visit)
    {
        while (true)
        {
            var (count, bytes) = (0, 0L);
            var some = store.Range(collection, first, last,
                document => ++count == RecordsPerRead || (bytes += Documents.BytesOf(document)) >= Limits.JournalReadBytes);
            if (some.Count == 0) return;
            some.ForEach(visit);
            first = Documents.After(some[^1]["_id"].AsString);
        }
    }

    /// <summary>Entries are their bytes, each preceded by its length as a protobuf varint; -1 where they do not end with the bytes.</summary>
    private static int CountEntries(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        while (bytes.Length > 0)
        {
            var (length, shift, at) = (0L, 0, 0);
            do
            {
                if (at == bytes.Length || shift > 28) return -1;
                length |= (long)(bytes[at] & 0x7f) << shift;
                shift += 7;
            }
            while ((bytes[at++] & 0x80) != 0);
            if (length > bytes.Length - at) return -1;
            bytes = bytes[(at + (int)length)..];
            count++;
        }

        return count;
    }
}
