namespace Neighborhood.Rules.Counting.Budgets;

/// <summary>What a project is worth to those who support it.</summary>
public enum EqualSharesUtility
{
    /// <summary>What it costs. All official elections used this.</summary>
    Cost,

    /// <summary>1.</summary>
    Cardinality,

    /// <summary>The points the voter gave it; of a ranking its Borda points less 1, so that the last one ranked is worth nothing.</summary>
    Points,
}

/// <summary>How money that nobody's share can reach is spent.</summary>
public enum EqualSharesCompletion
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>Everybody's share grows, one unit of the currency a step, until the next step would overspend.</summary>
    Add1,

    /// <summary>By Add1, and what is left of it goes to projects by their supporters, or by their points where ballots share points.</summary>
    Add1ThenGreedy,

    /// <summary>Greedily, as after Add1.</summary>
    Greedy,
}

/// <summary>The rules of a count by equal shares, pinned before it.</summary>
public sealed record EqualSharesRules
{
    /// <summary>What a project is worth.</summary>
    public EqualSharesUtility Utility { get; init; } = EqualSharesUtility.Cost;

    /// <summary>What happens with the rest.</summary>
    public EqualSharesCompletion Completion { get; init; } = EqualSharesCompletion.None;

    /// <summary>By how much every share grows in a step of Add1, in units of the currency.</summary>
    public long Step { get; init; } = 1;

    /// <summary>
    /// Whether Add1 also stops as soon as no further project fits into the money that is left ("exhaustive"). The plain stop, only before a step that
    /// would overspend, is what Wieliczka 2023 and Assen 2024 used.
    /// </summary>
    public bool StopsWhenExhausted { get; init; }
}
