using System.Numerics;

namespace Neighborhood.Rules.Proofs;

/// <summary>One complete subtree of a Merkle tree: the leaves [<see cref="Start"/>, <see cref="End"/>).</summary>
/// <param name="Level">It has 2^level leaves.</param>
/// <param name="Index">How many subtrees of this level stand before it.</param>
public readonly record struct Subtree(int Level, long Index)
{
    /// <summary>Its first leaf.</summary>
    public long Start => Index << Level;

    /// <summary>The leaf behind its last.</summary>
    public long End => (Index + 1) << Level;
}

/// <summary>Covers a range of leaves with the fewest complete subtrees, from left to right: what stands for leaves that are not shown.</summary>
public static class TreeCover
{
    /// <summary>The subtrees over the leaves [<paramref name="start"/>, <paramref name="end"/>); none where the range is empty.</summary>
    public static IEnumerable<Subtree> Between(long start, long end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        while (start < end)
        {
            var level = Math.Min(BitOperations.TrailingZeroCount(start), BitOperations.Log2((ulong)(end - start)));
            yield return new Subtree(level, start >> level);
            start += 1L << level;
        }
    }
}
