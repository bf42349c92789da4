namespace Neighborhood.Rules.Counting;

/// <summary>A count in which the highest totals win.</summary>
/// <param name="Totals">The total of each candidate.</param>
/// <param name="Ballots">How many ballots had a say; blank and spoilt ones did not.</param>
/// <param name="Winners">Those elected, the highest first.</param>
/// <param name="Ties">The ties that decided.</param>
public sealed record HighestTotals(IReadOnlyList<long> Totals, long Ballots, IReadOnlyList<int> Winners, IReadOnlyList<Tie> Ties)
{
    /// <summary>Elects those with the highest totals.</summary>
    /// <param name="totals">The total of each candidate.</param>
    /// <param name="ballots">How many ballots had a say.</param>
    /// <param name="seats">How many are elected; never more than there are candidates.</param>
    /// <param name="ties">Whom to ask about equal ones.</param>
    /// <param name="statusQuo">
    /// The candidate that stands for leaving things as they are: only those with more than it are elected, and it alone where nobody has more.
    /// </param>
    public static HighestTotals Elect(long[] totals, long ballots, int seats, TieBreaker ties, int? statusQuo = null)
    {
        ArgumentNullException.ThrowIfNull(totals);
        ArgumentNullException.ThrowIfNull(ties);
        var ranks = Enumerable.Range(0, totals.Length)
            .Where(candidate => statusQuo is not { } quo || totals[candidate] > totals[quo])
            .GroupBy(candidate => totals[candidate])
            .OrderByDescending(rank => rank.Key)
            .Select(rank => rank.ToList());
        var winners = Seats.Fill(ranks, seats, ties);
        return new HighestTotals(totals, ballots, winners.Count == 0 && statusQuo is { } kept ? [kept] : winners, ties.Met);
    }
}

/// <summary>Fills seats from ranks of equal candidates.</summary>
internal static class Seats
{
    public static List<int> Fill(IEnumerable<IReadOnlyList<int>> ranks, int seats, TieBreaker ties)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seats, 1);
        var winners = new List<int>();
        foreach (var rank in ranks)
        {
            var free = seats - winners.Count;
            if (free == 0)
            {
                break;
            }

            winners.AddRange(rank.Count <= free ? ties.InOrder(rank) : ties.Take(TieOver.Seat, winners.Count + 1, rank, free));
        }

        return winners;
    }
}
