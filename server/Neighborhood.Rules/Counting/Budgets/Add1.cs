namespace Neighborhood.Rules.Counting.Budgets;

/// <summary>
/// Lets everybody's share grow step by step until the next step would overspend. It leaps: while the same projects are bought in the same order, money never
/// falls when the share grows and prices never rise. So when the runs at both ends of a leap buy the same, and in each round at the far end every other
/// project costs more than the bought one did at the near end, then every step between buys the same, too. A leap is as long as
/// nothing has changed before it, and halved where it does not hold.
/// </summary>
internal sealed class Add1(SharesTable table, BudgetElection election, EqualSharesRules rules, Func<TieBreaker> ties)
{
    private readonly long _step = rules.Step * election.Units;
    private int _runs;

    /// <summary>Where it ended.</summary>
    public sealed record End(Fraction Endowment, long Steps, SharesRun Run, TieBreaker Ties, int Runs);

    /// <summary>One run from an endowment.</summary>
    public End Start(Fraction endowment)
    {
        var end = Begin(endowment, 0, null);
        _ = end.Run.Spend(certify: false);
        return end with { Runs = _runs };
    }

    /// <summary>All steps.</summary>
    public End Run()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(_step, 1);
        var unit = election.Units;
        var share = election.Budget / (Math.Max(1, election.Ballots.Total) * unit) * unit;
        var here = Start(share);
        long same = 0;
        long? failed = null;
        while (!IsOver(here))
        {
            var leap = Leap(here, same, failed);
            var there = Begin(share + ((here.Steps + leap) * _step), here.Steps + leap, here.Run);
            if (there.Run.Spend(certify: leap > 1))
            {
                if (leap == 1 && CostOf(there) > election.Budget)
                {
                    break;
                }

                same = leap > 1 || there.Run.Bought.SequenceEqual(here.Run.Bought) ? same + leap : 0;
                here = there;
                failed = failed > here.Steps ? failed : null;
                continue;
            }

            failed = there.Steps;
            same = leap / 2;
        }

        return here with { Runs = _runs };
    }

    /// <summary>As far as nothing has changed, not beyond what is known to fail, and never to a share with which everything was bought.</summary>
    private long Leap(End here, long same, long? failed)
    {
        var room = (table.MaxShare - (long)here.Endowment.Floor) / _step;
        var most = failed is { } wall ? Math.Min(room, (wall - here.Steps) / 2) : room;
        return Math.Max(1, Math.Min(same, most));
    }

    private End Begin(Fraction endowment, long steps, SharesRun? before)
    {
        _runs++;
        var breaker = ties();
        return new End(endowment, steps, new SharesRun(table, endowment, breaker, before), breaker, _runs);
    }

    private bool IsOver(End end)
    {
        var bought = end.Run.Bought.ToHashSet();
        var left = election.Budget - CostOf(end);
        var all = Enumerable.Range(0, table.Costs.Length).Where(project => !bought.Contains(project)).ToList();
        return all.TrueForAll(project => table.Supporters[project].Length == 0)
            || (rules.StopsWhenExhausted && all.TrueForAll(project => table.Costs[project] > left));
    }

    private long CostOf(End end) => election.CostOf(end.Run.Bought);
}
