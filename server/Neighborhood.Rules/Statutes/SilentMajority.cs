namespace Neighborhood.Rules.Statutes;

/// <summary>
/// 弃权从多: the silent are counted with the majority of those who spoke, where a neighbourhood's own rules say so (指导规则 26 leaves it to them). The
/// majority is the option that leads by heads and, where votes weigh area, by area too; where none leads in both, nobody is counted with anybody.
/// </summary>
public static class SilentMajority
{
    /// <summary>The tally with the silent counted, or null where the rule does not count them.</summary>
    /// <exception cref="OverflowException">The area no longer fits.</exception>
    public static Tally? Of(CountSilent rule, Tally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        if (rule == CountSilent.Off)
        {
            return null;
        }

        var silent = rule == CountSilent.Abstained ? tally.Abstain : Plus(tally.Abstain, Unreturned(tally));
        return Leader(tally) switch
        {
            BallotChoice.Yes => tally with { Yes = Plus(tally.Yes, silent), Abstain = default },
            BallotChoice.No => tally with { No = Plus(tally.No, silent), Abstain = default },
            _ => tally,
        };
    }

    private static BallotChoice? Leader(Tally tally)
    {
        var isWeighed = tally.Electorate.TotalAreaCm2 > 0;
        if (tally.Yes.Count > tally.No.Count && (!isWeighed || tally.Yes.AreaCm2 > tally.No.AreaCm2))
        {
            return BallotChoice.Yes;
        }

        return tally.No.Count > tally.Yes.Count && (!isWeighed || tally.No.AreaCm2 > tally.Yes.AreaCm2) ? BallotChoice.No : null;
    }

    private static OptionTally Unreturned(Tally tally) => new(
        tally.Electorate.TotalAreaCm2 - tally.Yes.AreaCm2 - tally.No.AreaCm2 - tally.Abstain.AreaCm2,
        tally.Electorate.TotalHeadcount - tally.Yes.Count - tally.No.Count - tally.Abstain.Count - tally.PresentWithoutBallot);

    private static OptionTally Plus(OptionTally one, OptionTally other) => new(checked(one.AreaCm2 + other.AreaCm2), one.Count + other.Count);
}
