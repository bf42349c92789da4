using Neighborhood.Domain.Residents;
using Neighborhood.V1;

namespace Neighborhood.Domain.Tests.Residents;

public sealed class RollReadingTests
{
    public static TheoryData<string, Action<RollRow>, string, RowProblem> Faults => new()
    {
        { "no building", row => row.Building = " ", "building", RowProblem.Missing },
        { "no room", row => row.Room = "", "room", RowProblem.Missing },
        { "no area", row => row.Area = "", "area", RowProblem.Missing },
        { "words", row => row.Area = "abc", "area", RowProblem.NotAnArea },
        { "three decimals", row => row.Area = "89.505", "area", RowProblem.NotAnArea },
        { "a point alone", row => row.Area = "89.", "area", RowProblem.NotAnArea },
        { "no whole part", row => row.Area = ".5", "area", RowProblem.NotAnArea },
        { "minus", row => row.Area = "-5", "area", RowProblem.NotAnArea },
        { "an exponent", row => row.Area = "1e3", "area", RowProblem.NotAnArea },
        { "thousands", row => row.Area = "1,000", "area", RowProblem.NotAnArea },
        { "too small", row => row.Area = "0.99", "area", RowProblem.AreaOutOfRange },
        { "too large", row => row.Area = "100000.01", "area", RowProblem.AreaOutOfRange },
        { "far too large", row => row.Area = "999999999999", "area", RowProblem.NotAnArea },
        { "no source", row => row.AreaSource = "", "area_source", RowProblem.Missing },
        { "another source", row => row.AreaSource = "听说", "area_source", RowProblem.NotASource },
        { "no key", row => row.OwnerKey = "", "owner_key", RowProblem.Missing },
        { "no name", row => row.OwnerName = "", "owner_name", RowProblem.Missing },
        { "perhaps unsold", row => row.Unsold = "也许", "unsold", RowProblem.NotYesOrNo },
        { "perhaps votes", row => row.Votes = "maybe", "votes", RowProblem.NotYesOrNo },
        { "long building", row => row.Building = new string('楼', 21), "building", RowProblem.TooLong },
        { "long unit", row => row.Unit = new string('元', 21), "unit", RowProblem.TooLong },
        { "long name", row => row.OwnerName = new string('王', 41), "owner_name", RowProblem.TooLong },
        { "long key", row => row.OwnerKey = new string('k', 65), "owner_key", RowProblem.TooLong },
        { "long phone", row => row.Phone = new string('1', 21), "phone", RowProblem.TooLong },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_told_with_line_field_and_problem(string what, Action<RollRow> spoil, string field, RowProblem problem)
    {
        var row = Rolls.Row(7, "101", "A");
        Assert.Empty(RollReading.Of([row]).BadRows);
        spoil(row);
        var bad = Assert.Single(RollReading.Of([row]).BadRows);
        Assert.True((bad.Line, bad.Field, bad.Problem) == (7, field, problem), $"{what}: {bad}");
    }

    public static TheoryData<string, RollRow[], string, RowProblem> FaultsBetweenLines => new()
    {
        { "areas", [Rolls.Row(1, "101", "A"), Rolls.Row(2, "101", "B", "90")], "area", RowProblem.DiffersFromEarlierLine },
        { "sources", [Rolls.Row(1, "101", "A"), With(Rolls.Row(2, "101", "B"), row => row.AreaSource = "合同")],
            "area_source", RowProblem.DiffersFromEarlierLine },
        { "owner of an unsold one", [Rolls.Unsold(1, "101"), With(Rolls.Row(2, "101", "B", "70"), row => row.AreaSource = "实测")],
            "unsold", RowProblem.DiffersFromEarlierLine },
        { "the same owner", [Rolls.Row(1, "101", "A"), Rolls.Row(2, "101", "A")], "owner_key", RowProblem.Repeated },
        { "the same unsold one", [Rolls.Unsold(1, "101"), Rolls.Unsold(2, "101")], "room", RowProblem.Repeated },
        { "two voters", [Rolls.Row(1, "101", "A", votes: "是"), Rolls.Row(2, "101", "B", votes: "yes")], "votes", RowProblem.SeveralVote },
        { "two names", [Rolls.Row(1, "101", "A", name: "王芳"), Rolls.Row(2, "102", "A", name: "李雷")], "owner_name", RowProblem.OwnerNameDiffers },
        { "unsold with key", [Rolls.Unsold(1, "101"), With(Rolls.Unsold(2, "102"), row => row.OwnerKey = "A")], "owner_key", RowProblem.UnsoldWithOwner },
        { "unsold with name", [Rolls.Unsold(1, "101"), With(Rolls.Unsold(2, "102"), row => row.OwnerName = "A")], "owner_name", RowProblem.UnsoldWithOwner },
        { "unsold that votes", [Rolls.Unsold(1, "101"), With(Rolls.Unsold(2, "102"), row => row.Votes = "yes")], "votes", RowProblem.UnsoldWithOwner },
    };

    [Theory]
    [MemberData(nameof(FaultsBetweenLines))]
    public void A_fault_between_lines_is_told_at_the_later_one(string what, RollRow[] rows, string field, RowProblem problem)
    {
        var bad = Assert.Single(RollReading.Of(rows).BadRows);
        Assert.True((bad.Line, bad.Field, bad.Problem) == (2, field, problem), $"{what}: {bad}");
    }

    [Fact]
    public void Every_fault_of_every_row_is_told()
    {
        var bad = RollReading.Of([new RollRow { Line = 1 }, Rolls.Row(2, "101", "A"), new RollRow { Line = 3, Building = "1", Area = "x" }]).BadRows;
        Assert.Equal(
            [(1, "area"), (1, "area_source"), (1, "owner_key"), (1, "owner_name"), (1, "building"), (1, "room"),
            (3, "area"), (3, "area_source"), (3, "owner_key"), (3, "owner_name"), (3, "room")],
            bad.Select(row => (row.Line, row.Field)));
    }

    [Theory]
    [InlineData("1", 10_000)]
    [InlineData("89.5", 895_000)]
    [InlineData("89.50", 895_000)]
    [InlineData("0089.05", 890_500)]
    [InlineData("100000.00", 1_000_000_000)]
    [InlineData("８９．５０", 895_000)]
    [InlineData(" 89.51 ", 895_100)]
    public void An_area_is_exact(string text, long cm2) => Assert.Equal(cm2, RollText.AreaCm2(RollText.Clean(text)));

    [Fact]
    public void One_home_written_in_two_ways_is_one()
    {
        var second = Rolls.Row(2, " 101 ", "B");
        (second.Building, second.Unit) = ("１号楼", "2 单元");
        Assert.Single(RollReading.Of([Rolls.Row(1, "101", "A"), second]).Households);
    }

    private static RollRow With(RollRow row, Action<RollRow> change)
    {
        change(row);
        return row;
    }
}
