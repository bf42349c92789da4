namespace Neighborhood.Rules.Statutes;

/// <summary>Who could vote, as totals: what a clause with the base <see cref="ClauseBase.All"/> measures against.</summary>
/// <param name="TotalAreaCm2">All exclusive area in square centimetres; 0 where votes are not weighed by area.</param>
/// <param name="TotalHeadcount">All owners, residents or seats.</param>
public sealed record Electorate(long TotalAreaCm2, long TotalHeadcount);

/// <summary>What a voter may choose.</summary>
public enum BallotChoice
{
    /// <summary>Consent.</summary>
    Yes,

    /// <summary>Refusal.</summary>
    No,

    /// <summary>A returned ballot without a choice: it takes part and consents to nothing.</summary>
    Abstain,
}

/// <summary>The ballots for one option.</summary>
/// <param name="AreaCm2">The exclusive area of those who chose it, in square centimetres; 0 where votes are not weighed by area.</param>
/// <param name="Count">How many chose it.</param>
public readonly record struct OptionTally(long AreaCm2, long Count);

/// <summary>
/// The counted ballots of a poll. A returned ballot takes part whatever it says; one that was not returned counts nowhere, and never with the majority.
/// </summary>
public sealed record Tally(Electorate Electorate, OptionTally Yes, OptionTally No, OptionTally Abstain)
{
    /// <summary>
    /// Heads present at a meeting who returned no ballot. They count only where a clause measures those <see cref="ClauseDimension.Present"/>.
    /// </summary>
    public long PresentWithoutBallot { get; init; }

    /// <summary>The tally before any ballot.</summary>
    public static Tally Empty(Electorate electorate) => new(electorate, default, default, default);

    /// <summary>The tally with one more ballot.</summary>
    /// <exception cref="OverflowException">The area no longer fits.</exception>
    public Tally Plus(BallotChoice choice, long areaCm2) => choice switch
    {
        BallotChoice.Yes => this with { Yes = Plus(Yes, areaCm2) },
        BallotChoice.No => this with { No = Plus(No, areaCm2) },
        BallotChoice.Abstain => this with { Abstain = Plus(Abstain, areaCm2) },
        _ => throw new ArgumentOutOfRangeException(nameof(choice)),
    };

    /// <summary>Refuses a tally that no electorate can give; whoever counted it made a mistake.</summary>
    /// <exception cref="ArgumentException">A number is negative, or more took part than there are.</exception>
    internal void ThrowUnlessPossible()
    {
        long[] numbers =
        [
            Electorate.TotalAreaCm2, Electorate.TotalHeadcount, Yes.AreaCm2, Yes.Count, No.AreaCm2, No.Count, Abstain.AreaCm2, Abstain.Count,
            PresentWithoutBallot,
        ];
        if (numbers.Any(number => number < 0))
        {
            throw new ArgumentException("A tally has no negative number.");
        }

        var area = (Int128)Yes.AreaCm2 + No.AreaCm2 + Abstain.AreaCm2;
        var present = (Int128)Yes.Count + No.Count + Abstain.Count + PresentWithoutBallot;
        if (area > Electorate.TotalAreaCm2 || present > Electorate.TotalHeadcount)
        {
            throw new ArgumentException("A tally counts no more than its electorate has.");
        }
    }

    private static OptionTally Plus(OptionTally option, long areaCm2) => new(checked(option.AreaCm2 + areaCm2), option.Count + 1);
}
