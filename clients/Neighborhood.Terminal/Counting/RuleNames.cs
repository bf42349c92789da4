namespace Neighborhood.Terminal.Counting;

/// <summary>The rules that files name, as Pabulib and ABIF spell them.</summary>
public static class RuleNames
{
    private static readonly Dictionary<string, CountMethod> Methods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["greedy"] = CountMethod.Greedy,
        ["greedy-threshold"] = CountMethod.Greedy,
        ["greedy-exclusive"] = CountMethod.Greedy,
        ["greedy-no-skip"] = CountMethod.GreedyNoSkip,
        ["equalshares"] = CountMethod.EqualShares,
        ["equalshares-comparison"] = CountMethod.EqualShares,
        ["equalshares/add1"] = CountMethod.EqualSharesAdd1,
        ["equalshares/add1-comparison"] = CountMethod.EqualSharesAdd1,
        ["equalshares/add1u"] = CountMethod.EqualSharesAdd1Greedy,
        ["IRV"] = CountMethod.Irv,
        ["RCV"] = CountMethod.Irv,
        ["STV"] = CountMethod.Stv,
        ["Schulze"] = CountMethod.Schulze,
        ["FPTP"] = CountMethod.Plurality,
        ["plurality"] = CountMethod.Plurality,
        ["approval"] = CountMethod.Approval,
        ["score"] = CountMethod.Score,
    };

    /// <summary>
    /// Whether a rule has a step of its own that no method of ours takes: excluding projects that cannot stand beside a chosen one, or preferring greedy
    /// where more voters do.
    /// </summary>
    public static bool HasMore(string rule) => rule.Trim() is var name
        && (name.EndsWith("-exclusive", StringComparison.OrdinalIgnoreCase) || name.EndsWith("-comparison", StringComparison.OrdinalIgnoreCase));

    /// <summary>The method of a rule; null where the name is not known.</summary>
    public static CountMethod? MethodOf(string rule) => Methods.TryGetValue(rule.Trim(), out var method) ? method : null;
}
