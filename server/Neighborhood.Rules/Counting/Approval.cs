namespace Neighborhood.Rules.Counting;

/// <summary>Approval: each ballot counts once for every candidate it approves, and the most approvals win.</summary>
public static class Approval
{
    /// <summary>Counts.</summary>
    /// <param name="profile">The ballots; a mark above 0 approves.</param>
    /// <param name="seats">How many are elected.</param>
    /// <param name="ties">Whom to ask about equal ones.</param>
    /// <param name="statusQuo">See <see cref="HighestTotals.Elect"/>.</param>
    public static HighestTotals Count(Profile<Marks> profile, int seats, TieBreaker ties, int? statusQuo = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return HighestTotals.Elect(Of(profile), profile.Ballots.Where(one => one.Ballot.Count > 0).Sum(one => one.Count), seats, ties, statusQuo);
    }

    /// <summary>How many approve of each candidate.</summary>
    public static long[] Of(Profile<Marks> profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var totals = new long[profile.Candidates.Count];
        foreach (var (ballot, count) in profile.Ballots)
        {
            for (var i = 0; i < ballot.Count; i++)
            {
                totals[ballot.Candidates[i]] += ballot.MarkAt(i) > 0 ? count : 0;
            }
        }

        return totals;
    }
}
