using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Neighborhood.Rules.Proofs;

/// <summary>
/// What the ledger holds of a sealed roll: the root of the Merkle tree (RFC 6962) over its rows in ascending order of voters. A row shows itself by
/// its salt and its path, and tells nothing of the others.
/// </summary>
/// <remarks>
/// The content of leaf i; lengths and numbers are big endian:
/// <list type="number">
/// <item>"neighborhood roll v1" in ASCII and one zero byte, 21 bytes together;</item>
/// <item>the ledger's name: 4 bytes of length, then its UTF-8;</item>
/// <item>the poll: 8 bytes;</item>
/// <item>the voter: 8 bytes;</item>
/// <item>the area in square centimetres: 8 bytes;</item>
/// <item>the persons the row counts for: 4 bytes;</item>
/// <item>the salt: 32 bytes, SHA-256 of the roll's 32-byte seed and i in 4 bytes.</item>
/// </list>
/// </remarks>
public static class RollCommitment
{
    /// <summary>Bytes of a seed and of a salt.</summary>
    public const int SaltSize = SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Domain => "neighborhood roll v1\0"u8;

    /// <summary>The salt of one row.</summary>
    /// <exception cref="ArgumentException">The seed is not 32 bytes.</exception>
    public static byte[] Salt(ReadOnlySpan<byte> seed32, int index)
    {
        if (seed32.Length != SaltSize)
        {
            throw new ArgumentException($"A seed has {SaltSize} bytes.", nameof(seed32));
        }

        Span<byte> input = stackalloc byte[SaltSize + sizeof(int)];
        seed32.CopyTo(input);
        BinaryPrimitives.WriteInt32BigEndian(input[SaltSize..], index);
        return SHA256.HashData(input);
    }

    /// <summary>The content of a row's leaf.</summary>
    /// <exception cref="ArgumentException">The salt is not 32 bytes.</exception>
    public static byte[] Row(string ledger, long poll, long voter, long areaCm2, int heads, ReadOnlySpan<byte> salt32)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        if (salt32.Length != SaltSize)
        {
            throw new ArgumentException($"A salt has {SaltSize} bytes.", nameof(salt32));
        }

        var name = Encoding.UTF8.GetByteCount(ledger);
        var row = new byte[Domain.Length + sizeof(int) + name + (3 * sizeof(long)) + sizeof(int) + SaltSize];
        Domain.CopyTo(row);
        var rest = row.AsSpan(Domain.Length);
        BinaryPrimitives.WriteInt32BigEndian(rest, name);
        Encoding.UTF8.GetBytes(ledger, rest[sizeof(int)..]);
        rest = rest[(sizeof(int) + name)..];
        BinaryPrimitives.WriteInt64BigEndian(rest, poll);
        BinaryPrimitives.WriteInt64BigEndian(rest[8..], voter);
        BinaryPrimitives.WriteInt64BigEndian(rest[16..], areaCm2);
        BinaryPrimitives.WriteInt32BigEndian(rest[24..], heads);
        salt32.CopyTo(rest[28..]);
        return row;
    }
}
