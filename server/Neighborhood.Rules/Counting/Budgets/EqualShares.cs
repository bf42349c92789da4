namespace Neighborhood.Rules.Counting.Budgets;

/// <summary>A project that its supporters paid for.</summary>
/// <param name="Project">The project.</param>
/// <param name="Rho">What its supporters paid per unit of utility, ρ: the smallest of the round.</param>
/// <param name="InFull">How many paid that price.</param>
/// <param name="AllTheyHad">How many had less, and paid all they had.</param>
public sealed record EqualSharesPurchase(int Project, Fraction Rho, long InFull, long AllTheyHad);

/// <summary>A project that could not be paid for, and why.</summary>
/// <param name="Project">The project.</param>
/// <param name="Held">What its supporters still had together.</param>
/// <param name="Missing">What they lacked.</param>
public sealed record EqualSharesShortfall(int Project, Fraction Held, Fraction Missing);

/// <summary>
/// The Method of Equal Shares (Peters, Pierczyński and Skowron, "Proportional Participatory Budgeting with Additive Utilities", 2021): the money is shared
/// out equally, and again and again the project is bought for which its supporters have to pay least per unit of utility. Equal ones: more supporters
/// first, then the cheaper, then the id.
/// </summary>
/// <param name="Endowment">Everybody's share, in the units of the costs.</param>
/// <param name="Steps">How many steps Add1 took.</param>
/// <param name="Purchases">What was bought, in order.</param>
/// <param name="Shortfalls">What was supported and could not be paid for from the shares, in the order of the list.</param>
/// <param name="Completed">What was added greedily, in order.</param>
/// <param name="Winners">All that was chosen, in order.</param>
/// <param name="Cost">What that costs.</param>
/// <param name="Ties">The ties that decided, of the last run.</param>
/// <param name="Runs">How many times the shares were spent to find this out; Add1 leaps over steps that change nothing.</param>
public sealed record EqualShares(
    Fraction Endowment,
    long Steps,
    IReadOnlyList<EqualSharesPurchase> Purchases,
    IReadOnlyList<EqualSharesShortfall> Shortfalls,
    IReadOnlyList<int> Completed,
    IReadOnlyList<int> Winners,
    long Cost,
    IReadOnlyList<Tie> Ties,
    int Runs)
{
    /// <summary>The written rule for an equal ρ.</summary>
    public static TieRule Rule(BudgetElection election)
    {
        ArgumentNullException.ThrowIfNull(election);
        var support = Approval.Of(election.Ballots);
        return TieRule.By(TieBrokenBy.SupportThenCostThenId, (one, other) =>
        {
            var bySupport = support[other].CompareTo(support[one]);
            var byCost = election.Projects[one].Cost.CompareTo(election.Projects[other].Cost);
            var byId = string.CompareOrdinal(election.Projects[one].Id, election.Projects[other].Id);
            return bySupport != 0 ? bySupport : byCost != 0 ? byCost : byId;
        });
    }

    /// <summary>Counts.</summary>
    /// <param name="election">The election; its least score is of greedy counts and not used here.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="ties">Makes what is asked about equal ones, once for each time the shares are spent.</param>
    public static EqualShares Count(BudgetElection election, EqualSharesRules rules, Func<TieBreaker> ties)
    {
        ArgumentNullException.ThrowIfNull(election);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(ties);
        var table = new SharesTable(election, rules.Utility, rules.Step * election.Units);
        var add1 = new Add1(table, election, rules, ties);
        var end = rules.Completion is EqualSharesCompletion.Add1 or EqualSharesCompletion.Add1ThenGreedy
            ? add1.Run()
            : add1.Start(new Fraction(election.Budget, Math.Max(1, election.Ballots.Total)));
        var chosen = end.Run.Purchases.Select(purchase => purchase.Project).ToList();
        var completed = rules.Completion is EqualSharesCompletion.Greedy or EqualSharesCompletion.Add1ThenGreedy
            ? Complete(election, election.Vote == BudgetVote.Points ? election.Scores() : Approval.Of(election.Ballots), chosen, end.Ties)
            : [];
        List<int> winners = [.. chosen, .. completed];
        return new EqualShares(
            end.Endowment, end.Steps, end.Run.Purchases, end.Run.Shortfalls(), completed, winners, election.CostOf(winners), end.Ties.Met, end.Runs);
    }

    private static IReadOnlyList<int> Complete(BudgetElection election, long[] support, List<int> chosen, TieBreaker ties)
    {
        var rest = Enumerable.Range(0, support.Length).Where(project => support[project] > 0).Except(chosen).ToList();
        return Greedy.Count(election, support, rest, election.Budget - election.CostOf(chosen), stops: false, ties).Winners;
    }
}
