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
        return Scoring.Elect(profile, Of(profile), seats, ties, statusQuo);
    }

    /// <summary>How many approve of each candidate.</summary>
    public static long[] Of(Profile<Marks> profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return Scoring.Totals(profile, mark => mark > 0 ? 1 : 0);
    }
}
