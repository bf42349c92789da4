namespace Neighborhood.Rules.Statutes;

/// <summary>How one clause came out. Amounts are square centimetres or heads, as the clause's dimension says.</summary>
/// <param name="Clause">The clause with its fraction.</param>
/// <param name="Have">The amount that took part or consented.</param>
/// <param name="Base">The amount that the fraction is taken of.</param>
/// <param name="Required">
/// The least whole amount that would satisfy the clause with the same base: at least 1, so that a clause never holds by nobody being there.
/// </param>
/// <param name="IsHeld">Whether the clause holds.</param>
public sealed record ClauseResult(Clause Clause, long Have, long Base, long Required, bool IsHeld)
{
    /// <summary>
    /// The least further amount with which the clause holds; 0 where it does. For participation: how much more must take part. For consent: how much
    /// more must consent among those who already take part (with the base yes-or-no: turn from no to yes), participation being unchanged.
    /// </summary>
    public long Shortfall => Math.Max(0, Required - Have);
}

/// <summary>What a poll decided, clause by clause.</summary>
/// <param name="Passed">Whether every clause holds.</param>
/// <param name="Clauses">One result per clause of the pack, in its order, also after one that failed.</param>
public sealed record Verdict(bool Passed, IReadOnlyList<ClauseResult> Clauses)
{
    /// <summary>Where the rule counts the silent with the majority: the tally that consent was taken of; otherwise null.</summary>
    public Tally? WithSilent { get; init; }

    /// <summary>Whether every clause holds without counting the silent; the same as <see cref="Passed"/> where the rule does not count them.</summary>
    public bool PassedByReturned { get; init; } = Passed;

    /// <summary>Decides a counted poll. The silent never take part: only consent is taken of the tally that counts them.</summary>
    /// <exception cref="ArgumentException">The tally is impossible: a negative number, or more than the electorate has.</exception>
    public static Verdict Decide(RulePack pack, Tally tally)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(tally);
        tally.ThrowUnlessPossible();
        var silent = SilentMajority.Of(pack.CountSilent, tally);
        ClauseResult[] results = [.. pack.Clauses.Select(clause => Measure(clause, clause.Kind == ClauseKind.Consent ? silent ?? tally : tally))];
        return new Verdict(results.All(result => result.IsHeld), results)
        {
            WithSilent = silent,
            PassedByReturned = pack.Clauses.All(clause => Measure(clause, tally).IsHeld),
        };
    }

    /// <summary>Measures one clause on a tally.</summary>
    public static ClauseResult Measure(Clause clause, Tally tally)
    {
        ArgumentNullException.ThrowIfNull(clause);
        ArgumentNullException.ThrowIfNull(tally);
        var have = clause.Kind == ClauseKind.Participation ? Participating(clause.Dimension, tally) : Amount(clause.Dimension, tally.Yes);
        var whole = clause.Base switch
        {
            ClauseBase.All => clause.Dimension == ClauseDimension.Area ? tally.Electorate.TotalAreaCm2 : tally.Electorate.TotalHeadcount,
            ClauseBase.Participating => Participating(clause.Dimension, tally),
            _ => Amount(clause.Dimension, tally.Yes) + Amount(clause.Dimension, tally.No),
        };
        return new ClauseResult(clause, have, whole, Required(clause, whole), IsHeld(clause, have, whole));
    }

    /// <summary>Compares by cross-multiplication, as the statute reads; 128 bits hold every product of a 64-bit amount and a 32-bit fraction.</summary>
    private static bool IsHeld(Clause clause, long have, long whole)
    {
        var left = (Int128)have * clause.Denominator;
        var right = (Int128)whole * clause.Numerator;
        return whole > 0 && (clause.Comparison == ClauseComparison.MoreThan ? left > right : left >= right);
    }

    private static long Required(Clause clause, long whole)
    {
        var (quotient, remainder) = Int128.DivRem((Int128)whole * clause.Numerator, clause.Denominator);
        var roundsUp = clause.Comparison == ClauseComparison.MoreThan || remainder > 0;
        return Math.Max(1, (long)quotient + (roundsUp ? 1 : 0));
    }

    private static long Participating(ClauseDimension dimension, Tally tally) =>
        Amount(dimension, tally.Yes) + Amount(dimension, tally.No) + Amount(dimension, tally.Abstain)
        + (dimension == ClauseDimension.Present ? tally.PresentWithoutBallot : 0);

    private static long Amount(ClauseDimension dimension, OptionTally option) =>
        dimension == ClauseDimension.Area ? option.AreaCm2 : option.Count;
}
