namespace Neighborhood.Benchmarks;

/// <summary>How much is measured.</summary>
/// <param name="Voters">Distinct signed-in voters.</param>
/// <param name="Calls">Calls of each measured kind in a round.</param>
/// <param name="Rounds">Rounds in which the kinds of call are measured in turn.</param>
/// <param name="Topics">Topics of 20 posts, most of them read once cold.</param>
/// <param name="Watchers">Watchers at once.</param>
/// <param name="Posts">Posts that the watchers wait for.</param>
/// <param name="Ballots">Ballots of the ledger that is activated.</param>
/// <param name="LedgerBallots">Ballots of each ledger where there are many.</param>
public sealed record Sizes(int Voters, int Calls, int Rounds, int Topics, int Watchers, int Posts, int Ballots, int LedgerBallots)
{
    /// <summary>Ballots of the smaller bundle that is recounted.</summary>
    public int FewRecounted { get; init; } = 30_000;

    /// <summary>Ballots of the larger one.</summary>
    public int ManyRecounted { get; init; } = 1_000_000;

    /// <summary>Ballots of the synthetic elections that are counted.</summary>
    public IReadOnlyList<int> Counted { get; init; } = [250_000, 500_000, 1_000_000];

    /// <summary>How many ledgers there are where the cost of their number is measured.</summary>
    public static readonly IReadOnlyList<int> LedgerCounts = [1, 10, 100];

    /// <summary>Under two minutes.</summary>
    public static readonly Sizes Quick = new(
        Voters: 1_000, Calls: 5_000, Rounds: 3, Topics: 100, Watchers: 1_000, Posts: 15, Ballots: 200_000, LedgerBallots: 1_000)
    {
        FewRecounted = 10_000,
        ManyRecounted = 100_000,
        Counted = [50_000, 100_000],
    };

    /// <summary>The sizes that the figures are meant for.</summary>
    public static readonly Sizes Full = new(
        Voters: 8_000, Calls: 20_000, Rounds: 10, Topics: 400, Watchers: 1_000, Posts: 100, Ballots: 1_000_000, LedgerBallots: 100_000);
}
