using CsCheck;
using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;

namespace Neighborhood.Formats.Tests.Counting;

/// <summary>What holds of budgets whatever the ballots.</summary>
public sealed class EqualSharesPropertyTests
{
    private static readonly Gen<BudgetElection> Elections =
        from costs in Gen.Long[1, 40].Array[1, 6]
        from budget in Gen.Long[1, 80]
        from ballots in Gen.Int[0, 3].Array[costs.Length].Array[1, 12]
        select ElectionOf(costs, budget, ballots);

    [Theory]
    [InlineData(EqualSharesUtility.Cost)]
    [InlineData(EqualSharesUtility.Cardinality)]
    [InlineData(EqualSharesUtility.Points)]
    public void Shares_are_spent_as_the_paper_says(EqualSharesUtility utility) => Elections.Sample(election =>
    {
        var count = EqualShares.Count(election, new EqualSharesRules { Utility = utility }, () => EqualShares.Rule(election));
        var (order, rho) = NaiveShares.Spend(election, utility, new Fraction(election.Budget, election.Ballots.Total));
        Assert.Equal(order, count.Winners);
        Assert.Equal(rho, count.Purchases.Select(purchase => purchase.Rho));
    });

    [Theory]
    [InlineData(EqualSharesUtility.Cost)]
    [InlineData(EqualSharesUtility.Cardinality)]
    [InlineData(EqualSharesUtility.Points)]
    public void Leaping_ends_where_single_steps_end(EqualSharesUtility utility) => Elections.Sample(election =>
    {
        var rules = new EqualSharesRules { Utility = utility, Completion = EqualSharesCompletion.Add1 };
        var count = EqualShares.Count(election, rules, () => EqualShares.Rule(election));
        var (order, steps) = NaiveShares.Add1(election, utility);
        Assert.Equal(order, count.Winners);
        Assert.Equal(steps, count.Steps);
    });

    [Fact]
    public void No_count_spends_more_than_there_is() => Elections.Sample(election =>
    {
        foreach (var completion in Enum.GetValues<EqualSharesCompletion>())
        {
            var count = EqualShares.Count(election, new EqualSharesRules { Completion = completion }, () => EqualShares.Rule(election));
            Assert.True(count.Cost <= election.Budget);
            Assert.Equal(election.CostOf(count.Winners), count.Cost);
            Assert.Equal(count.Winners.Count, count.Winners.Distinct().Count());
        }

        Assert.True(Greedy.Count(election, stops: false, Greedy.Rule(election)).Cost <= election.Budget);
        Assert.True(Greedy.Count(election, stops: true, Greedy.Rule(election)).Cost <= election.Budget);
    });

    [Fact]
    public void Whoever_could_not_be_paid_for_lacked_money() => Elections.Sample(election =>
    {
        var count = EqualShares.Count(election, new EqualSharesRules(), () => EqualShares.Rule(election));
        Assert.All(count.Shortfalls, one => Assert.True(one.Missing.Sign > 0 && one.Held + one.Missing == election.Projects[one.Project].Cost));
    });

    [Fact]
    public void The_written_rule_gives_one_of_the_tied_outcomes() => Elections.Sample(election =>
    {
        var all = TiedOutcomes.Of(ties => EqualShares.Count(election, new EqualSharesRules(), () => ties).Winners);
        var count = EqualShares.Count(election, new EqualSharesRules(), () => EqualShares.Rule(election)).Winners;
        Assert.Contains(all.Winners, winners => winners.SequenceEqual(count.Order()));
    });

    private static BudgetElection ElectionOf(long[] costs, long budget, int[][] ballots)
    {
        var projects = costs.Select((cost, place) => new Project($"{place}", $"{place}", cost)).ToList();
        var profile = Profile.Of(
            [.. projects.Select(project => new Candidate(project.Id, project.Name))],
            ballots.Select(ballot => new Counted<Marks>(MarksOf(ballot), 1)));
        return new BudgetElection(projects, budget, 1, BudgetVote.Points, profile);
    }

    private static Marks MarksOf(int[] points)
    {
        var on = Enumerable.Range(0, points.Length).Where(place => points[place] > 0).ToArray();
        return Marks.Of(on, [.. on.Select(place => (long)points[place])]);
    }
}
