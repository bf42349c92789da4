using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Neighborhood.V1;

namespace Neighborhood.Domain.Polls.Bundles;

/// <summary>
/// Writes the lines of an audit bundle, as docs/verification.md specifies them: each is exactly what <c>JSON.stringify</c> would write, so that there is
/// one spelling of each bundle.
/// </summary>
/// <param name="output">Takes the bytes of the file.</param>
public sealed class BundleLines(IBufferWriter<byte> output)
{
    /// <summary>The name and version of the format.</summary>
    public const string Format = "neighborhood-poll-1";

    /// <summary>Rows of the roll on one line.</summary>
    public const int RollRowsCount = 1_000;

    /// <summary>Lines written so far.</summary>
    public long Count { get; private set; }

    /// <summary>The first line: what the file is.</summary>
    public void Header(BundleSheet sheet, string verifierKey)
    {
        Write("{\"bundle\":"u8);
        String(Format);
        Write(",\"kind\":"u8);
        String(NameOf(sheet.Kind));
        Write(",\"ledger\":"u8);
        String(sheet.Ledger);
        Write(",\"poll\":"u8);
        Number(sheet.Poll);
        Write(",\"key\":"u8);
        String(verifierKey);
        End();
    }

    /// <summary>The rule.</summary>
    public void Rule(ReadOnlySpan<byte> rule) => Only("{\"rule\":\""u8, rule);

    /// <summary>The seed of the roll's salts, 32 bytes.</summary>
    public void Seed(ReadOnlySpan<byte> seed) => Only("{\"seed\":\""u8, seed);

    /// <summary>The next rows of the roll: at least one, at most <see cref="RollRowsCount"/>.</summary>
    public void Roll(ReadOnlySpan<RollRow> rows)
    {
        Write("{\"roll\":["u8);
        for (var i = 0; i < rows.Length; i++)
        {
            Write(i == 0 ? "["u8 : ",["u8);
            Number(rows[i].Voter);
            Write(","u8);
            Number(rows[i].AreaCm2);
            Write(","u8);
            Number(rows[i].Heads);
            Write("]"u8);
        }

        Write("]"u8);
        End();
    }

    /// <summary>A subtree whose leaves are not shown.</summary>
    public void Tree(int level, ReadOnlySpan<byte> hash)
    {
        Write("{\"tree\":"u8);
        Number(level);
        Write(",\"hash\":\""u8);
        Base64(hash);
        Write("\""u8);
        End();
    }

    /// <summary>An entry, as it is stored.</summary>
    public void Entry(ReadOnlySpan<byte> entry) => Only("{\"entry\":\""u8, entry);

    /// <summary>A ballot with its opening.</summary>
    public void Ballot(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> choice, ReadOnlySpan<byte> salt)
    {
        Write("{\"entry\":\""u8);
        Base64(entry);
        Write("\",\"choice\":\""u8);
        Base64(choice);
        Write("\",\"salt\":\""u8);
        Base64(salt);
        Write("\""u8);
        End();
    }

    /// <summary>The signed head of the tree so far.</summary>
    public void Head(string checkpoint)
    {
        Write("{\"head\":"u8);
        String(checkpoint);
        End();
    }

    /// <summary>The last line: how many stand before it.</summary>
    public void Footer()
    {
        Write("{\"end\":"u8);
        Number(Count);
        End();
    }

    /// <summary>How the file spells a kind.</summary>
    public static string NameOf(BundleKind kind) => kind switch
    {
        BundleKind.BundleOpen => "open",
        BundleKind.BundlePublic => "public",
        BundleKind.BundleScrutineer => "scrutineer",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private void Only(ReadOnlySpan<byte> before, ReadOnlySpan<byte> bytes)
    {
        Write(before);
        Base64(bytes);
        Write("\""u8);
        End();
    }

    private void End()
    {
        Write("}\n"u8);
        Count++;
    }

    private void Write(ReadOnlySpan<byte> bytes) => output.Write(bytes);

    private void Base64(ReadOnlySpan<byte> bytes)
    {
        var text = output.GetSpan(System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(bytes.Length));
        System.Buffers.Text.Base64.EncodeToUtf8(bytes, text, out _, out var written);
        output.Advance(written);
    }

    private void Number(long value)
    {
        Utf8Formatter.TryFormat(value, output.GetSpan(20), out var written);
        output.Advance(written);
    }

    // Keys, names and checkpoints hold no control character but the newline.
    private void String(string text)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        Write("\""u8);
        Encoding.UTF8.GetBytes(escaped, output);
        Write("\""u8);
    }
}
