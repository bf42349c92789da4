using System.Globalization;
using System.Numerics;

namespace Neighborhood.Formats;

/// <summary>Reads numbers exactly: what is written with a decimal point stays a whole number of smaller units.</summary>
internal static class Numbers
{
    private const int MaxPlaces = 6;
    private const int MaxDigits = 30;

    /// <summary>A whole number of a line; notes a fault and gives null where it is none, or is below the least.</summary>
    public static long? Whole(
        this LineReader lines, string field, ReadOnlySpan<char> text, long least = 0, long most = Rules.Counting.CountingLimits.MaxBallots)
    {
        text = text.Trim();
        BigInteger value = default;
        var isWhole = text.Length <= MaxDigits && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        if (!isWhole || value < least)
        {
            var expected = text.IsEmpty ? "" : least.ToString(CultureInfo.InvariantCulture);
            lines.Fault(field, text.IsEmpty ? FaultKind.Missing : FaultKind.NotWhole, text, expected);
            return null;
        }

        if (value > most)
        {
            lines.Fault(field, FaultKind.TooLarge, text, most.ToString(CultureInfo.InvariantCulture));
            return null;
        }

        return (long)value;
    }

    /// <summary>Whether it is a plain decimal number, and with how many places that are not 0.</summary>
    public static bool IsDecimal(ReadOnlySpan<char> text, out int places)
    {
        places = 0;
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var rest = point < 0 ? default : text[(point + 1)..].TrimEnd('0');
        places = rest.Length;
        whole = whole.TrimStart('+').TrimStart('-');
        return whole.Length is > 0 and < MaxDigits && rest.Length <= MaxPlaces && IsDigits(whole) && IsDigits(rest);
    }

    /// <summary>A decimal number as a whole number of units of so many places.</summary>
    public static BigInteger Scaled(string text, int places)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var rest = point < 0 ? "" : text[(point + 1)..].TrimEnd('0');
        return BigInteger.Parse(whole + rest.PadRight(places, '0'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    /// <summary>Units as a decimal number of so many to the whole.</summary>
    public static string Unscaled(long units, long toTheWhole) =>
        new Rules.Counting.Fraction(units, toTheWhole).ToDecimal(MaxPlaces);

    private static bool IsDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
