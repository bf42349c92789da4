namespace Neighborhood.Benchmarks;

/// <summary>How much is measured.</summary>
/// <param name="Voters">Distinct signed-in voters.</param>
/// <param name="Calls">Calls of each measured kind.</param>
/// <param name="Topics">Topics of 20 posts, most of them read once cold.</param>
/// <param name="Watchers">Watchers at once.</param>
/// <param name="Posts">Posts that the watchers wait for.</param>
/// <param name="Ballots">Ballots of the ledger that is activated.</param>
/// <param name="LedgerBallots">Ballots of each ledger where there are many.</param>
/// <param name="LedgerCalls">Calls of each kind measured over many ledgers.</param>
public sealed record Sizes(int Voters, int Calls, int Topics, int Watchers, int Posts, int Ballots, int LedgerBallots, int LedgerCalls)
{
    /// <summary>Ballots of the smaller bundle that is recounted.</summary>
    public int FewRecounted { get; init; } = 30_000;

    /// <summary>Ballots of the larger one.</summary>
    public int ManyRecounted { get; init; } = 1_000_000;

    /// <summary>How many ledgers there are where the cost of their number is measured.</summary>
    public static readonly IReadOnlyList<int> LedgerCounts = [1, 10, 100];

    /// <summary>Under two minutes.</summary>
    public static readonly Sizes Quick = new(
        Voters: 1_000, Calls: 20_000, Topics: 100, Watchers: 1_000, Posts: 15, Ballots: 200_000, LedgerBallots: 1_000, LedgerCalls: 6_000)
    {
        FewRecounted = 10_000,
        ManyRecounted = 100_000,
    };

    /// <summary>The sizes that the figures are meant for.</summary>
    public static readonly Sizes Full = new(
        Voters: 8_000, Calls: 200_000, Topics: 400, Watchers: 1_000, Posts: 100, Ballots: 1_000_000, LedgerBallots: 100_000, LedgerCalls: 100_000);
}
