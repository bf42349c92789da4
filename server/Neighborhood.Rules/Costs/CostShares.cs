namespace Neighborhood.Rules.Costs;

/// <summary>
/// Divides a cost among parts of a building by exclusive area (民法典 283: where nothing else was agreed, by the share of exclusive area), in whole fen, with the
/// method of the largest remainder (Hamilton): everybody owes the exact quota rounded down, and the fen that are left go one each to those whose quota
/// was cut most. Where remainders are equal, the part that stands first gets the fen; parts stand in the order of the roll, by household.
/// </summary>
/// <remarks>The shares add up to the cost, none is negative, and no part owes less than a smaller one.</remarks>
public static class CostShares
{
    /// <summary>The share of each part, in fen.</summary>
    /// <param name="costFen">What is divided, 0 or more.</param>
    /// <param name="areasCm2">The exclusive area of each part in square centimetres, 0 or more; they add up to less than 2⁶³.</param>
    /// <exception cref="ArgumentException">A cost or an area is negative, or there is a cost and no area to divide it by.</exception>
    public static long[] Divide(long costFen, IReadOnlyList<long> areasCm2)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(costFen);
        var total = Total(areasCm2);
        if (costFen == 0)
        {
            return new long[areasCm2.Count];
        }

        if (total == 0)
        {
            throw new ArgumentException("There is no area to divide the cost by.", nameof(areasCm2));
        }

        var shares = new long[areasCm2.Count];
        var remainders = new long[areasCm2.Count];
        var left = costFen;
        for (var part = 0; part < shares.Length; part++)
        {
            var (quota, remainder) = Int128.DivRem((Int128)costFen * areasCm2[part], total);
            (shares[part], remainders[part]) = ((long)quota, (long)remainder);
            left -= shares[part];
        }

        foreach (var part in Enumerable.Range(0, shares.Length).OrderByDescending(part => remainders[part]).Take(checked((int)left)))
        {
            shares[part]++;
        }

        return shares;
    }

    private static long Total(IReadOnlyList<long> areasCm2)
    {
        var total = 0L;
        foreach (var area in areasCm2)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(area, nameof(areasCm2));
            total = checked(total + area);
        }

        return total;
    }
}
