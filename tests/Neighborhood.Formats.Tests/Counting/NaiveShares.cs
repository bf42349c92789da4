using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;

namespace Neighborhood.Formats.Tests.Counting;

/// <summary>The Method of Equal Shares as the paper says it, every step from nothing and all in fractions: slow, and plain to see.</summary>
internal static class NaiveShares
{
    public static (List<int> Order, List<Fraction> Rho) Spend(BudgetElection election, EqualSharesUtility utility, Fraction endowment)
    {
        var voters = election.Ballots.Ballots.SelectMany(one => Enumerable.Repeat(one.Ballot, (int)one.Count)).ToList();
        var money = voters.Select(_ => endowment).ToArray();
        var left = Enumerable.Range(0, election.Projects.Count).ToList();
        var (order, rhos) = (new List<int>(), new List<Fraction>());
        while (true)
        {
            var prices = left.Select(project => (project, rho: Rho(election, voters, money, utility, project))).Where(one => one.rho is not null).ToList();
            if (prices.Count == 0)
            {
                return (order, rhos);
            }

            var least = prices.Min(one => one.rho!.Value);
            var equal = prices.Where(one => one.rho == least).Select(one => one.project).ToList();
            var bought = equal.Count == 1 ? equal[0] : EqualShares.Rule(election).Take(TieOver.Project, 1, equal, 1)[0];
            for (var i = 0; i < voters.Count; i++)
            {
                money[i] -= Fraction.Min(money[i], least * Utility(election, voters[i], utility, bought));
            }

            order.Add(bought);
            rhos.Add(least);
            left.Remove(bought);
        }
    }

    public static (List<int> Order, long Steps) Add1(BudgetElection election, EqualSharesUtility utility)
    {
        var share = election.Budget / election.Ballots.Total;
        for (var steps = 0L; ; steps++)
        {
            var here = Spend(election, utility, share + steps).Order;
            var there = Spend(election, utility, share + steps + 1).Order;
            var supported = Enumerable.Range(0, election.Projects.Count).Count(project => election.Ballots.Ballots.Any(one => one.Ballot.Of(project) > 0));
            if (election.CostOf(there) > election.Budget || here.Count == supported)
            {
                return (here, steps);
            }
        }
    }

    private static Fraction? Rho(BudgetElection election, List<Marks> voters, Fraction[] money, EqualSharesUtility utility, int project)
    {
        Fraction cost = election.Projects[project].Cost;
        var payers = Enumerable.Range(0, voters.Count)
            .Select(voter => (money: money[voter], worth: Utility(election, voters[voter], utility, project)))
            .Where(one => one.worth.Sign > 0)
            .OrderBy(one => one.money / one.worth)
            .ToList();
        var paid = Fraction.Zero;
        for (var i = 0; i < payers.Count; i++)
        {
            var rho = (cost - paid) / payers.Skip(i).Aggregate(Fraction.Zero, (sum, one) => sum + one.worth);
            if (rho * payers[i].worth <= payers[i].money)
            {
                return rho;
            }

            paid += payers[i].money;
        }

        return null;
    }

    private static Fraction Utility(BudgetElection election, Marks ballot, EqualSharesUtility utility, int project) => ballot.Of(project) switch
    {
        0 => 0,
        _ when utility == EqualSharesUtility.Cost => Math.Max(1, election.Projects[project].Cost),
        _ when utility == EqualSharesUtility.Cardinality => 1,
        var points => points,
    };
}
