using Neighborhood.Rules.Statutes;

namespace Neighborhood.Rules.Tests.Statutes;

public sealed class MatterTests
{
    private static readonly DateOnly Today = new(2026, 1, 1);

    [Fact]
    public void Article_278_names_nine_matters_of_which_three_are_special()
    {
        string[] special = ["raise-maintenance-fund", "alter-or-rebuild", "common-parts"];
        Assert.Equal(special, RulePacks.FindInForce("owners-special", Today)!.Matters.Select(matter => matter.Id));
        var items = RulePacks.InForce(Today).SelectMany(pack => pack.Matters)
            .Where(matter => matter.Article.En.StartsWith("Civil Code, article 278", StringComparison.Ordinal))
            .Select(matter => matter.Article.En)
            .ToList();
        Assert.Equal(9, items.Distinct().Count());
        Assert.Equal(9, items.Count);
    }

    [Fact]
    public void No_matter_stands_in_two_packs_in_force()
    {
        var matters = RulePacks.InForce(Today).SelectMany(pack => pack.Matters, (pack, matter) => (pack, matter.Id)).ToList();
        Assert.Distinct(matters.Select(one => one.Id));
        Assert.All(matters, one => Assert.Same(one.pack, RulePacks.FindByMatter(one.Id, Today)));
        Assert.Null(RulePacks.FindByMatter("use-maintenance-fund", new DateOnly(2025, 6, 30)));
        Assert.Null(RulePacks.FindByMatter("", Today));
    }

    [Theory]
    [InlineData(30, 20, 11, 0, true)]
    [InlineData(30, 20, 10, 10, false)]
    [InlineData(30, 19, 19, 0, false)]
    [InlineData(31, 20, 20, 0, false)]
    [InlineData(31, 21, 11, 0, true)]
    public void Villagers_representatives_need_two_thirds_present_and_more_than_half_of_them(long total, long present, long yes, long no, bool passes) =>
        Assert.Equal(passes, Verdict.Decide(Polls.Pack("villagers-representatives"), Polls.Heads(total, yes, no, 0, present - yes - no)).Passed);

    [Theory]
    [InlineData(7, 7, 0, 0, true)]
    [InlineData(7, 6, 0, 0, false)]
    [InlineData(7, 6, 1, 0, false)]
    [InlineData(7, 6, 0, 1, false)]
    [InlineData(0, 0, 0, 0, false)]
    public void A_dwelling_becomes_a_shop_by_unanimity_alone(long total, long yes, long no, long abstain, bool passes) =>
        Assert.Equal(passes, Verdict.Decide(Polls.Pack("owners-unanimity"), Polls.Heads(total, yes, no, abstain)).Passed);
}
