using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Neighborhood.Rules.Proofs;

/// <summary>
/// What the ledger holds of a sealed ballot: a hash that fixes the choice and tells nothing of it until salt and choice are shown.
/// </summary>
/// <remarks>
/// SHA-256 over these bytes, in this order; lengths and numbers are big endian:
/// <list type="number">
/// <item>"neighborhood ballot v1" in ASCII and one zero byte, 23 bytes together;</item>
/// <item>the ledger's name: 4 bytes of length, then its UTF-8;</item>
/// <item>the poll: 8 bytes;</item>
/// <item>the voter: 8 bytes;</item>
/// <item>the choice: 4 bytes of length, then its bytes;</item>
/// <item>the salt: 32 bytes.</item>
/// </list>
/// </remarks>
public static class BallotCommitment
{
    /// <summary>Bytes of a commitment.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>Bytes of a salt.</summary>
    public const int SaltSize = 32;

    private static ReadOnlySpan<byte> Domain => "neighborhood ballot v1\0"u8;

    /// <summary>The commitment, 32 bytes.</summary>
    /// <exception cref="ArgumentException">The salt is not 32 bytes.</exception>
    public static byte[] Compute(string ledger, long poll, long voter, ReadOnlySpan<byte> choice, ReadOnlySpan<byte> salt32)
    {
        var commitment = new byte[Size];
        Compute(ledger, poll, voter, choice, salt32, commitment);
        return commitment;
    }

    /// <summary>Writes the commitment into the first 32 bytes of <paramref name="destination"/> and allocates nothing.</summary>
    /// <exception cref="ArgumentException">The salt is not 32 bytes, or the destination is too short.</exception>
    public static void Compute(
        string ledger, long poll, long voter, ReadOnlySpan<byte> choice, ReadOnlySpan<byte> salt32, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        if (salt32.Length != SaltSize)
        {
            throw new ArgumentException($"A salt has {SaltSize} bytes.", nameof(salt32));
        }

        var name = Encoding.UTF8.GetByteCount(ledger);
        var length = Domain.Length + sizeof(int) + name + (2 * sizeof(long)) + sizeof(int) + choice.Length + SaltSize;
        using var bytes = new ScratchBytes(length, stackalloc byte[ScratchBytes.OnStack]);

        var rest = bytes.Span;
        Domain.CopyTo(rest);
        rest = rest[Domain.Length..];
        BinaryPrimitives.WriteInt32BigEndian(rest, name);
        Encoding.UTF8.GetBytes(ledger, rest[sizeof(int)..]);
        rest = rest[(sizeof(int) + name)..];
        BinaryPrimitives.WriteInt64BigEndian(rest, poll);
        BinaryPrimitives.WriteInt64BigEndian(rest[sizeof(long)..], voter);
        rest = rest[(2 * sizeof(long))..];
        BinaryPrimitives.WriteInt32BigEndian(rest, choice.Length);
        choice.CopyTo(rest[sizeof(int)..]);
        salt32.CopyTo(rest[(sizeof(int) + choice.Length)..]);
        SHA256.HashData(bytes.Span, destination);
    }
}
