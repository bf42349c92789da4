using System.Numerics;

namespace Neighborhood.Rules.Proofs;

/// <summary>
/// The append-only Merkle tree of RFC 6962 section 2.1, in memory: roots and proofs for its present size and every earlier one.
/// </summary>
/// <remarks>
/// Not thread safe: its owner is one mailbox. Level k keeps the hashes of all complete subtrees of 2^k leaves, so a leaf costs about 64 bytes,
/// appending about one hash of two nodes, and a root or a proof O(log n) hashes.
/// </remarks>
public sealed class MerkleTree
{
    private readonly List<HashList> _levels = [new()];
    private readonly Dictionary<long, byte[]> _edges = [];
    private long _edgesEnd;

    /// <summary>How many leaves it has.</summary>
    public long Size => _levels[0].Count;

    /// <summary>Appends a leaf by its hash (<see cref="MerkleHash.Leaf(ReadOnlySpan{byte})"/>), 32 bytes.</summary>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public void Append(ReadOnlySpan<byte> leafHash)
    {
        if (leafHash.Length != MerkleHash.Size)
        {
            throw new ArgumentException($"A leaf hash has {MerkleHash.Size} bytes.", nameof(leafHash));
        }

        _levels[0].Add(leafHash);
        Span<byte> node = stackalloc byte[MerkleHash.Size];
        for (var level = 0; _levels[level].Count % 2 == 0; level++)
        {
            if (level + 1 == _levels.Count)
            {
                _levels.Add(new HashList());
            }

            var children = _levels[level];
            MerkleHash.Node(children[children.Count - 2], children[children.Count - 1], node);
            _levels[level + 1].Add(node);
        }
    }

    /// <summary>Appends many leaves by their hashes, one after the other: the nodes of a level need nothing of each other and are hashed together.</summary>
    /// <exception cref="ArgumentException">They are not 32 bytes each.</exception>
    public void AppendRange(ReadOnlySpan<byte> leafHashes)
    {
        if (leafHashes.Length % MerkleHash.Size != 0)
        {
            throw new ArgumentException($"A leaf hash has {MerkleHash.Size} bytes.", nameof(leafHashes));
        }

        _levels[0].AddRange(leafHashes);
        for (var level = 0; _levels[level].Count > 1; level++)
        {
            if (level + 1 == _levels.Count)
            {
                _levels.Add(new HashList());
            }

            AddParents(_levels[level], _levels[level + 1]);
        }
    }

    private static void AddParents(HashList children, HashList parents)
    {
        Span<byte> nodes = stackalloc byte[Sha256Lanes.Count * MerkleHash.Size];
        while (parents.Count < children.Count / 2)
        {
            var missing = (children.Count / 2) - parents.Count;
            var pairs = children.Run(2 * parents.Count, 2 * Math.Min(missing, Sha256Lanes.Count));
            MerkleHash.Nodes(pairs, nodes);
            parents.AddRange(nodes[..(pairs.Length / 2)]);
        }
    }

    /// <summary>The hash of a leaf. The span stays valid and unchanged whatever is appended later.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public ReadOnlySpan<byte> LeafAt(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Size);
        return _levels[0][index];
    }

    /// <summary>The hash of a complete subtree. The span stays valid and unchanged whatever is appended later.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree does not have all its leaves.</exception>
    public ReadOnlySpan<byte> SubtreeAt(Subtree subtree)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(subtree.Level);
        ArgumentOutOfRangeException.ThrowIfNegative(subtree.Index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(subtree.End, Size);
        return _levels[subtree.Level][subtree.Index];
    }

    /// <summary>The root over all leaves, 32 bytes; <see cref="MerkleHash.Empty"/> without leaves.</summary>
    public byte[] Root() => RootAt(Size);

    /// <summary>The root as it was when the tree had <paramref name="size"/> leaves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree never had that size.</exception>
    public byte[] RootAt(long size)
    {
        ThrowUnlessReached(size);
        return size == 0 ? MerkleHash.Empty : RangeHash(0, size);
    }

    /// <summary>
    /// Proves that leaf <paramref name="index"/> is in the tree of <paramref name="size"/> leaves: PATH of RFC 6962 section 2.1.1, from the leaf up.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree never had that size, or that size has no such leaf.</exception>
    public byte[][] InclusionProof(long index, long size)
    {
        ThrowUnlessReached(size);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);

        var path = new List<byte[]>();
        for (long start = 0, end = size; end - start > 1;)
        {
            var middle = start + Split(end - start);
            if (index < middle)
            {
                path.Add(RangeHash(middle, end));
                end = middle;
                continue;
            }

            path.Add(RangeHash(start, middle));
            start = middle;
        }

        path.Reverse();
        return [.. path];
    }

    /// <summary>
    /// Proves that the tree of <paramref name="second"/> leaves begins with the tree of <paramref name="first"/> leaves: PROOF of RFC 6962
    /// section 2.1.2. Empty where both are the same.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The tree never had these sizes, they are out of order, or <paramref name="first"/> is 0:
    /// every tree begins with the empty one, so there is nothing to prove.
    /// </exception>
    public byte[][] ConsistencyProof(long first, long second)
    {
        ThrowUnlessReached(second);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);

        var path = new List<byte[]>();
        long start = 0, end = second;
        while (end != first)
        {
            var middle = start + Split(end - start);
            if (first <= middle)
            {
                path.Add(RangeHash(middle, end));
                end = middle;
                continue;
            }

            path.Add(RangeHash(start, middle));
            start = middle;
        }

        // The verifier knows the first root already, so it is left out where the walk ended on the whole first tree.
        if (start != 0)
        {
            path.Add(RangeHash(start, end));
        }

        path.Reverse();
        return [.. path];
    }

    /// <summary>The largest power of two below <paramref name="count"/>: where RFC 6962 splits a tree of that many leaves.</summary>
    private static long Split(long count) => 1L << BitOperations.Log2((ulong)count - 1);

    /// <summary>
    /// The hash over leaves [start, end), where start is a multiple of a power of two not below their number, as every range met by splitting is.
    /// A complete subtree is stored. The ragged right edge of one size is kept until another is asked for: many entries are proved under one head.
    /// </summary>
    private byte[] RangeHash(long start, long end)
    {
        if (BitOperations.IsPow2(end - start))
        {
            return Fold(start, end);
        }

        if (_edgesEnd != end)
        {
            _edges.Clear();
            _edgesEnd = end;
        }

        if (!_edges.TryGetValue(start, out var edge))
        {
            edge = _edges[start] = Fold(start, end);
        }

        return [.. edge];
    }

    /// <summary>Folding the complete subtrees of a range from the right gives the hash that recursive splitting defines.</summary>
    private byte[] Fold(long start, long end)
    {
        var hash = new byte[MerkleHash.Size];
        var isFirst = true;
        for (var right = end; right > start;)
        {
            var level = BitOperations.TrailingZeroCount(right - start);
            right -= 1L << level;
            var subtree = _levels[level][right >> level];
            if (isFirst)
            {
                subtree.CopyTo(hash);
                isFirst = false;
                continue;
            }

            MerkleHash.Node(subtree, hash, hash);
        }

        return hash;
    }

    private void ThrowUnlessReached(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
    }
}
