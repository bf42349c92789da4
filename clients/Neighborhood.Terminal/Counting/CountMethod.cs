namespace Neighborhood.Terminal.Counting;

/// <summary>The ways of counting, as they are typed: <c>EqualSharesAdd1</c> is <c>equal-shares-add1</c>.</summary>
public enum CountMethod
{
    /// <summary>Not named: the rule that the file names.</summary>
    Unspecified,

    /// <summary>The most first choices.</summary>
    Plurality,

    /// <summary>The most approvals.</summary>
    Approval,

    /// <summary>Instant run-off.</summary>
    Irv,

    /// <summary>Single transferable vote by the Scottish rules.</summary>
    Stv,

    /// <summary>Schulze with winning votes.</summary>
    Schulze,

    /// <summary>Schulze with margins.</summary>
    SchulzeMargins,

    /// <summary>The highest sum of scores.</summary>
    Score,

    /// <summary>The best scored projects; one that does not fit is skipped.</summary>
    Greedy,

    /// <summary>The best scored projects up to the first that does not fit.</summary>
    GreedyNoSkip,

    /// <summary>The Method of Equal Shares, not completed.</summary>
    EqualShares,

    /// <summary>The Method of Equal Shares, completed by Add1.</summary>
    EqualSharesAdd1,

    /// <summary>The Method of Equal Shares, completed by Add1 and then greedily.</summary>
    EqualSharesAdd1Greedy,
}

/// <summary>Which utility a project has for those who want it, under the Method of Equal Shares.</summary>
public enum UtilityChoice
{
    /// <summary>Not named: the cost, as in every official election so far.</summary>
    Unspecified,

    /// <summary>What it costs.</summary>
    Cost,

    /// <summary>1.</summary>
    Cardinality,
}

/// <summary>What a ballot says about candidates it does not rank.</summary>
public enum UnrankedChoice
{
    /// <summary>Not named: they are last.</summary>
    Unspecified,

    /// <summary>They stand below every ranked one.</summary>
    Last,

    /// <summary>Nothing.</summary>
    Ignored,
}
