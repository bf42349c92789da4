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
}
