namespace Neighborhood.Rules.Proofs;

/// <summary>
/// The right edge of a Merkle tree that is walked from left to right: it takes leaves and complete subtrees and gives the root at any moment. It holds
/// one hash per level, whatever the number of leaves, and is not thread safe.
/// </summary>
public sealed class TreeFrontier
{
    private const int MaxLevels = 63;

    // The complete subtrees whose leaves have been taken, widest first: a bit of the size for each.
    private readonly byte[] _hashes = new byte[MaxLevels * MerkleHash.Size];
    private int _count;

    /// <summary>How many leaves were taken.</summary>
    public long Size { get; private set; }

    /// <summary>Takes a leaf by its hash.</summary>
    /// <exception cref="ArgumentException">The hash is not 32 bytes.</exception>
    public void Add(ReadOnlySpan<byte> leafHash)
    {
        if (!TryAdd(0, leafHash))
        {
            throw new ArgumentException($"A leaf hash has {MerkleHash.Size} bytes, and a tree fewer than 2^62 leaves.", nameof(leafHash));
        }
    }

    /// <summary>
    /// Takes a complete subtree of 2^<paramref name="level"/> leaves; false, and nothing is taken, where none can stand here: the size is no multiple of its
    /// leaves, or the hash is not 32 bytes.
    /// </summary>
    public bool TryAdd(int level, ReadOnlySpan<byte> hash)
    {
        if (level is < 0 or >= MaxLevels - 1 || hash.Length != MerkleHash.Size || (Size & ((1L << level) - 1)) != 0 || Size > (1L << 62) - (1L << level))
        {
            return false;
        }

        hash.CopyTo(At(_count++));
        for (var size = Size >> level; (size & 1) == 1; size >>= 1)
        {
            MerkleHash.Node(At(_count - 2), At(_count - 1), At(_count - 2));
            _count--;
        }

        Size += 1L << level;
        return true;
    }

    /// <summary>Writes the root over all leaves taken into 32 bytes.</summary>
    public void Root(Span<byte> root)
    {
        if (_count == 0)
        {
            MerkleHash.Empty.CopyTo(root);
            return;
        }

        At(_count - 1).CopyTo(root);
        for (var i = _count - 2; i >= 0; i--)
        {
            MerkleHash.Node(At(i), root[..MerkleHash.Size], root);
        }
    }

    private Span<byte> At(int index) => _hashes.AsSpan(index * MerkleHash.Size, MerkleHash.Size);
}
