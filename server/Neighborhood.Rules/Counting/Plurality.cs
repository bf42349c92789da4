namespace Neighborhood.Rules.Counting;

/// <summary>Plurality: each ballot counts for its first choice, and the most votes win.</summary>
public static class Plurality
{
    /// <summary>Counts.</summary>
    /// <param name="profile">The ballots; one whose best rank is shared has no first choice and is spoilt.</param>
    /// <param name="seats">How many are elected.</param>
    /// <param name="ties">Whom to ask about equal ones.</param>
    /// <param name="statusQuo">See <see cref="HighestTotals.Elect"/>.</param>
    public static HighestTotals Count(Profile<Ranking> profile, int seats, TieBreaker ties, int? statusQuo = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var totals = new long[profile.Candidates.Count];
        long valid = 0;
        foreach (var (ballot, count) in profile.Ballots)
        {
            if (ballot.Count > 0 && ballot.EndOfRank(0) == 1)
            {
                totals[ballot[0]] += count;
                valid += count;
            }
        }

        return HighestTotals.Elect(totals, valid, seats, ties, statusQuo);
    }
}
