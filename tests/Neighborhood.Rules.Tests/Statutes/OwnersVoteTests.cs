using Neighborhood.Rules.Statutes;

namespace Neighborhood.Rules.Tests.Statutes;

/// <summary>The owners' vote of Civil Code 278 at its bounds: 900 m², 9 owners.</summary>
public sealed class OwnersVoteTests
{
    private const long SquareMetre = 10_000;
    private const string Ordinary = "owners-ordinary";
    private const string Special = "owners-special";

    [Theory]
    [InlineData(Ordinary, 600_00, 6, 301_00, 4, null)]
    [InlineData(Ordinary, 600_00, 6, 300_00, 4, "consent-area")]
    [InlineData(Ordinary, 599_99, 6, 599_99, 6, "participation-area")]
    [InlineData(Special, 599_99, 6, 599_99, 6, "participation-area")]
    [InlineData(Special, 600_00, 6, 450_00, 5, null)]
    [InlineData(Special, 600_00, 6, 450_00, 4, "consent-headcount")]
    [InlineData(Ordinary, 900_00, 9, 870_00, 4, "consent-headcount")]
    [InlineData(Ordinary, 600_00, 5, 600_00, 5, "participation-headcount")]
    [InlineData(Special, 600_00, 6, 449_99, 5, "consent-area")]
    [InlineData(Ordinary, 600_00, 6, 301_00, 3, "consent-headcount")]
    public void A_vote_at_the_bound_comes_out_as_the_code_says(
        string pack, long areaPart, long headsPart, long areaYes, long headsYes, string? failing)
    {
        var verdict = Verdict.Decide(Polls.Pack(pack), Vote(areaPart, headsPart, areaYes, headsYes));
        Assert.Equal(failing is null, verdict.Passed);
        Assert.Equal(failing is null ? [] : [failing], verdict.Clauses.Where(result => !result.IsHeld).Select(result => result.Clause.Id));
    }

    [Fact]
    public void A_failed_clause_tells_what_is_missing()
    {
        var verdict = Verdict.Decide(Polls.Pack(Ordinary), Vote(588_00, 4, 294_00, 1));
        Assert.False(verdict.Passed);
        Assert.Equal(12 * SquareMetre, verdict.Clause("participation-area").Shortfall);
        Assert.Equal(2, verdict.Clause("participation-headcount").Shortfall);
        Assert.Equal(1, verdict.Clause("consent-area").Shortfall);
        Assert.Equal(2, verdict.Clause("consent-headcount").Shortfall);
    }

    [Fact]
    public void A_clause_shows_its_numbers()
    {
        var heads = Verdict.Decide(Polls.Pack(Special), Vote(600_00, 6, 450_00, 4)).Clause("consent-headcount");
        Assert.Equal((4, 6, 5, 1, false), (heads.Have, heads.Base, heads.Required, heads.Shortfall, heads.IsHeld));
        Assert.Equal((3, 4, ClauseComparison.AtLeast), (heads.Clause.Numerator, heads.Clause.Denominator, heads.Clause.Comparison));
    }

    [Fact]
    public void An_abstention_takes_part_and_silence_does_not()
    {
        // 5 of 9 consent and 1 abstains: with the abstention two thirds take part, without it they do not.
        var silent = Vote(500_00, 5, 500_00, 5);
        Assert.False(Verdict.Decide(Polls.Pack(Ordinary), silent).Passed);
        Assert.True(Verdict.Decide(Polls.Pack(Ordinary), silent.Plus(BallotChoice.Abstain, 100 * SquareMetre)).Passed);
    }

    [Fact]
    public void The_silent_are_never_counted_with_the_majority()
    {
        var verdict = Verdict.Decide(Polls.Pack(Ordinary), Vote(600_00, 6, 300_00, 3));
        Assert.Equal(3, verdict.Clause("consent-headcount").Have);
        Assert.False(verdict.Passed);
    }

    [Fact]
    public void A_vote_without_ballots_or_owners_does_not_pass()
    {
        foreach (var pack in RulePacks.All)
        {
            Assert.False(Verdict.Decide(pack, Tally.Empty(new Electorate(0, 0))).Passed);
            Assert.False(Verdict.Decide(pack, Tally.Empty(new Electorate(900, 9))).Passed);
        }
    }

    private static Tally Vote(long areaPart, long headsPart, long areaYes, long headsYes)
    {
        // Hundredths of a square metre are 100 square centimetres.
        var no = new OptionTally((areaPart - areaYes) * 100, headsPart - headsYes);
        return new Tally(new Electorate(900 * SquareMetre, 9), new OptionTally(areaYes * 100, headsYes), no, default);
    }
}
