namespace Neighborhood.Rules.Counting.Budgets;

/// <summary>A project that can be paid for.</summary>
/// <param name="Id">Its name among the projects, once; ids compare as strings ("13" before "6").</param>
/// <param name="Name">What people call it.</param>
/// <param name="Cost">What it costs, in the smallest units of the currency that the election uses; 0 or more.</param>
public sealed record Project(string Id, string Name, long Cost);

/// <summary>What the marks of a budget ballot are.</summary>
public enum BudgetVote
{
    /// <summary>1 for each approved project. A knapsack ballot is one of these, too.</summary>
    Approval,

    /// <summary>Points that the voter shared out, or scores given to each project apart.</summary>
    Points,

    /// <summary>Borda points of a ranking: the last ranked project has 1, each better one has one more.</summary>
    Ranking,
}

/// <summary>A participatory budget: projects, money, and ballots.</summary>
/// <param name="Projects">The projects.</param>
/// <param name="Budget">The money, in the same units as the costs.</param>
/// <param name="Units">How many of those units make one of the currency: 1, or 100 where costs have cents.</param>
/// <param name="Vote">What the marks are.</param>
/// <param name="Ballots">The ballots; their candidates are the projects. A blank one has its share of the money, too.</param>
/// <param name="MinScore">The score below which a project is not considered; 0 for none.</param>
public sealed record BudgetElection(
    IReadOnlyList<Project> Projects, long Budget, long Units, BudgetVote Vote, Profile<Marks> Ballots, long MinScore = 0)
{
    /// <summary>What the projects of a selection cost together.</summary>
    public long CostOf(IEnumerable<int> projects) => projects.Sum(project => Projects[project].Cost);

    /// <summary>Each project's score: approvals, or the sum of points, or the Borda sum.</summary>
    public long[] Scores() => Scoring.Of(Ballots);

    /// <summary>The projects that are considered: some score, and not below the least one.</summary>
    public IReadOnlyList<int> Considered()
    {
        var scores = Scores();
        return [.. Enumerable.Range(0, Projects.Count).Where(project => scores[project] > 0 && scores[project] >= MinScore)];
    }
}
