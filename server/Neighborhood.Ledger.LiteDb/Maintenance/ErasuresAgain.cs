using LiteDB;

namespace Neighborhood.Ledger.LiteDb.Maintenance;

/// <summary>Does to a copy of a store what was erased after it was made.</summary>
internal sealed class ErasuresAgain(StoreCopy copy, IReadOnlyList<HeadRow> rows, byte[] salt)
{
    private readonly Dictionary<string, HeadRow> ledgers = rows.ToDictionary(row => row.Head.Ledger.Name);

    /// <returns>How many were applied, and how many have no place in this copy although their entry may stand in it.</returns>
    public (int Applied, int Unplaced) Apply(IEnumerable<Erasure> erasures)
    {
        var (applied, unplaced) = (0, 0);
        foreach (var erasure in erasures.Where(erasure => ledgers.ContainsKey(erasure.Ledger)))
        {
            var done = Apply(ledgers[erasure.Ledger], erasure);
            applied += done is true ? 1 : 0;
            unplaced += done is false ? 1 : 0;
            copy.Engine.Checkpoint();
        }

        return (applied, unplaced);
    }

    /// <returns>Whether it was applied; null where what was erased is not in this copy.</returns>
    private bool? Apply(HeadRow row, Erasure erasure) => erasure switch
    {
        VaultErased vault => EraseFromVault(row, vault),
        SideErased side when side.FirstSequence < row.Head.NextSequence => EraseFromSide(row, side),
        _ => null,
    };

    private bool EraseFromVault(HeadRow row, VaultErased erasure)
    {
        var prefix = Documents.VaultKey(row.Number, "");
        var keys = copy.Range(Documents.Vault, prefix, Documents.AfterPrefix(prefix)).Select(document => document["_id"].AsString).ToArray();
        var erased = keys.Where(key => Erasure.DigestOf(salt, Documents.KeyInVault(key)) == erasure.KeyDigest);
        copy.Engine.Delete(Documents.Vault, erased.Select(key => new BsonValue(key)));
        return true;
    }

    /// <summary>
    /// A compaction since the backup may have merged segments, whose side blocks then stood one behind the other; the other way round only the
    /// first sequence of what was merged is still known. A copy of a history that a restore abandoned has another entry at the same place.
    /// </summary>
    private bool? EraseFromSide(HeadRow row, SideErased erasure)
    {
        var first = Documents.SegmentKey(row.Number, erasure.FirstSequence);
        if (!copy.Range(Documents.Segments, first, first).Any()) return false;
        var (offset, length) = (erasure.Offset, erasure.Length);
        var erased = new List<BsonDocument>();
        foreach (var document in copy.Range(Documents.Sides, first, Documents.SegmentKey(row.Number, long.MaxValue)))
        {
            var side = document[Documents.Value].AsBinary;
            var here = Math.Clamp(side.Length - offset, 0, length);
            if (here > 0 && !HasLeaf(document["_id"].AsString, erasure.Leaf)) return null;
            if (here > 0) erased.Add(Documents.Of(document["_id"].AsString, Cleared(side, offset, here)));
            (offset, length) = (Math.Max(0, offset - side.Length), length - here);
            if (length == 0) break;
        }

        copy.Engine.Upsert(Documents.Sides, erased, BsonAutoId.ObjectId);
        return length == 0;
    }

    private bool HasLeaf(string segment, string leaf)
    {
        var leaves = Documents.ToSegment(copy.Range(Documents.Segments, segment, segment).Single()).LeafHashes.ToArray();
        return leaves.Chunk(leaf.Length / 2).Any(one => Convert.ToHexStringLower(one) == leaf);
    }

    private static byte[] Cleared(byte[] side, int offset, int length)
    {
        side.AsSpan(offset, length).Clear();
        return side;
    }
}
