namespace Neighborhood.Rules.Counting;

/// <summary>Whose half has to be passed.</summary>
public enum MajorityOf
{
    /// <summary>Those who cast a ballot, blank ones included.</summary>
    Voting,

    /// <summary>All who were entitled to.</summary>
    Entitled,
}

/// <summary>Majority: a first choice wins when more than half chose it; otherwise nobody does.</summary>
/// <param name="Votes">The first choices of each candidate.</param>
/// <param name="Base">How many the half is taken of.</param>
/// <param name="Needed">The least number that is more than half.</param>
/// <param name="Winner">Who has it; null where nobody has. There is never a tie: two cannot both have more than half.</param>
/// <param name="Missing">How many the strongest lacks; 0 where there is a winner.</param>
public sealed record Majority(IReadOnlyList<long> Votes, long Base, long Needed, int? Winner, long Missing)
{
    /// <summary>Counts.</summary>
    /// <param name="profile">The ballots; one whose best rank is shared has no first choice.</param>
    /// <param name="of">Whose half.</param>
    /// <param name="entitled">How many were entitled; not fewer than ballots.</param>
    public static Majority Count(Profile<Ranking> profile, MajorityOf of, long entitled)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentOutOfRangeException.ThrowIfLessThan(entitled, profile.Total);
        var votes = Plurality.Count(profile, 1, TieRule.ById(profile.Candidates)).Totals;
        var whole = of == MajorityOf.Voting ? profile.Total : entitled;
        var needed = (whole / 2) + 1;
        var most = votes.DefaultIfEmpty(0).Max();
        return new Majority(votes, whole, needed, most >= needed ? votes.ToList().IndexOf(most) : null, Math.Max(0, needed - most));
    }
}
