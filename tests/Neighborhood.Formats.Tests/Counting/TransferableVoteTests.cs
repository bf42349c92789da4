using Neighborhood.Formats.Tests.Elections;
using Neighborhood.Rules.Counting;

namespace Neighborhood.Formats.Tests.Counting;

/// <summary>The Scottish rules, counted by hand.</summary>
public sealed class TransferableVoteTests
{
    private static readonly List<Candidate> Five = [.. "ABCDE".Select(letter => new Candidate($"{letter}", $"{letter}"))];

    [Fact]
    public void A_surplus_passes_on_as_an_exact_fraction()
    {
        // 20 valid ballots for two seats: a quota of 7. A has 10, so each of those ballots passes on at 3/10: B gets 6 · 3/10, C 4 · 3/10.
        var count = Count(2, ("AB", 6), ("AC", 4), ("B", 4), ("C", 5), ("D", 1));
        Assert.Equal(7, count.Quota);
        Assert.Equal(new Fraction(3, 10), count.Stages[0].TransferValue);
        Assert.Equal([7, new Fraction(29, 5), new Fraction(31, 5), 1, 0], count.Stages[1].Votes);
        Assert.Equal(["A", "C"], Names(count.Winners));
    }

    [Fact]
    public void A_ballot_without_a_next_choice_is_lost_with_its_share_of_the_surplus()
    {
        // 10 of A's ballots at 3/10 each, 5 of them without a next choice.
        var count = Count(2, ("A", 5), ("AB", 5), ("B", 3), ("C", 6));
        Assert.Equal(new Fraction(3, 2), count.Stages[1].NonTransferable);
        Assert.Equal(new Fraction(9, 2), count.Stages[1].Votes[1]);
    }

    [Fact]
    public void Equal_ones_are_parted_by_the_latest_earlier_stage_at_which_they_differ()
    {
        // E leaves first and brings C to 3, level with B. Before, C had 2: C leaves.
        var count = Count(1, ("A", 6), ("B", 3), ("C", 2), ("EC", 1), ("D", 5));
        var tie = Assert.Single(count.Ties);
        Assert.Equal((TieOver.Elimination, TieBrokenBy.EarlierStage), (tie.Over, tie.By));
        Assert.Equal(["C"], Names(tie.Taken));
    }

    [Fact]
    public void The_id_decides_where_the_Order_draws_lots()
    {
        var count = Count(1, ("A", 3), ("B", 2), ("C", 2));
        Assert.Contains(count.Ties, tie => tie.By == TieBrokenBy.Id && Names(tie.Taken).SequenceEqual(["E"]));
        Assert.Equal(["A"], Names(count.Winners));
    }

    [Fact]
    public void As_many_as_seats_are_free_are_elected_without_a_quota()
    {
        var count = Count(3, ("A", 9), ("B", 1), ("C", 1));
        Assert.Equal(["A", "B", "C"], Names(count.Winners));
    }

    [Fact]
    public void The_reserve_begins_with_who_was_there_to_the_end()
    {
        var count = Count(1, ("A", 10), ("B", 4), ("C", 3), ("D", 2), ("E", 1));
        Assert.Equal(["B", "C", "D", "E"], Names(count.Reserves));
    }

    private static TransferableVote Count(int seats, params (string Ballot, long Count)[] ballots) => TransferableVote.Count(
        Profile.Of(Five, ballots.Select(one => new Counted<Ranking>(Ranking.Of([.. one.Ballot.Select(letter => letter - 'A')]), one.Count))),
        seats,
        TieRule.ById(Five));

    private static List<string> Names(IEnumerable<int> places) => Five.Ids(places);
}
