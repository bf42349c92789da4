using System.Globalization;

namespace Neighborhood.Terminal.Text;

/// <summary>Numbers as people read them. Exact integers throughout.</summary>
public static class Amounts
{
    private const long SquareCentimetresPerSquareMetre = 10_000;

    /// <summary>Square centimetres as square metres with two decimals: "1,234.50 m²"; a rest below 0.01 m² is rounded up.</summary>
    public static string Area(long squareCentimetres)
    {
        var hundredths = (squareCentimetres + 99) / 100;
        return string.Create(CultureInfo.InvariantCulture, $"{hundredths / 100:N0}.{hundredths % 100:00} m²");
    }

    /// <summary>A share in per cent with two decimals, cut and not rounded, so that 49.999 % never reads as 50.</summary>
    public static string Share(long part, long whole)
    {
        if (whole <= 0)
        {
            return "–";
        }

        var basisPoints = (long)((Int128)part * 10_000 / whole);
        return string.Create(CultureInfo.InvariantCulture, $"{basisPoints / 100}.{basisPoints % 100:00}%");
    }

    /// <summary>A whole number with separators.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Fen as yuan: "¥12,000.00".</summary>
    public static string Money(long fen) => string.Create(CultureInfo.InvariantCulture, $"¥{fen / 100:N0}.{fen % 100:00}");

    /// <summary>Bytes in the unit that reads best.</summary>
    public static string Bytes(long bytes)
    {
        var units = new[] { "B", "KiB", "MiB", "GiB", "TiB" };
        var unit = 0;
        var tenths = bytes * 10;
        while (tenths >= 10_240 && unit < units.Length - 1)
        {
            tenths /= 1_024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{tenths / 10}.{tenths % 10} {units[unit]}");
    }
}
