using System.Security.Cryptography;

namespace Neighborhood.Ledger.Tests;

/// <summary>Makes well-formed batches whose contents follow from their numbers, so that a test can compare byte for byte.</summary>
internal static class Batches
{
    public static readonly LedgerId Community = new("communities/7f3a");

    public static byte[] Bytes(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>A segment of one entry after a head, and the head after it.</summary>
    public static LedgerWrite Write(LedgerHead? expected, LedgerId ledger, int seed, int entriesBytes = 100, int sideBytes = 0, int count = 1)
    {
        var first = expected?.NextSequence ?? 0;
        var root = SHA256.HashData(BitConverter.GetBytes(seed));
        var segment = new Segment(first, count, Bytes(seed, entriesBytes), Bytes(seed + 1, 32 * count), root, Bytes(seed + 2, 16));
        var next = new LedgerHead(ledger, first + count, root, expected?.Epoch ?? 1, null);
        return new LedgerWrite(expected, next, segment, Bytes(seed + 3, sideBytes), [], [], []);
    }

    /// <summary>A range of the side block of a write with one entry.</summary>
    public static SideErasure Erasing(LedgerWrite write, int offset, int length) =>
        new(write.Segment!.FirstSequence, offset, length, write.Segment.LeafHashes[..32]);

    /// <summary>A write that changes only what is beside the entries.</summary>
    public static LedgerWrite Beside(LedgerHead head) => new(head, head, null, default, [], [], []);

    public static JournalBatch Of(params LedgerWrite[] writes) => new(writes, [], []);

    public static bool Same(Segment left, Segment right) =>
        left.FirstSequence == right.FirstSequence && left.Count == right.Count && left.Entries.Span.SequenceEqual(right.Entries.Span)
        && left.LeafHashes.Span.SequenceEqual(right.LeafHashes.Span) && left.Root.Span.SequenceEqual(right.Root.Span)
        && left.Requests.Span.SequenceEqual(right.Requests.Span);

    public static void AssertSame(Segment expected, Segment actual) => Assert.True(Same(expected, actual), $"segment at {expected.FirstSequence}");

    public static async Task<List<Segment>> ReadAll(IJournal journal, LedgerId ledger, long from = 0)
    {
        var all = new List<Segment>();
        await foreach (var segment in journal.ReadSegmentsAsync(ledger, from, CancellationToken.None)) all.Add(segment);
        return all;
    }
}
