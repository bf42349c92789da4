using System.Globalization;
using System.Security.Cryptography;
using NSec.Cryptography;

namespace Neighborhood.Rules.Proofs;

/// <summary>
/// A private Ed25519 key that signs notes under a name. It holds the key ready, so that signing costs one signature; it may sign from several threads
/// at once. Dispose it to wipe the key from memory.
/// </summary>
public sealed class NoteSigner : IDisposable
{
    private const string ExportPrefix = "PRIVATE+KEY+";
    private const int SeedSize = 32;

    private readonly Key _key;

    private NoteSigner(string name, Key key)
    {
        _key = key;
        Verifier = new NoteVerifier(name, key.PublicKey);
    }

    /// <summary>The public half.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>The name of the key.</summary>
    public string Name => Verifier.Name;

    /// <summary>Makes a new key.</summary>
    /// <exception cref="ArgumentException">The name is empty or has a space, plus or control character.</exception>
    public static NoteSigner Generate(string name)
    {
        NoteKeyName.ThrowUnlessValid(name);
        return new NoteSigner(name, Key.Create(SignatureAlgorithm.Ed25519, Exportable));
    }

    /// <summary>Reads a key that <see cref="Export"/> wrote.</summary>
    /// <exception cref="FormatException">It is not one. The message does not repeat it.</exception>
    public static NoteSigner Import(string privateKey)
    {
        ArgumentNullException.ThrowIfNull(privateKey);
        if (!privateKey.StartsWith(ExportPrefix, StringComparison.Ordinal))
        {
            throw Malformed();
        }

        var parts = privateKey[ExportPrefix.Length..].Split('+', 3);
        if (parts.Length != 3 || !NoteKeyName.IsValid(parts[0]) || !NoteText.TryDecodeBase64(parts[2], out var bytes))
        {
            throw Malformed();
        }

        if (bytes.Length != 1 + SeedSize || bytes[0] != NoteVerifier.Ed25519Type)
        {
            throw Malformed();
        }

        var signer = new NoteSigner(parts[0], Key.Import(SignatureAlgorithm.Ed25519, bytes.AsSpan(1), KeyBlobFormat.RawPrivateKey, Exportable));
        CryptographicOperations.ZeroMemory(bytes);
        if (signer.KeyIdHex == parts[1])
        {
            return signer;
        }

        signer.Dispose();
        throw Malformed();
    }

    /// <summary>
    /// The private key in print, "PRIVATE+KEY+name+id+base64(0x01 ‖ seed)", which the note tools of the Go project read as well. A secret.
    /// </summary>
    public string Export() =>
        $"{ExportPrefix}{Name}+{KeyIdHex}+{Convert.ToBase64String([NoteVerifier.Ed25519Type, .. _key.Export(KeyBlobFormat.RawPrivateKey)])}";

    /// <summary>Signs the text of a note, which ends in a newline.</summary>
    public NoteSignature Sign(ReadOnlySpan<byte> text) => new(Name, Verifier.KeyId, SignatureAlgorithm.Ed25519.Sign(_key, text));

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static KeyCreationParameters Exportable => new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };

    private string KeyIdHex => Verifier.KeyId.ToString("x8", CultureInfo.InvariantCulture);

    private static FormatException Malformed() =>
        new("A private key has the form PRIVATE+KEY+name+id+base64, with the id of that name and Ed25519 key.");
}
