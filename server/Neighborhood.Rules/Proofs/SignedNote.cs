using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Neighborhood.Rules.Proofs;

/// <summary>One signature line of a note.</summary>
/// <param name="KeyName">The name of the key.</param>
/// <param name="KeyId">With the name it tells which key signed; it is a label, not a proof.</param>
/// <param name="Signature">What the key made of the text; 64 bytes for Ed25519.</param>
public sealed record NoteSignature(string KeyName, uint KeyId, ReadOnlyMemory<byte> Signature)
{
    internal const string Prefix = "— ";
    private const int KeyIdBytes = 4;

    /// <summary>The line of a note, without its newline.</summary>
    public string Format()
    {
        var bytes = new byte[KeyIdBytes + Signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Signature.Span.CopyTo(bytes.AsSpan(KeyIdBytes));
        return $"{Prefix}{KeyName} {Convert.ToBase64String(bytes)}";
    }

    /// <summary>Reads a line without its newline; false where it is not exactly as the format says.</summary>
    public static bool TryParse(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        ArgumentNullException.ThrowIfNull(line);
        signature = null;
        if (!line.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var parts = line[Prefix.Length..].Split(' ');
        if (parts.Length != 2 || !NoteKeyName.IsValid(parts[0]) || !NoteText.TryDecodeBase64(parts[1], out var bytes) || bytes.Length <= KeyIdBytes)
        {
            return false;
        }

        signature = new NoteSignature(parts[0], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(KeyIdBytes));
        return true;
    }
}

/// <summary>
/// A text with signatures, in the format of C2SP signed-note (<c>c2sp.org/signed-note</c>): the text ends in a newline; after an empty line each
/// signature is a line "— name base64". Trust the text only after a verifier has accepted it.
/// </summary>
/// <param name="Text">The signed text with its final newline, without the empty line.</param>
/// <param name="Signatures">At least one, at most <see cref="MaxSignatures"/>.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>More signatures than this are refused; the format asks for at least 16.</summary>
    public const int MaxSignatures = 64;

    /// <summary>A longer note is refused, in UTF-16 units.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>Signs a text.</summary>
    /// <exception cref="ArgumentException">The text is empty, does not end in a newline, or holds control characters or broken Unicode.</exception>
    public static SignedNote Sign(string text, params IReadOnlyList<NoteSigner> signers)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(signers);
        if (!IsValidText(text))
        {
            throw new ArgumentException("The text of a note ends in a newline and holds no control character.", nameof(text));
        }

        if (signers.Count is 0 or > MaxSignatures)
        {
            throw new ArgumentException($"A note has 1 to {MaxSignatures} signers.", nameof(signers));
        }

        var bytes = NoteText.Bytes(text);
        return new SignedNote(text, [.. signers.Select(signer => signer.Sign(bytes))]);
    }

    /// <summary>Reads a note; false where anything about its form is not exactly as the format says. Nothing is verified yet.</summary>
    public static bool TryParse(string note, [NotNullWhen(true)] out SignedNote? parsed)
    {
        ArgumentNullException.ThrowIfNull(note);
        parsed = null;
        if (note.Length > MaxLength || !NoteText.IsClean(note) || !note.EndsWith('\n'))
        {
            return false;
        }

        var separator = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (separator < 0 || !IsValidText(note[..(separator + 1)]))
        {
            return false;
        }

        var lines = note[(separator + 2)..].Split('\n')[..^1];
        if (lines.Length is 0 or > MaxSignatures)
        {
            return false;
        }

        var signatures = new List<NoteSignature>(lines.Length);
        foreach (var line in lines)
        {
            if (!NoteSignature.TryParse(line, out var signature))
            {
                return false;
            }

            signatures.Add(signature);
        }

        parsed = new SignedNote(note[..(separator + 1)], signatures);
        return true;
    }

    /// <summary>
    /// Reads a note and gives its text if <paramref name="verifier"/> signed it. Signatures of other keys are passed over; one that claims this key and
    /// does not verify spoils the whole note, as the format advises.
    /// </summary>
    public static bool TryVerify(string note, NoteVerifier verifier, [NotNullWhen(true)] out string? text)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        text = null;
        if (!TryParse(note, out var parsed))
        {
            return false;
        }

        var claimed = parsed.Signatures.Where(s => s.KeyName == verifier.Name && s.KeyId == verifier.KeyId).ToList();
        var bytes = NoteText.Bytes(parsed.Text);
        if (claimed.Count == 0 || !claimed.TrueForAll(s => verifier.Verify(bytes, s.Signature.Span)))
        {
            return false;
        }

        text = parsed.Text;
        return true;
    }

    /// <summary>The note as it is stored and sent.</summary>
    public string Format()
    {
        var note = new StringBuilder(Text).Append('\n');
        foreach (var signature in Signatures)
        {
            note.Append(signature.Format()).Append('\n');
        }

        return note.ToString();
    }

    private static bool IsValidText(string text) => text.EndsWith('\n') && NoteText.IsClean(text);
}
