namespace Neighborhood.Rules.Counting;

/// <summary>Score: the marks of all ballots are added up, and the highest sum wins. Without a mark a candidate gets 0 from that ballot.</summary>
public static class Scoring
{
    /// <summary>Counts.</summary>
    /// <param name="profile">The ballots.</param>
    /// <param name="seats">How many are elected.</param>
    /// <param name="ties">Whom to ask about equal ones.</param>
    /// <param name="statusQuo">See <see cref="HighestTotals.Elect"/>.</param>
    public static HighestTotals Count(Profile<Marks> profile, int seats, TieBreaker ties, int? statusQuo = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Elect(profile, Of(profile), seats, ties, statusQuo);
    }

    /// <summary>The sum of each candidate's marks.</summary>
    /// <exception cref="OverflowException">A sum exceeds 64 bits.</exception>
    public static long[] Of(Profile<Marks> profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Totals(profile, mark => mark);
    }

    /// <summary>Elects by totals that were taken from marks; a ballot without any has no say.</summary>
    internal static HighestTotals Elect(Profile<Marks> profile, long[] totals, int seats, TieBreaker ties, int? statusQuo) =>
        HighestTotals.Elect(totals, profile.Ballots.Where(one => one.Ballot.Count > 0).Sum(one => one.Count), seats, ties, statusQuo);

    /// <summary>What the marks of all ballots are worth to each candidate.</summary>
    /// <exception cref="OverflowException">A sum exceeds 64 bits.</exception>
    internal static long[] Totals(Profile<Marks> profile, Func<long, long> worth)
    {
        var totals = new long[profile.Candidates.Count];
        foreach (var (ballot, count) in profile.Ballots)
        {
            for (var i = 0; i < ballot.Count; i++)
            {
                ref var total = ref totals[ballot.Candidates[i]];
                total = checked(total + (worth(ballot.MarkAt(i)) * count));
            }
        }

        return totals;
    }
}
