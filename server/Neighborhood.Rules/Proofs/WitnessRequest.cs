using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Neighborhood.Rules.Proofs;

/// <summary>
/// What is asked of a witness: C2SP tlog-witness (<c>c2sp.org/tlog-witness</c>), the body of <c>add-checkpoint</c>. A line "old" with the size that the
/// witness cosigned last, the hashes of the consistency proof from there in base64 on a line each, an empty line, and the signed checkpoint.
/// </summary>
/// <param name="OldSize">The size that the witness cosigned last; 0 where it cosigned none.</param>
/// <param name="Proof">Proves that the tree of that size is the beginning; empty from 0.</param>
/// <param name="Note">The signed checkpoint.</param>
public sealed record WitnessRequest(long OldSize, IReadOnlyList<byte[]> Proof, string Note)
{
    /// <summary>More hashes than this are refused, as the format says.</summary>
    public const int MaxHashes = 63;

    private const string OldPrefix = "old ";

    /// <summary>The body as it is sent.</summary>
    public string Format()
    {
        var body = new StringBuilder(OldPrefix).Append(OldSize.ToString(CultureInfo.InvariantCulture)).Append('\n');
        foreach (var hash in Proof)
        {
            body.Append(Convert.ToBase64String(hash)).Append('\n');
        }

        return body.Append('\n').Append(Note).ToString();
    }

    /// <summary>Reads a body; false where it is not exactly as the format says. The note is not read yet.</summary>
    public static bool TryParse(string body, [NotNullWhen(true)] out WitnessRequest? request)
    {
        ArgumentNullException.ThrowIfNull(body);
        request = null;
        var end = body.IndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || body.Length > SignedNote.MaxLength)
        {
            return false;
        }

        var lines = body[..end].Split('\n');
        if (lines.Length > 1 + MaxHashes || !lines[0].StartsWith(OldPrefix, StringComparison.Ordinal)
            || !TryParseSize(lines[0][OldPrefix.Length..], out var old))
        {
            return false;
        }

        var proof = new List<byte[]>(lines.Length - 1);
        foreach (var line in lines.Skip(1))
        {
            if (!NoteText.TryDecodeBase64(line, out var hash) || hash.Length != MerkleHash.Size)
            {
                return false;
            }

            proof.Add(hash);
        }

        request = new WitnessRequest(old, proof, body[(end + 2)..]);
        return true;
    }

    /// <summary>Reads a size in decimal without leading zeros.</summary>
    public static bool TryParseSize(string text, out long size)
    {
        ArgumentNullException.ThrowIfNull(text);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && (text == "0" || text[0] != '0');
    }
}
