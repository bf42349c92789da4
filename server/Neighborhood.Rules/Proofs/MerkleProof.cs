using System.Numerics;

namespace Neighborhood.Rules.Proofs;

/// <summary>
/// Checks proofs without a tree and without trust: the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2. Whatever is malformed (a wrong length,
/// too many or too few hashes, impossible sizes) is false, never an exception.
/// </summary>
public static class MerkleProof
{
    /// <summary>
    /// Whether <paramref name="proof"/> shows that the leaf with this hash stands at <paramref name="index"/> in the tree of this size and root.
    /// </summary>
    public static bool VerifyInclusion(
        long index, long size, ReadOnlySpan<byte> leafHash, IReadOnlyList<byte[]> proof, ReadOnlySpan<byte> root)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (index < 0 || index >= size || !AreHashes(leafHash, root, proof))
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[MerkleHash.Size];
        leafHash.CopyTo(hash);
        var node = index;
        var last = size - 1;
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            var siblingIsLeft = IsOdd(node) || node == last;
            if (siblingIsLeft)
            {
                MerkleHash.Node(sibling, hash, hash);
                SkipPromotedLevels(ref node, ref last);
            }
            else
            {
                MerkleHash.Node(hash, sibling, hash);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && hash.SequenceEqual(root);
    }

    /// <summary>
    /// Whether <paramref name="proof"/> shows that the tree of <paramref name="second"/> leaves begins with the tree of <paramref name="first"/> leaves.
    /// A first size of 0 is refused: nothing can be proved from an empty tree.
    /// </summary>
    public static bool VerifyConsistency(
        long first, long second, ReadOnlySpan<byte> firstRoot, ReadOnlySpan<byte> secondRoot, IReadOnlyList<byte[]> proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (first <= 0 || first > second || !AreHashes(firstRoot, secondRoot, proof))
        {
            return false;
        }

        if (first == second)
        {
            return proof.Count == 0 && firstRoot.SequenceEqual(secondRoot);
        }

        // A first tree of 2^k leaves is itself a node of the second one, and its root is left out of the proof.
        var startsAtFirstRoot = BitOperations.IsPow2(first);
        if (!startsAtFirstRoot && proof.Count == 0)
        {
            return false;
        }

        var level = BitOperations.TrailingZeroCount(first);
        var start = startsAtFirstRoot ? firstRoot : proof[0];
        return Climb((first - 1) >> level, (second - 1) >> level, start, firstRoot, secondRoot, proof, startsAtFirstRoot ? 0 : 1);
    }

    /// <summary>Climbs from the last complete subtree that both trees share to both roots at once.</summary>
    private static bool Climb(
        long node, long last, ReadOnlySpan<byte> start, ReadOnlySpan<byte> firstRoot, ReadOnlySpan<byte> secondRoot, IReadOnlyList<byte[]> proof, int from)
    {
        Span<byte> firstHash = stackalloc byte[MerkleHash.Size];
        Span<byte> secondHash = stackalloc byte[MerkleHash.Size];
        start.CopyTo(firstHash);
        start.CopyTo(secondHash);
        for (var i = from; i < proof.Count; i++)
        {
            if (last == 0)
            {
                return false;
            }

            if (IsOdd(node) || node == last)
            {
                MerkleHash.Node(proof[i], firstHash, firstHash);
                MerkleHash.Node(proof[i], secondHash, secondHash);
                SkipPromotedLevels(ref node, ref last);
            }
            else
            {
                MerkleHash.Node(secondHash, proof[i], secondHash);
            }

            node >>= 1;
            last >>= 1;
        }

        return last == 0 && firstHash.SequenceEqual(firstRoot) && secondHash.SequenceEqual(secondRoot);
    }

    /// <summary>A last node without a sibling is promoted unchanged, so the proof holds no hash for those levels.</summary>
    private static void SkipPromotedLevels(ref long node, ref long last)
    {
        while (!IsOdd(node) && node != 0)
        {
            node >>= 1;
            last >>= 1;
        }
    }

    private static bool IsOdd(long value) => (value & 1) == 1;

    private static bool AreHashes(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, IReadOnlyList<byte[]> proof) =>
        one.Length == MerkleHash.Size && other.Length == MerkleHash.Size && proof.All(hash => hash is { Length: MerkleHash.Size });
}
