using System.Security.Cryptography;

namespace Neighborhood.Rules.Proofs;

/// <summary>
/// The hashes of a Merkle tree: SHA-256 with the two prefixes of RFC 6962 section 2.1, which keep a leaf from being passed off as a node.
/// Every hash is <see cref="Size"/> bytes. The overloads that write to a span allocate nothing.
/// </summary>
public static class MerkleHash
{
    /// <summary>Bytes of one hash.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    /// <summary>Fewer hashes than this are faster one at a time.</summary>
    private const int FewestInLanes = 4;

    /// <summary>The root of the tree without leaves: SHA-256 of nothing. A new array on each call, so that nobody can alter it for others.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    /// <summary>The hash of a leaf: SHA-256(0x00 ‖ <paramref name="content"/>).</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> content)
    {
        var hash = new byte[Size];
        Leaf(content, hash);
        return hash;
    }

    /// <summary>Writes the hash of a leaf into the first <see cref="Size"/> bytes of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static void Leaf(ReadOnlySpan<byte> content, Span<byte> destination)
    {
        using var bytes = new ScratchBytes(1 + content.Length, stackalloc byte[ScratchBytes.OnStack]);
        bytes.Span[0] = LeafPrefix;
        content.CopyTo(bytes.Span[1..]);
        SHA256.HashData(bytes.Span, destination);
    }

    /// <summary>The hash of an inner node: SHA-256(0x01 ‖ <paramref name="left"/> ‖ <paramref name="right"/>).</summary>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var hash = new byte[Size];
        Node(left, right, hash);
        return hash;
    }

    /// <summary>
    /// Writes the hash of an inner node into the first <see cref="Size"/> bytes of <paramref name="destination"/>, which may be one of its children.
    /// </summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> destination)
    {
        using var bytes = new ScratchBytes(1 + left.Length + right.Length, stackalloc byte[ScratchBytes.OnStack]);
        bytes.Span[0] = NodePrefix;
        left.CopyTo(bytes.Span[1..]);
        right.CopyTo(bytes.Span[(1 + left.Length)..]);
        SHA256.HashData(bytes.Span, destination);
    }

    /// <summary>Writes the hashes of many inner nodes, which stand beside one another: much less work than one at a time.</summary>
    /// <param name="children">Left and right child of each, 64 bytes a node.</param>
    /// <param name="destination">Gets 32 bytes a node.</param>
    /// <exception cref="ArgumentException">The children are no pairs, or the destination is too short.</exception>
    public static void Nodes(ReadOnlySpan<byte> children, Span<byte> destination)
    {
        const int pairBytes = 2 * Size;
        if (children.Length % pairBytes != 0 || destination.Length < children.Length / 2)
        {
            throw new ArgumentException("Nodes have two children of 32 bytes each, and a place for their hash.", nameof(children));
        }

        while (children.Length >= FewestInLanes * pairBytes)
        {
            var count = Math.Min(children.Length / pairBytes, Sha256Lanes.Count);
            NodesInLanes(children[..(count * pairBytes)], destination);
            children = children[(count * pairBytes)..];
            destination = destination[(count * Size)..];
        }

        for (; !children.IsEmpty; children = children[pairBytes..], destination = destination[Size..])
        {
            Node(children[..Size], children[Size..pairBytes], destination);
        }
    }

    private static void NodesInLanes(ReadOnlySpan<byte> children, Span<byte> destination)
    {
        const int messageBytes = 1 + (2 * Size);
        const int paddedBytes = 2 * Sha256Lanes.BlockBytes;
        Span<byte> messages = stackalloc byte[Sha256Lanes.Count * paddedBytes];
        Span<byte> digests = stackalloc byte[Sha256Lanes.Count * Size];
        for (var rest = messages; !children.IsEmpty; children = children[(2 * Size)..], rest = rest[paddedBytes..])
        {
            rest[0] = NodePrefix;
            children[..(2 * Size)].CopyTo(rest[1..]);
            Sha256Lanes.Pad(rest[..paddedBytes], messageBytes);
        }

        Sha256Lanes.Hash(messages, digests);
        digests[..Math.Min(digests.Length, destination.Length)].CopyTo(destination);
    }
}
