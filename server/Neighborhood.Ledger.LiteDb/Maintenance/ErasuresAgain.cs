using System.Security.Cryptography;
using LiteDB;

namespace Neighborhood.Ledger.LiteDb.Maintenance;

/// <summary>Does to a copy of a store what was erased after it was made; what was erased from one segment together is erased together.</summary>
internal sealed class ErasuresAgain(StoreCopy copy, IReadOnlyList<HeadRow> rows, byte[] salt)
{
    private const int BytesPerCheckpoint = 4 << 20;
    private const int PageBytes = 8192;

    private readonly Dictionary<string, HeadRow> ledgers = rows.ToDictionary(row => row.Head.Ledger.Name);
    private long changedBytes;

    /// <returns>How many were applied, and how many have no place in this copy although their entry may stand in it.</returns>
    public (int Applied, int Unplaced) Apply(IEnumerable<Erasure> erasures)
    {
        var (applied, unplaced) = (0, 0);
        foreach (var together in Together(erasures.Where(erasure => ledgers.ContainsKey(erasure.Ledger))))
        {
            var done = Apply(ledgers[together[0].Ledger], together);
            applied += done.Count(one => one is true);
            unplaced += done.Count(one => one is false);
            if (changedBytes < BytesPerCheckpoint) continue;
            copy.Engine.Checkpoint();
            changedBytes = 0;
        }

        copy.Engine.Checkpoint();
        return (applied, unplaced);
    }

    /// <summary>Erasures that follow each other and are of the same segment; each other one alone.</summary>
    private static IEnumerable<IReadOnlyList<Erasure>> Together(IEnumerable<Erasure> erasures)
    {
        var together = new List<Erasure>();
        foreach (var erasure in erasures)
        {
            if (together.Count > 0 && !IsOfSameSegment(together[0], erasure))
            {
                yield return together;
                together = [];
            }

            together.Add(erasure);
        }

        if (together.Count > 0) yield return together;
    }

    private static bool IsOfSameSegment(Erasure one, Erasure other) =>
        one is SideErased side && other is SideErased next && (side.Ledger, side.FirstSequence) == (next.Ledger, next.FirstSequence);

    /// <returns>Of each whether it was applied; null where what was erased is not in this copy.</returns>
    private bool?[] Apply(HeadRow row, IReadOnlyList<Erasure> together) => together[0] switch
    {
        VaultErased vault => [EraseFromVault(row, vault)],
        SideErased side when side.FirstSequence < row.Head.NextSequence => EraseFromSide(row, [.. together.Cast<SideErased>()]),
        _ => [],
    };

    private bool EraseFromVault(HeadRow row, VaultErased erasure)
    {
        var prefix = Documents.VaultKey(row.Number, "");
        var keys = copy.Range(Documents.Vault, prefix, Documents.AfterPrefix(prefix)).Select(document => document["_id"].AsString).ToArray();
        var erased = keys.Where(key => Erasure.DigestOf(salt, Documents.KeyInVault(key)) == erasure.KeyDigest);
        copy.Engine.Delete(Documents.Vault, erased.Select(key => new BsonValue(key)));
        changedBytes += PageBytes;
        return true;
    }

    private bool?[] EraseFromSide(HeadRow row, SideErased[] ranges)
    {
        var first = Documents.SegmentKey(row.Number, ranges[0].FirstSequence);
        if (Blocks(row, first, ranges.Max(range => (long)range.Offset + range.Length)) is not { } blocks) return [.. ranges.Select(_ => (bool?)false)];
        bool?[] done = [.. ranges.Select(range => Erase(blocks, range))];
        foreach (var block in blocks.Where(block => block.IsChanged)) Write(block);
        changedBytes += blocks.Sum(block => (long)block.Side.Length) + PageBytes;
        return done;
    }

    /// <summary>A group may hold several of the blocks, so it is read again for each.</summary>
    private void Write(Block block)
    {
        var key = block.Holder.Document["_id"].AsString;
        var document = copy.First(block.Holder.Collection, key, key);
        var holder = block.Holder.Collection == Documents.Sides ? SideHolder.OfSide(document) : SideHolder.InGroup(document, block.Key);
        copy.Engine.Update(holder!.Collection, [holder.With(block.Side)]);
    }

    /// <summary>
    /// The side blocks that stand one behind the other from a segment on, as many as hold the given number of bytes; null where no segment begins there.
    /// </summary>
    private List<Block>? Blocks(HeadRow row, string first, long bytes)
    {
        var (blocks, end) = (new List<Block>(), Documents.SegmentKey(row.Number, long.MaxValue));
        var document = copy.Last(Documents.Segments, Documents.SegmentKey(row.Number, 0), first);
        if (document is null || Documents.SegmentsIn(document).All(segment => segment["_id"].AsString != first)) return null;
        for (; document is not null && bytes > 0; document = copy.First(Documents.Segments, Documents.After(document["_id"].AsString), end))
        {
            foreach (var segment in Documents.SegmentsIn(document).SkipWhile(segment => string.CompareOrdinal(segment["_id"].AsString, first) < 0))
            {
                if (bytes <= 0 || SideOf(segment["_id"].AsString, document) is not { } holder) continue;
                blocks.Add(new Block(segment["_id"].AsString, holder, LeavesOf(segment)));
                bytes -= holder.Side.Length;
            }
        }

        return blocks;
    }

    /// <summary>The side block of a segment in a document.</summary>
    private SideHolder? SideOf(string key, BsonDocument document) =>
        SideHolder.InGroup(document, key) ?? SideHolder.OfSide(copy.First(Documents.Sides, key, key));

    /// <summary>
    /// A compaction since the backup may have merged segments, whose side blocks then stood one behind the other; the other way round only the
    /// first sequence of what was merged is still known. A copy of a history that a restore abandoned has another entry at the same place.
    /// </summary>
    private static bool? Erase(IEnumerable<Block> blocks, SideErased range)
    {
        var (offset, length) = (range.Offset, range.Length);
        var parts = new List<(Block Block, int Offset, int Length)>();
        foreach (var block in blocks)
        {
            var here = Math.Clamp(block.Side.Length - offset, 0, length);
            if (here > 0 && !block.Leaves.Contains(range.Leaf)) return null;
            if (here > 0) parts.Add((block, offset, here));
            (offset, length) = (Math.Max(0, offset - block.Side.Length), length - here);
            if (length == 0) break;
        }

        foreach (var part in parts) part.Block.Clear(part.Offset, part.Length);
        return length == 0;
    }

    private static HashSet<string> LeavesOf(BsonDocument segment) =>
        [.. Documents.ToSegment(segment).LeafHashes.ToArray().Chunk(SHA256.HashSizeInBytes).Select(Convert.ToHexStringLower)];

    /// <summary>A side block while it is being changed, with the leaf hashes of its segment.</summary>
    private sealed class Block(string key, SideHolder holder, HashSet<string> leaves)
    {
        public string Key { get; } = key;

        public SideHolder Holder { get; } = holder;

        public HashSet<string> Leaves { get; } = leaves;

        public byte[] Side { get; } = (byte[])holder.Side.Clone();

        public bool IsChanged { get; private set; }

        public void Clear(int offset, int length)
        {
            Side.AsSpan(offset, length).Clear();
            IsChanged = true;
        }
    }
}
