using System.Security.Cryptography;
using NSec.Cryptography;

namespace Neighborhood.Rules.Proofs;

/// <summary>
/// The private Ed25519 key of a person's device, which signs <see cref="SignedStatement"/>s. May sign from several threads at once. Dispose it to wipe
/// the key from memory.
/// </summary>
public sealed class DeviceKey : IDisposable
{
    /// <summary>Bytes of a public key, and of a private one.</summary>
    public const int Size = 32;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureSize = 64;

    private readonly Key _key;
    private readonly byte[] _publicKey;

    private DeviceKey(Key key)
    {
        _key = key;
        _publicKey = key.PublicKey.Export(KeyBlobFormat.RawPublicKey);
    }

    /// <summary>The public half as RFC 8032 encodes it, 32 bytes.</summary>
    public ReadOnlyMemory<byte> PublicKey => _publicKey;

    /// <summary>The key of 32 secret bytes, which were drawn at random when it was made.</summary>
    /// <exception cref="FormatException">They are not 32. The message does not repeat them.</exception>
    public static DeviceKey Import(ReadOnlySpan<byte> privateKey) =>
        Key.TryImport(SignatureAlgorithm.Ed25519, privateKey, KeyBlobFormat.RawPrivateKey, out var key) && key is not null
            ? new DeviceKey(key)
            : throw new FormatException($"The private key of a device has {Size} bytes.");

    /// <summary>Signs a statement; 64 bytes, the same each time.</summary>
    public byte[] Sign(ReadOnlySpan<byte> statement) => SignatureAlgorithm.Ed25519.Sign(_key, statement);

    /// <summary>Whether bytes are the public key of a device.</summary>
    public static bool IsPublicKey(ReadOnlySpan<byte> publicKey) =>
        publicKey.Length == Size && NSec.Cryptography.PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out _);

    /// <summary>Whether the key made the signature over the statement; false for whatever is malformed.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature) =>
        publicKey.Length == Size && signature.Length == SignatureSize
        && NSec.Cryptography.PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key)
        && key is not null
        && SignatureAlgorithm.Ed25519.Verify(key, statement, signature);

    /// <summary>
    /// What two screens show of a key, for a person to compare: the first 80 bits of SHA-256("neighborhood device code v1" and a zero byte ‖ public key)
    /// as four groups of four characters of Crockford's base 32. So many that no other key with the same code can be searched for.
    /// </summary>
    public static string CodeOf(ReadOnlySpan<byte> publicKey)
    {
        const string alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        const int groups = 4;
        var hash = SHA256.HashData([.. "neighborhood device code v1\0"u8, .. publicKey]);
        Span<char> code = stackalloc char[(groups * 5) - 1];
        code.Fill('-');
        for (var i = 0; i < groups * 4; i++)
        {
            var (bit, offset) = ((i * 5) / 8, (i * 5) % 8);
            code[i + (i / 4)] = alphabet[(((hash[bit] << 8) | hash[bit + 1]) >> (11 - offset)) & 31];
        }

        return new string(code);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
