using CsCheck;
using Neighborhood.Rules.Statutes;

namespace Neighborhood.Rules.Tests.Statutes;

public sealed class RollTests
{
    private const string Developer = "developer";
    private const long HundredSquareMetres = 1_000_000;

    [Fact]
    public void The_developers_unsold_parts_are_one_person()
    {
        // 100 units of 100 m², 40 of them unsold, the 60 buyers distinct.
        var roll = Roll.Of([.. Enumerable.Range(0, 100).Select(i => Sold($"u{i}", $"o{i}") with { IsDevelopersUnsold = i < 40 })], Developer);
        Assert.Equal(new Electorate(10_000 * 10_000L, 61), roll.Electorate);
        Assert.Equal(61, roll.Voters.Count);
        Assert.Equal(40 * HundredSquareMetres, roll.Voters.Single(voter => voter.OwnerKey == Developer).AreaCm2);
    }

    [Fact]
    public void A_buyer_of_several_parts_is_one_person()
    {
        var roll = Roll.Of([Sold("u1", "b"), Sold("u2", "b"), Sold("u3", "a")], Developer);
        Assert.Equal(2, roll.Electorate.TotalHeadcount);
        Assert.Equal([new Voter("a", HundredSquareMetres), new Voter("b", 2 * HundredSquareMetres)], roll.Voters);
    }

    [Fact]
    public void Keys_that_differ_only_in_case_are_two_persons() =>
        Assert.Equal(2, Roll.Of([Sold("u1", "a"), Sold("u2", "A")], Developer).Electorate.TotalHeadcount);

    [Fact]
    public void A_part_without_a_named_voter_counts_and_casts_no_ballot()
    {
        var unnamed = Sold("u2", "couple") with { IsVoterNamed = false };
        var roll = Roll.Of([Sold("u1", "a"), unnamed], Developer);
        Assert.Equal(new Electorate(2 * HundredSquareMetres, 2), roll.Electorate);
        Assert.Equal([new Voter("a", HundredSquareMetres)], roll.Voters);
        Assert.Equal([unnamed], roll.PartsWithoutVoter);
    }

    [Fact]
    public void Only_the_part_without_a_named_voter_is_silent()
    {
        var roll = Roll.Of([Sold("u1", "couple"), Sold("u2", "couple") with { IsVoterNamed = false }], Developer);
        Assert.Equal(new Electorate(2 * HundredSquareMetres, 1), roll.Electorate);
        Assert.Equal([new Voter("couple", HundredSquareMetres)], roll.Voters);
    }

    [Fact]
    public void The_developer_votes_for_what_is_not_handed_over()
    {
        var part = Sold("u1", "couple") with { IsDevelopersUnsold = true, IsVoterNamed = false };
        var roll = Roll.Of([part, Sold("u2", Developer)], Developer);
        Assert.Equal([new Voter(Developer, 2 * HundredSquareMetres)], roll.Voters);
        Assert.Empty(roll.PartsWithoutVoter);
    }

    [Fact]
    public void Nothing_is_lost_or_made_and_order_does_not_matter() => Parts.Select(Gen.Int).Sample((parts, seed) =>
    {
        var roll = Roll.Of(parts, Developer);
        Assert.Equal(parts.Sum(part => part.AreaCm2), roll.Electorate.TotalAreaCm2);
        Assert.Equal(roll.Electorate.TotalAreaCm2, roll.Voters.Sum(voter => voter.AreaCm2) + roll.PartsWithoutVoter.Sum(part => part.AreaCm2));
        Assert.InRange(roll.Electorate.TotalHeadcount, roll.Voters.Count, parts.Length);

        var again = Roll.Of([.. parts.OrderBy(part => HashCode.Combine(seed, part.UnitId))], Developer);
        Assert.Equal(roll.Electorate, again.Electorate);
        Assert.Equal(roll.Voters, again.Voters);
    });

    [Fact]
    public void A_unit_stands_on_the_roll_once_with_area_and_owner()
    {
        Assert.Throws<ArgumentException>(() => Roll.Of([Sold("u1", "a"), Sold("u1", "b")], Developer));
        Assert.Throws<ArgumentException>(() => Roll.Of([Sold("u1", "a") with { AreaCm2 = 0 }], Developer));
        Assert.Throws<ArgumentException>(() => Roll.Of([Sold("u1", "")], Developer));
        Assert.Throws<ArgumentException>(() => Roll.Of([], ""));
        Assert.Throws<OverflowException>(() => Roll.Of([Sold("u1", "a") with { AreaCm2 = long.MaxValue }, Sold("u2", "a")], Developer));
    }

    private static readonly Gen<Part[]> Parts =
        Gen.Select(Gen.Long[1, 3_000_000], Gen.Int[0, 9], Gen.Bool, Gen.Frequency((3, Gen.Const(true)), (1, Gen.Const(false))))
            .Array[0, 40]
            .Select(rows => rows.Select((row, i) => new Part($"u{i}", row.Item1, $"o{row.Item2}", row.Item3, row.Item4)).ToArray());

    private static Part Sold(string unit, string owner) =>
        new(unit, HundredSquareMetres, owner, IsDevelopersUnsold: false, IsVoterNamed: true);
}
