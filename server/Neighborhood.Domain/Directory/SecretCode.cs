using System.Text;

namespace Neighborhood.Domain.Directory;

/// <summary>
/// How a secret of 100 bits is written for people: 20 characters of Crockford's base 32, in which no two look alike, in groups of five.
/// When read, case, spaces and hyphens do not matter, and O, I and L are taken for the digits they look like.
/// </summary>
public static class SecretCode
{
    /// <summary>The characters, in the order of their values.</summary>
    public const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Characters of a secret.</summary>
    public const int Length = 20;

    private const int GroupChars = 5;

    /// <summary>The first 100 bits of <paramref name="bytes"/> (at least 13) as 20 characters.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(Length);
        for (var bit = 0; bit < Length * 5; bit += 5)
        {
            var two = (bytes[bit / 8] << 8) | (bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0);
            text.Append(Alphabet[(two >> (11 - bit % 8)) & 31]);
        }

        return text.ToString();
    }

    /// <summary>The secret in groups, as it is printed.</summary>
    public static string Print(string secret) => string.Join('-', secret.Chunk(GroupChars).Select(group => new string(group)));

    /// <summary>What was typed, in the alphabet alone; null where it holds anything else.</summary>
    public static string? Normalize(string typed)
    {
        var text = new StringBuilder(typed.Length);
        foreach (var c in typed)
        {
            if (char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.DashPunctuation)
            {
                continue;
            }

            var known = Digit(c);
            if (!Alphabet.Contains(known, StringComparison.Ordinal))
            {
                return null;
            }

            text.Append(known);
        }

        return text.ToString();
    }

    private static char Digit(char typed)
    {
        // Chinese keyboards type full-width letters, which stand at a fixed distance.
        var narrow = typed is >= '\uFF01' and <= '\uFF5E' ? (char)(typed - 0xFEE0) : typed;
        var upper = char.ToUpperInvariant(narrow);
        return upper switch
        {
            'O' => '0',
            'I' or 'L' => '1',
            _ => upper,
        };
    }
}
