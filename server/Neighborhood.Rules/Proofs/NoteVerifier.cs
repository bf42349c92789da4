using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using NSec.Cryptography;

namespace Neighborhood.Rules.Proofs;

/// <summary>
/// The public half of a key that signs notes, and its printed form, the C2SP verifier key "name+id+base64(0x01 ‖ public key)". Ed25519 only.
/// Immutable; may be used from any thread.
/// </summary>
public sealed class NoteVerifier
{
    /// <summary>Bytes of a public key.</summary>
    public const int PublicKeySize = 32;

    internal const byte Ed25519Type = 1;

    private readonly PublicKey _publicKey;
    private readonly byte[] _bytes;

    internal NoteVerifier(string name, PublicKey publicKey)
    {
        Name = name;
        _publicKey = publicKey;
        _bytes = publicKey.Export(KeyBlobFormat.RawPublicKey);
        byte[] identified = [.. NoteText.Bytes(name), (byte)'\n', Ed25519Type, .. _bytes];
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(identified));
    }

    /// <summary>The name of the key; for a ledger the same as its origin.</summary>
    public string Name { get; }

    /// <summary>The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), big endian.</summary>
    public uint KeyId { get; }

    /// <summary>The 32 bytes of the public key as RFC 8032 encodes them.</summary>
    public ReadOnlyMemory<byte> PublicKeyBytes => _bytes;

    /// <summary>Reads a verifier key.</summary>
    /// <exception cref="FormatException">It is not one, its id does not belong to its key, or it is not an Ed25519 key.</exception>
    public static NoteVerifier Parse(string verifierKey) =>
        TryParse(verifierKey, out var verifier)
            ? verifier
            : throw new FormatException("A verifier key has the form name+id+base64, with the id of that name and Ed25519 key.");

    /// <summary>Reads a verifier key; false where <see cref="Parse"/> throws.</summary>
    public static bool TryParse(string verifierKey, [NotNullWhen(true)] out NoteVerifier? verifier)
    {
        ArgumentNullException.ThrowIfNull(verifierKey);
        verifier = null;

        // Only the first two plus signs separate: base64 may hold more of them.
        var parts = verifierKey.Split('+', 3);
        if (parts.Length != 3 || !NoteKeyName.IsValid(parts[0]) || !NoteText.TryDecodeBase64(parts[2], out var key))
        {
            return false;
        }

        if (key.Length != 1 + PublicKeySize || key[0] != Ed25519Type
            || !PublicKey.TryImport(SignatureAlgorithm.Ed25519, key.AsSpan(1), KeyBlobFormat.RawPublicKey, out var publicKey) || publicKey is null)
        {
            return false;
        }

        var read = new NoteVerifier(parts[0], publicKey);
        verifier = read.KeyIdHex == parts[1] ? read : null;
        return verifier is not null;
    }

    /// <summary>Whether this key made <paramref name="signature"/> over <paramref name="text"/>.</summary>
    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) =>
        SignatureAlgorithm.Ed25519.Verify(_publicKey, text, signature);

    /// <summary>The verifier key in print.</summary>
    public override string ToString() => $"{Name}+{KeyIdHex}+{Convert.ToBase64String([Ed25519Type, .. _bytes])}";

    private string KeyIdHex => KeyId.ToString("x8", CultureInfo.InvariantCulture);
}
