using System.Security.Cryptography;

namespace Neighborhood.Rules.Proofs;

/// <summary>
/// What the ledger holds of a text that people wrote: a hash that fixes the text, and that nobody can guess back once text and salt are removed.
/// SHA-256 over "neighborhood text v1" in ASCII and one zero byte (21 bytes together) ‖ salt (32 bytes) ‖ text. Only the text has a length that
/// varies, and it stands last.
/// </summary>
public static class TextCommitment
{
    /// <summary>Bytes of a commitment.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>Bytes of a salt.</summary>
    public const int SaltSize = 32;

    private static ReadOnlySpan<byte> Domain => "neighborhood text v1\0"u8;

    /// <summary>The commitment, 32 bytes.</summary>
    /// <exception cref="ArgumentException">The salt is not 32 bytes.</exception>
    public static byte[] Compute(ReadOnlySpan<byte> text, ReadOnlySpan<byte> salt32)
    {
        var commitment = new byte[Size];
        Compute(text, salt32, commitment);
        return commitment;
    }

    /// <summary>Writes the commitment into the first 32 bytes of <paramref name="destination"/> and allocates nothing.</summary>
    /// <exception cref="ArgumentException">The salt is not 32 bytes, or the destination is too short.</exception>
    public static void Compute(ReadOnlySpan<byte> text, ReadOnlySpan<byte> salt32, Span<byte> destination)
    {
        if (salt32.Length != SaltSize)
        {
            throw new ArgumentException($"A salt has {SaltSize} bytes.", nameof(salt32));
        }

        using var bytes = new ScratchBytes(Domain.Length + SaltSize + text.Length, stackalloc byte[ScratchBytes.OnStack]);
        Domain.CopyTo(bytes.Span);
        salt32.CopyTo(bytes.Span[Domain.Length..]);
        text.CopyTo(bytes.Span[(Domain.Length + SaltSize)..]);
        SHA256.HashData(bytes.Span, destination);
    }
}
