namespace Neighborhood.Benchmarks;

/// <summary>How much is measured.</summary>
/// <param name="Voters">Distinct signed-in voters.</param>
/// <param name="Calls">Calls of each measured kind.</param>
/// <param name="Topics">Topics of 20 posts, each read once cold.</param>
/// <param name="Watchers">Watchers at once.</param>
/// <param name="Posts">Posts that the watchers wait for.</param>
/// <param name="Ballots">Ballots of the ledger that is activated.</param>
public sealed record Sizes(int Voters, int Calls, int Topics, int Watchers, int Posts, int Ballots)
{
    /// <summary>Under two minutes.</summary>
    public static readonly Sizes Quick = new(Voters: 1_000, Calls: 20_000, Topics: 50, Watchers: 1_000, Posts: 15, Ballots: 200_000);

    /// <summary>The sizes that the figures are meant for.</summary>
    public static readonly Sizes Full = new(Voters: 8_000, Calls: 200_000, Topics: 300, Watchers: 1_000, Posts: 100, Ballots: 1_000_000);
}
