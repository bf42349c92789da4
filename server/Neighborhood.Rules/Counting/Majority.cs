namespace Neighborhood.Rules.Counting;

/// <summary>Majority: a first choice wins when more than half chose it; otherwise nobody does.</summary>
/// <param name="Votes">The first choices of each candidate.</param>
/// <param name="Base">How many the half is taken of.</param>
/// <param name="Needed">The least number that is more than half.</param>
/// <param name="Winner">Who has it; null where nobody has. There is never a tie: two cannot both have more than half.</param>
/// <param name="Missing">How many the strongest lacks; 0 where there is a winner.</param>
public sealed record Majority(IReadOnlyList<long> Votes, long Base, long Needed, int? Winner, long Missing)
{
    /// <summary>Counts.</summary>
    /// <param name="votes">The first choices of each candidate.</param>
    /// <param name="whole">
    /// How many the half is taken of, not fewer than votes: those who cast a ballot, blank ones included, or all who were entitled to.
    /// </param>
    public static Majority Of(IReadOnlyList<long> votes, long whole)
    {
        ArgumentNullException.ThrowIfNull(votes);
        var needed = (whole / 2) + 1;
        var most = votes.DefaultIfEmpty(0).Max();
        return new Majority(votes, whole, needed, most >= needed ? votes.ToList().IndexOf(most) : null, Math.Max(0, needed - most));
    }
}
