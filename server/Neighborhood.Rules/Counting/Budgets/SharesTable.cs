using System.Numerics;

namespace Neighborhood.Rules.Counting.Budgets;

/// <summary>
/// Who supports what, both ways round. Voters with the same ballot are one row with their number, because they always pay the same. The utility of voter
/// i for project j is Factor[j] · Worth, so that what varies between voters is a small whole number.
/// </summary>
internal sealed class SharesTable
{
    private const int Bits = 62;

    public SharesTable(BudgetElection election, EqualSharesUtility utility, long step)
    {
        var size = election.Projects.Count;
        Costs = [.. election.Projects.Select(project => project.Cost)];
        Factors = [.. Costs.Select(cost => utility == EqualSharesUtility.Cost ? Math.Max(1, cost) : 1)];
        Voters = election.Ballots.Total;
        Counts = [.. election.Ballots.Ballots.Select(one => one.Count)];
        Projects = new int[Counts.Length][];
        Worths = new long[Counts.Length][];
        var supporters = Enumerable.Range(0, size).Select(_ => new List<int>()).ToArray();
        var worths = Enumerable.Range(0, size).Select(_ => new List<long>()).ToArray();
        for (var row = 0; row < Counts.Length; row++)
        {
            Fill(row, election, utility, supporters, worths);
        }

        Supporters = [.. supporters.Select(list => list.ToArray())];
        SupporterCounts = [.. Supporters.Select(rows => rows.Sum(row => Counts[row]))];
        SupporterWorths = [.. worths.Select(list => list.ToArray())];
        MaxWorth = Worths.Aggregate(1L, (most, row) => row.Aggregate(most, Math.Max));
        MaxShare = Math.Max(Costs.Sum(), election.Budget / Math.Max(1, Voters)) + step + 1;
        PointBits = Bits - (int)((BigInteger)MaxShare * Math.Max(1, Voters) * MaxWorth).GetBitLength();
        KeyBits = (int)((BigInteger)Factors.DefaultIfEmpty(1).Max()).GetBitLength();
        if (PointBits < 0)
        {
            throw new OverflowException("More money and voters than can be counted exactly.");
        }
    }

    /// <summary>A share that is never exceeded: with as much as all projects cost, there is nothing that could not be bought.</summary>
    public long MaxShare { get; }

    /// <summary>How many bits money has after the point: as many as leave room for all the shares together.</summary>
    public int PointBits { get; }

    /// <summary>How many more bits a comparison of ρ has.</summary>
    public int KeyBits { get; }

    public long[] Costs { get; }

    public long[] Factors { get; }

    public long Voters { get; }

    /// <summary>How many voters each row stands for.</summary>
    public long[] Counts { get; }

    /// <summary>The projects of each row.</summary>
    public int[][] Projects { get; }

    /// <summary>What they are worth to it.</summary>
    public long[][] Worths { get; }

    /// <summary>The rows that support each project.</summary>
    public int[][] Supporters { get; }

    /// <summary>What it is worth to them.</summary>
    public long[][] SupporterWorths { get; }

    /// <summary>How many voters support each project.</summary>
    public long[] SupporterCounts { get; }

    public long MaxWorth { get; }

    private void Fill(int row, BudgetElection election, EqualSharesUtility utility, List<int>[] supporters, List<long>[] worths)
    {
        var ballot = election.Ballots.Ballots[row].Ballot;
        var projects = new List<int>();
        var own = new List<long>();
        for (var at = 0; at < ballot.Count; at++)
        {
            var worth = WorthOf(ballot.MarkAt(at), election.Vote, utility);
            if (worth > 0)
            {
                var project = ballot.Candidates[at];
                projects.Add(project);
                own.Add(worth);
                supporters[project].Add(row);
                worths[project].Add(worth);
            }
        }

        Projects[row] = [.. projects];
        Worths[row] = [.. own];
    }

    private static long WorthOf(long mark, BudgetVote vote, EqualSharesUtility utility)
    {
        if (utility != EqualSharesUtility.Points)
        {
            return mark > 0 ? 1 : 0;
        }

        return vote == BudgetVote.Ranking ? mark - 1 : mark;
    }
}
