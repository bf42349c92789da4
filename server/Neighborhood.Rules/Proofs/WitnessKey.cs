using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Neighborhood.Rules.Proofs;

/// <summary>
/// The public key of a witness, who cosigns heads that it found consistent with those it saw before: C2SP tlog-cosignature
/// (<c>c2sp.org/tlog-cosignature</c>), cosignature/v1. In print "name+id+base64(0x04 ‖ public key)".
/// </summary>
public sealed class WitnessKey
{
    private const byte CosignatureType = 4;
    private const int TimeSize = sizeof(ulong);

    private readonly string _name;
    private readonly uint _id;
    private readonly byte[] _publicKey;

    private WitnessKey(string name, uint id, byte[] publicKey) => (_name, _id, _publicKey) = (name, id, publicKey);

    /// <summary>The key in print.</summary>
    /// <exception cref="ArgumentException">The name is none for a key, or the public key is not 32 bytes.</exception>
    public static string Print(string name, ReadOnlySpan<byte> publicKey)
    {
        NoteKeyName.ThrowUnlessValid(name);
        if (publicKey.Length != DeviceKey.Size)
        {
            throw new ArgumentException($"A public key has {DeviceKey.Size} bytes.", nameof(publicKey));
        }

        return $"{name}+{IdOf(name, publicKey).ToString("x8", CultureInfo.InvariantCulture)}+{Convert.ToBase64String([CosignatureType, .. publicKey])}";
    }

    /// <summary>Reads a key; false where it is none, or its id does not belong to it.</summary>
    public static bool TryParse(string printed, [NotNullWhen(true)] out WitnessKey? key)
    {
        ArgumentNullException.ThrowIfNull(printed);
        key = null;
        var parts = printed.Split('+', 3);
        if (parts.Length != 3 || !NoteKeyName.IsValid(parts[0]) || !NoteText.TryDecodeBase64(parts[2], out var typed)
            || typed.Length != 1 + DeviceKey.Size || typed[0] != CosignatureType || !DeviceKey.IsPublicKey(typed.AsSpan(1)))
        {
            return false;
        }

        var id = IdOf(parts[0], typed.AsSpan(1));
        key = id.ToString("x8", CultureInfo.InvariantCulture) == parts[1] ? new WitnessKey(parts[0], id, typed[1..]) : null;
        return key is not null;
    }

    /// <summary>Whether this witness cosigned a note. The log's own signature is checked apart.</summary>
    public bool HasCosigned(string note) =>
        SignedNote.TryParse(note, out var parsed)
        && parsed.Signatures.Any(signature => signature.KeyName == _name && signature.KeyId == _id && IsMine(parsed.Text, signature.Signature.Span));

    /// <summary>The name of the key.</summary>
    public string Name => _name;

    /// <summary>
    /// The note with the lines of a witness's answer that are cosignatures by this key; the lines of others are passed over, as tlog-witness says.
    /// </summary>
    /// <returns>False where this witness cosigned nothing in it.</returns>
    public bool TryAdd(SignedNote note, string answer, [NotNullWhen(true)] out SignedNote? cosigned)
    {
        ArgumentNullException.ThrowIfNull(note);
        ArgumentNullException.ThrowIfNull(answer);
        var mine = answer.Split('\n').Take(SignedNote.MaxSignatures)
            .Select(line => NoteSignature.TryParse(line, out var signature) ? signature : null)
            .FirstOrDefault(signature => signature?.KeyName == _name && signature.KeyId == _id && IsMine(note.Text, signature.Signature.Span));
        cosigned = mine is null ? null : note with { Signatures = [.. note.Signatures, mine] };
        return cosigned is not null;
    }

    /// <summary>What a witness signs: that it saw this text at this time, in seconds since 1970.</summary>
    public static byte[] Statement(string text, ulong seconds) =>
        NoteText.Bytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n{text}"));

    private bool IsMine(string text, ReadOnlySpan<byte> signature) =>
        signature.Length == TimeSize + DeviceKey.SignatureSize
        && DeviceKey.Verify(_publicKey, Statement(text, BinaryPrimitives.ReadUInt64BigEndian(signature)), signature[TimeSize..]);

    internal static uint IdOf(string name, ReadOnlySpan<byte> publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. NoteText.Bytes(name), (byte)'\n', CosignatureType, .. publicKey]));
}
