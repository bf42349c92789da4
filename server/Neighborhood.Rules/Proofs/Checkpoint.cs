using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Neighborhood.Rules.Proofs;

/// <summary>
/// The head of a ledger's Merkle tree, as C2SP tlog-checkpoint (<c>c2sp.org/tlog-checkpoint</c>) writes it, so that foreign tools can read it: the
/// origin, the size in decimal and the root in base64 on a line each, then extension lines. Two are equal where their texts are.
/// </summary>
public sealed class Checkpoint : IEquatable<Checkpoint>
{
    private const int FixedLines = 3;

    private readonly byte[] _root;

    /// <summary>The head of one tree.</summary>
    /// <exception cref="ArgumentException">
    /// The origin or an extension line is empty, is more than one line or holds control characters, the size is negative, or the root is not 32 bytes.
    /// </exception>
    public Checkpoint(string origin, long size, ReadOnlySpan<byte> root, params IReadOnlyList<string> extensions)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(extensions);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (!IsLine(origin))
        {
            throw new ArgumentException("An origin is one line that is not empty.", nameof(origin));
        }

        if (root.Length != MerkleHash.Size)
        {
            throw new ArgumentException($"A root has {MerkleHash.Size} bytes.", nameof(root));
        }

        if (!extensions.All(IsLine))
        {
            throw new ArgumentException("An extension is one line that is not empty.", nameof(extensions));
        }

        Origin = origin;
        Size = size;
        _root = root.ToArray();
        Extensions = [.. extensions];
    }

    /// <summary>Which ledger this is the head of. Whoever verifies a checkpoint also compares this.</summary>
    public string Origin { get; }

    /// <summary>How many leaves the tree has.</summary>
    public long Size { get; }

    /// <summary>The root of the tree, 32 bytes.</summary>
    public ReadOnlyMemory<byte> Root => _root;

    /// <summary>Lines that the signature covers and the format leaves open.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>Reads the text of a checkpoint without its signatures.</summary>
    /// <exception cref="FormatException">It is not exactly as the format says.</exception>
    public static Checkpoint Parse(string text) =>
        TryParse(text, out var checkpoint)
            ? checkpoint
            : throw new FormatException("A checkpoint has the lines origin, size without leading zeros, and base64 of a 32-byte root.");

    /// <summary>Reads the text of a checkpoint without its signatures; false where <see cref="Parse"/> throws.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        ArgumentNullException.ThrowIfNull(text);
        checkpoint = null;
        if (text.Length > SignedNote.MaxLength || !text.EndsWith('\n'))
        {
            return false;
        }

        var lines = text.Split('\n')[..^1];
        if (lines.Length < FixedLines || !lines.All(IsLine) || !WitnessRequest.TryParseSize(lines[1], out var size))
        {
            return false;
        }

        if (!NoteText.TryDecodeBase64(lines[2], out var root) || root.Length != MerkleHash.Size)
        {
            return false;
        }

        checkpoint = new Checkpoint(lines[0], size, root, lines[FixedLines..]);
        return true;
    }

    /// <summary>Reads a signed checkpoint if <paramref name="verifier"/> signed it. The caller still compares <see cref="Origin"/>.</summary>
    public static bool TryVerify(string note, NoteVerifier verifier, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        return SignedNote.TryVerify(note, verifier, out var text) && TryParse(text, out checkpoint);
    }

    /// <summary>The text that is signed.</summary>
    public string Format()
    {
        var text = new StringBuilder(Origin).Append('\n')
            .Append(Size.ToString(CultureInfo.InvariantCulture)).Append('\n')
            .Append(Convert.ToBase64String(_root)).Append('\n');
        foreach (var line in Extensions)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The signed note of this checkpoint.</summary>
    public string Sign(NoteSigner signer) => SignedNote.Sign(Format(), signer).Format();

    /// <inheritdoc/>
    public bool Equals(Checkpoint? other) => other is not null && Format() == other.Format();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Checkpoint);

    /// <inheritdoc/>
    public override int GetHashCode() => Format().GetHashCode(StringComparison.Ordinal);

    private static bool IsLine(string text) => text.Length > 0 && !text.Contains('\n') && NoteText.IsClean(text);
}
