using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Neighborhood.Verifier;

/// <summary>
/// Reads one line from left to right and takes nothing but the one spelling: no spaces, keys in their order, numbers without leading zeros, base64 with
/// padding and zero bits. Whatever else stands there is <see cref="BundleFault.BundleForm"/>.
/// </summary>
internal ref struct LineCursor(ReadOnlySpan<byte> line)
{
    private const long MaxNumber = (1L << 53) - 1;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private ReadOnlySpan<byte> _rest = line;

    public readonly bool Starts(ReadOnlySpan<byte> with) => _rest.StartsWith(with);

    public bool Take(ReadOnlySpan<byte> literal)
    {
        if (!_rest.StartsWith(literal))
        {
            return false;
        }

        _rest = _rest[literal.Length..];
        return true;
    }

    public void Expect(ReadOnlySpan<byte> literal) => Broken.Unless(Take(literal), BundleFault.BundleForm);

    public readonly void End() => Broken.Unless(_rest.IsEmpty, BundleFault.BundleForm);

    public long Number()
    {
        var digits = _rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is >= 0 and var end ? end : _rest.Length;
        var isSpelt = digits is > 0 and <= 16 && (digits == 1 || _rest[0] != '0');
        Broken.Unless(Utf8Parser.TryParse(_rest[..digits], out long value, out _) && isSpelt, BundleFault.BundleForm);
        Broken.Unless(value <= MaxNumber, BundleFault.BundleForm);
        _rest = _rest[digits..];
        return value;
    }

    /// <summary>The bytes behind an opening quote, and the closing quote; written to the start of <paramref name="into"/>, which grows as needed.</summary>
    public ReadOnlySpan<byte> Base64(ref byte[] into)
    {
        var end = _rest.IndexOf((byte)'"');
        Broken.Unless(end >= 0, BundleFault.BundleForm);
        var text = _rest[..end];
        if (into.Length < text.Length)
        {
            into = new byte[text.Length];
        }

        var status = System.Buffers.Text.Base64.DecodeFromUtf8(text, into, out var consumed, out var written);
        var isWhole = status == OperationStatus.Done && consumed == text.Length && text.Length == (written + 2) / 3 * 4;
        Broken.Unless(isWhole && IsCanonicalEnd(text, into.AsSpan(0, written)), BundleFault.BundleForm);
        _rest = _rest[(end + 1)..];
        return into.AsSpan(0, written);
    }

    /// <summary>A string with its quotes; only quote, backslash and newline are escaped.</summary>
    public string String()
    {
        Expect("\""u8);
        var bytes = new ArrayBufferWriter<byte>(256);
        while (!Take("\""u8))
        {
            Broken.Unless(!_rest.IsEmpty && _rest[0] >= ' ', BundleFault.BundleForm);
            var isEscaped = _rest[0] == '\\';
            Broken.Unless(!isEscaped || (_rest.Length > 1 && _rest[1] is (byte)'"' or (byte)'\\' or (byte)'n'), BundleFault.BundleForm);
            var value = !isEscaped ? _rest[0] : _rest[1] == 'n' ? (byte)'\n' : _rest[1];
            bytes.Write([value]);
            _rest = _rest[(isEscaped ? 2 : 1)..];
        }

        try
        {
            return Strict.GetString(bytes.WrittenSpan);
        }
        catch (DecoderFallbackException)
        {
            throw new Broken(BundleFault.BundleForm);
        }
    }

    // The decoder passes over stray bits in the last group, which would let two different lines mean the same.
    private static bool IsCanonicalEnd(ReadOnlySpan<byte> text, ReadOnlySpan<byte> bytes)
    {
        if (text.IsEmpty)
        {
            return true;
        }

        Span<byte> again = stackalloc byte[4];
        var last = bytes[((bytes.Length - 1) / 3 * 3)..];
        System.Buffers.Text.Base64.EncodeToUtf8(last, again, out _, out _);
        return again.SequenceEqual(text[^4..]);
    }
}
