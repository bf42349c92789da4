using CsCheck;
using Neighborhood.Rules.Costs;

namespace Neighborhood.Rules.Tests.Costs;

public sealed class CostSharesTests
{
    private static readonly Gen<(long Cost, long[] Areas)> Costs =
        Gen.Select(Gen.Long[0, 10_000_000_000_000], Gen.Long[0, 5_000_000].Array[1, 60].Where(areas => areas.Any(area => area > 0)));

    // Few fen among equal and nearly equal areas: where every fen is a remainder.
    private static readonly Gen<(long Cost, long[] Areas)> Scarce = Gen.Select(Gen.Long[0, 40], Gen.Long[1, 4].Array[1, 30]);

    [Theory]
    [InlineData(0, new long[] { 5, 0 }, new long[] { 0, 0 })]
    [InlineData(100, new long[] { 1 }, new long[] { 100 })]
    [InlineData(100, new long[] { 1, 1, 1 }, new long[] { 34, 33, 33 })] // equal remainders: the first in the order of the roll
    [InlineData(101, new long[] { 1, 1, 1 }, new long[] { 34, 34, 33 })]
    [InlineData(100, new long[] { 1, 2, 4 }, new long[] { 14, 29, 57 })] // 14.28…, 28.57…, 57.14…: the largest remainder
    [InlineData(1, new long[] { 0, 3, 7 }, new long[] { 0, 0, 1 })]
    [InlineData(10_000_000_000_000, new long[] { 895_000, 1_042_600 }, new long[] { 4_619_116_432_700, 5_380_883_567_300 })]
    public void A_cost_is_divided_by_area_to_the_fen(long cost, long[] areas, long[] shares) => Assert.Equal(shares, CostShares.Divide(cost, areas));

    [Fact]
    public void The_shares_add_up_to_the_cost() => EachOf((cost, areas) => Assert.Equal(cost, CostShares.Divide(cost, areas).Sum()));

    [Fact]
    public void No_share_is_negative_and_no_area_owes_nothing() => EachOf((cost, areas) =>
        Assert.All(CostShares.Divide(cost, areas).Zip(areas), part => Assert.True(part.First >= 0 && (part.Second > 0 || part.First == 0))));

    [Fact]
    public void A_larger_part_never_owes_less() => EachOf((cost, areas) =>
    {
        var byArea = areas.Zip(CostShares.Divide(cost, areas)).OrderBy(part => part.First).ThenBy(part => part.Second).ToList();
        Assert.All(byArea.Zip(byArea.Skip(1)), pair => Assert.True(pair.First.Second <= pair.Second.Second));
    });

    [Fact]
    public void No_share_is_a_whole_fen_away_from_its_exact_quota() => EachOf((cost, areas) =>
    {
        Int128 total = areas.Sum();
        Assert.All(CostShares.Divide(cost, areas).Zip(areas), part => Assert.True(Int128.Abs((part.First * total) - ((Int128)cost * part.Second)) < total));
    });

    [Fact]
    public void Equal_areas_differ_by_one_fen_at_most_and_the_first_pay_it() => EachOf((cost, areas) =>
    {
        foreach (var equal in areas.Zip(CostShares.Divide(cost, areas)).GroupBy(part => part.First, part => part.Second).Select(group => group.ToList()))
        {
            Assert.True(equal[0] - equal[^1] is 0 or 1);
            Assert.Equal(equal.OrderDescending(), equal);
        }
    });

    [Fact]
    public void Scaling_all_areas_changes_nothing() => Gen.Select(Costs, Gen.Long[1, 1_000_000]).Sample((divided, factor) =>
        Assert.Equal(CostShares.Divide(divided.Cost, divided.Areas), CostShares.Divide(divided.Cost, [.. divided.Areas.Select(area => area * factor)])));

    [Fact]
    public void What_cannot_be_divided_is_a_defect_of_the_caller()
    {
        Assert.Throws<ArgumentException>(() => CostShares.Divide(1, [0, 0]));
        Assert.Throws<ArgumentException>(() => CostShares.Divide(1, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => CostShares.Divide(-1, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CostShares.Divide(1, [2, -1]));
        Assert.Throws<OverflowException>(() => CostShares.Divide(1, [long.MaxValue, 1]));
        Assert.Empty(CostShares.Divide(0, []));
    }

    private static void EachOf(Action<long, long[]> holds)
    {
        Costs.Sample(holds);
        Scarce.Sample(holds);
    }
}
