using System.Text;

namespace Neighborhood.Client.Rolls;

/// <summary>Finds out in which encoding a text was saved.</summary>
internal static class TextDecoding
{
    private static readonly Encoding[] Marked =
    [
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    /// <summary>
    /// A byte order mark decides. Without one it is UTF-8 where it is valid UTF-8, since Chinese text in GB18030 practically never is; GBK and GB2312 are
    /// parts of GB18030. Null where it is none of these.
    /// </summary>
    public static string? Decode(byte[] content)
    {
        var marked = Marked.FirstOrDefault(encoding => content.AsSpan().StartsWith(encoding.Preamble));
        if (marked is not null)
        {
            return Try(marked, content.AsSpan(marked.Preamble.Length));
        }

        return Try(Marked[0], content) ?? Try(Gb18030(), content);
    }

    private static string? Try(Encoding encoding, ReadOnlySpan<byte> content)
    {
        try
        {
            var text = encoding.GetString(content);
            return text.Contains('\0') ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Encoding Gb18030() =>
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
}
