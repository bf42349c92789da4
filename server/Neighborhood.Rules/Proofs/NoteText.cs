using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Neighborhood.Rules.Proofs;

/// <summary>What is common to all parts of a signed note: strict UTF-8, no control characters, canonical base64.</summary>
internal static class NoteText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether the text is valid Unicode without ASCII control characters other than newline.</summary>
    public static bool IsClean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }

            if (text[i] < ' ' && text[i] != '\n')
            {
                return false;
            }
        }

        return true;
    }

    public static byte[] Bytes(string text) => StrictUtf8.GetBytes(text);

    /// <summary>
    /// Decodes base64 that is spelt in the one canonical way. The library also takes white space and stray trailing bits, which would let two
    /// different notes mean the same.
    /// </summary>
    public static bool TryDecodeBase64(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        var buffer = new byte[text.Length];
        bytes = Convert.TryFromBase64String(text, buffer, out var length) ? buffer[..length] : null;
        return bytes is not null && Convert.ToBase64String(bytes) == text;
    }
}
