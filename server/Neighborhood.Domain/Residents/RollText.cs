using System.Globalization;
using System.Text;
using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

/// <summary>What the words of a roll mean. Full-width characters count as the ordinary ones.</summary>
internal static class RollText
{
    /// <summary>Smallest area: 1 m².</summary>
    public const long MinAreaCm2 = 10_000;

    /// <summary>Largest area: 100,000 m².</summary>
    public const long MaxAreaCm2 = 1_000_000_000;

    private const int WholeDigits = 9;

    public static string Clean(string text) => text.Normalize(NormalizationForm.FormKC).Trim();

    /// <summary>What households are matched by: 1号楼 2单元 is 1号楼2单元.</summary>
    public static string KeyOf(string building, string unit, string room) => $"{KeyOf(building)}\n{KeyOf(unit)}\n{KeyOf(room)}";

    /// <summary>Square centimetres of a decimal text in square metres with at most two decimals; null where it is none.</summary>
    public static long? AreaCm2(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var decimals = point < 0 ? "0" : text[(point + 1)..];
        if (whole.Length is 0 or > WholeDigits || decimals.Length is 0 or > 2 || !whole.All(char.IsAsciiDigit) || !decimals.All(char.IsAsciiDigit))
        {
            return null;
        }

        return long.Parse(whole, CultureInfo.InvariantCulture) * 10_000 + long.Parse(decimals.PadRight(2, '0'), CultureInfo.InvariantCulture) * 100;
    }

    public static string Area(long cm2) => string.Create(CultureInfo.InvariantCulture, $"{cm2 / 10_000}.{cm2 % 10_000 / 100:00}");

    public static AreaSource? Source(string text) => text.ToLowerInvariant() switch
    {
        "register" or "登记" => AreaSource.Register,
        "survey" or "实测" => AreaSource.Survey,
        "contract" or "合同" => AreaSource.Contract,
        _ => null,
    };

    /// <summary>Yes or no; no for an empty text; null for anything else.</summary>
    public static bool? YesNo(string text) => text.ToLowerInvariant() switch
    {
        "yes" or "是" => true,
        "no" or "否" or "" => false,
        _ => null,
    };

    private static string KeyOf(string text) => string.Concat(Clean(text).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
}
