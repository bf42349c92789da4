using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Neighborhood.Domain.Core;

/// <summary>
/// The chance a decision may use, handed in as 32 bytes: block n is SHA-256(seed ‖ n). The same seed gives the same salts and nonces,
/// so a decision stays a pure function.
/// </summary>
public sealed class Entropy(byte[] seed)
{
    private readonly byte[] _seed = seed.Length == SeedBytes ? seed : throw new ArgumentException("An entropy seed has 32 bytes.", nameof(seed));
    private int _block;

    /// <summary>Length of a seed.</summary>
    public const int SeedBytes = 32;

    /// <summary>The next 32 bytes.</summary>
    public byte[] Take32()
    {
        Span<byte> input = stackalloc byte[SeedBytes + 4];
        _seed.CopyTo(input);
        BinaryPrimitives.WriteInt32BigEndian(input[SeedBytes..], _block++);
        return SHA256.HashData(input);
    }

    /// <summary>The next 16 bytes, a whole block spent.</summary>
    public byte[] Take16() => Take32()[..16];
}
