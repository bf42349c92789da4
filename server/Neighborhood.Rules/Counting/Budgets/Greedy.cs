namespace Neighborhood.Rules.Counting.Budgets;

/// <summary>What became of a project in a greedy count.</summary>
public enum GreedyFate
{
    /// <summary>It is paid for.</summary>
    Selected,

    /// <summary>It costs more than is left.</summary>
    DoesNotFit,

    /// <summary>An earlier one did not fit, and the count stopped there.</summary>
    AfterStop,

    /// <summary>It has no score, or less than the least one.</summary>
    NotConsidered,
}

/// <summary>One project's turn.</summary>
/// <param name="Project">The project.</param>
/// <param name="Score">Its score.</param>
/// <param name="Left">The money left when its turn came.</param>
/// <param name="Fate">What became of it.</param>
public sealed record GreedyTurn(int Project, long Score, long Left, GreedyFate Fate);

/// <summary>
/// Greedy: projects get their money in the order of their scores, as long as it lasts. Of equal scores the cheaper one comes first, then the id; that is a
/// tie that decides only where not all of them fit.
/// </summary>
/// <param name="Turns">All projects in the order of their turns.</param>
/// <param name="Winners">Those selected, in order.</param>
/// <param name="Cost">What they cost together.</param>
/// <param name="Ties">The ties that decided.</param>
public sealed record Greedy(IReadOnlyList<GreedyTurn> Turns, IReadOnlyList<int> Winners, long Cost, IReadOnlyList<Tie> Ties)
{
    /// <summary>The written rule for equal scores.</summary>
    public static TieRule Rule(BudgetElection election)
    {
        ArgumentNullException.ThrowIfNull(election);
        return TieRule.By(TieBrokenBy.CostThenId, (one, other) =>
        {
            var byCost = election.Projects[one].Cost.CompareTo(election.Projects[other].Cost);
            return byCost != 0 ? byCost : string.CompareOrdinal(election.Projects[one].Id, election.Projects[other].Id);
        });
    }

    /// <summary>Counts.</summary>
    /// <param name="election">The election.</param>
    /// <param name="stops">Whether the first project that does not fit ends the count; otherwise it is skipped.</param>
    /// <param name="ties">Whom to ask about equal scores.</param>
    public static Greedy Count(BudgetElection election, bool stops, TieBreaker ties)
    {
        ArgumentNullException.ThrowIfNull(election);
        return Count(election, election.Scores(), election.Considered(), election.Budget, stops, ties);
    }

    /// <summary>Spends what is left on some projects in the order of scores.</summary>
    internal static Greedy Count(BudgetElection election, long[] scores, IReadOnlyList<int> considered, long money, bool stops, TieBreaker ties)
    {
        var turns = new List<GreedyTurn>();
        var left = money;
        foreach (var level in considered.GroupBy(project => scores[project]).OrderByDescending(level => level.Key))
        {
            var equal = level.ToList();
            while (equal.Count > 0)
            {
                var project = Next(election, equal, left, turns.Count + 1, ties);
                var isOver = stops && turns.Exists(turn => turn.Fate == GreedyFate.DoesNotFit);
                var fate = isOver ? GreedyFate.AfterStop : election.Projects[project].Cost <= left ? GreedyFate.Selected : GreedyFate.DoesNotFit;
                turns.Add(new GreedyTurn(project, level.Key, left, fate));
                left -= fate == GreedyFate.Selected ? election.Projects[project].Cost : 0;
                equal.Remove(project);
            }
        }

        turns.AddRange(Enumerable.Range(0, scores.Length).Except(considered)
            .Select(project => new GreedyTurn(project, scores[project], left, GreedyFate.NotConsidered)));
        return new Greedy(turns, [.. turns.Where(turn => turn.Fate == GreedyFate.Selected).Select(turn => turn.Project)], money - left, ties.Met);
    }

    // Where all fit, or none does, their order decides nothing: the rule's order is taken and no tie is told.
    private static int Next(BudgetElection election, List<int> equal, long left, int turn, TieBreaker ties)
    {
        var decides = equal.Count > 1 && election.CostOf(equal) > left && equal.Exists(project => election.Projects[project].Cost <= left);
        return decides ? ties.Take(TieOver.Project, turn, equal, 1)[0] : Rule(election).Take(TieOver.Project, turn, equal, 1)[0];
    }
}
