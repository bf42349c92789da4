using System.Numerics;
using CsCheck;
using Neighborhood.Rules.Statutes;

namespace Neighborhood.Rules.Tests.Statutes;

public sealed class VerdictPropertyTests
{
    private static readonly Gen<(RulePack Pack, (long Area, BallotChoice? Choice)[] Owners)> Counted = Gen.Select(Polls.Packs, Polls.Owners);

    [Fact]
    public void One_more_returned_ballot_of_consent_never_hurts() =>
        Gen.Select(Polls.Packs, Polls.Owners, Gen.Long[1, 5_000_000]).Sample((pack, owners, area) =>
        {
            var before = Verdict.Decide(pack, Polls.Count([.. owners, (area, null)]));
            var after = Verdict.Decide(pack, Polls.Count([.. owners, (area, BallotChoice.Yes)]));
            Assert.All(before.Clauses.Zip(after.Clauses), pair => Assert.True(!pair.First.IsHeld || pair.Second.IsHeld));
            Assert.True(!before.Passed || after.Passed);
        });

    [Fact]
    public void Turning_a_ballot_to_consent_never_hurts() => Counted.Select(Gen.UInt).Sample((poll, which) =>
    {
        var (pack, owners) = poll;
        var turned = owners.ToArray();
        var at = which % turned.Length;
        turned[at] = (turned[at].Area, BallotChoice.Yes);
        Assert.True(!Verdict.Decide(pack, Polls.Count(owners)).Passed || Verdict.Decide(pack, Polls.Count(turned)).Passed);
    });

    [Fact]
    public void Scaling_all_areas_changes_nothing() => Counted.Select(Gen.Long[1, 1_000_000]).Sample((poll, factor) =>
    {
        var (pack, owners) = poll;
        var scaled = owners.Select(owner => (owner.Area * factor, owner.Choice)).ToArray();
        Assert.Equal(Held(pack, Polls.Count(owners)), Held(pack, Polls.Count(scaled)));
    });

    [Fact]
    public void The_order_of_ballots_changes_nothing() => Counted.Sample(poll =>
        Assert.Equal(Polls.Count(poll.Owners), Polls.Count([.. poll.Owners.Reverse()])));

    [Fact]
    public void The_shortfall_is_the_least_that_helps() => Gen.Select(Polls.Packs, AnySize).Sample((pack, tally) =>
    {
        foreach (var result in Verdict.Decide(pack, tally).Clauses)
        {
            Assert.Equal(result.IsHeld, result.Shortfall == 0);
            Assert.Equal(result.IsHeld, Holds(result.Clause, result.Have, result.Base));
            if (result.Base > 0)
            {
                Assert.True(Holds(result.Clause, result.Required, result.Base));
                Assert.False(Holds(result.Clause, result.Required - 1, result.Base));
                Assert.InRange(result.Required, 1, result.Base);
            }
        }
    });

    [Fact]
    public void One_square_centimetre_decides_in_the_largest_estate()
    {
        // 2/3 of the largest multiple of 3 that 64 bits hold: 128-bit products, and floating point would see no difference.
        const long Total = long.MaxValue - 1;
        const long Quorum = Total / 3 * 2;
        Assert.True(Participates(Total, Quorum));
        Assert.False(Participates(Total, Quorum - 1));
        Assert.Equal((double)Quorum, Quorum - 1);

        static bool Participates(long total, long area) =>
            Verdict.Decide(Polls.Pack("owners-ordinary"), new Tally(new Electorate(total, 3), new OptionTally(area, 3), default, default)).Passed;
    }

    [Fact]
    public void An_impossible_tally_is_refused()
    {
        var pack = Polls.Pack("owners-ordinary");
        Assert.Throws<ArgumentException>(() => Verdict.Decide(pack, Polls.Heads(9, -1, 0, 0)));
        Assert.Throws<ArgumentException>(() => Verdict.Decide(pack, Polls.Heads(9, 4, 3, 3)));
        Assert.Throws<ArgumentException>(() => Verdict.Decide(pack, Polls.Heads(9, 4, 3, 2, 1)));
        Assert.Throws<ArgumentException>(() => Verdict.Decide(pack, Polls.Heads(long.MaxValue, long.MaxValue, long.MaxValue, 1)));
        var area = new Tally(new Electorate(10, 9), new OptionTally(6, 1), new OptionTally(5, 1), default);
        Assert.Throws<ArgumentException>(() => Verdict.Decide(pack, area));
        Assert.Throws<OverflowException>(() => area.Plus(BallotChoice.Yes, long.MaxValue));
    }

    private static readonly Gen<Tally> AnySize =
        from area in Gen.OneOf(Gen.Long[0, 40], Gen.Long[0, long.MaxValue])
        from heads in Gen.OneOf(Gen.Long[0, 40], Gen.Long[0, long.MaxValue])
        from areas in Parts(area)
        from counts in Parts(heads)
        select new Tally(
            new Electorate(area, heads),
            new OptionTally(areas[0], counts[0]), new OptionTally(areas[1], counts[1]), new OptionTally(areas[2], counts[2]))
        {
            PresentWithoutBallot = counts[3],
        };

    /// <summary>Four parts of a whole, with something left over.</summary>
    private static Gen<long[]> Parts(long whole) => Gen.Long[0, whole].Array[4].Select(cuts =>
    {
        Array.Sort(cuts);
        return new[] { cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1], cuts[3] - cuts[2] };
    });

    private static bool[] Held(RulePack pack, Tally tally) => [.. Verdict.Decide(pack, tally).Clauses.Select(result => result.IsHeld)];

    /// <summary>The comparison in unbounded integers.</summary>
    private static bool Holds(Clause clause, BigInteger have, BigInteger whole)
    {
        var difference = (have * clause.Denominator) - (whole * clause.Numerator);
        return !whole.IsZero && (clause.Comparison == ClauseComparison.AtLeast ? difference >= 0 : difference > 0);
    }
}
