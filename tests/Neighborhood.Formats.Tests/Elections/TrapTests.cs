using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;

namespace Neighborhood.Formats.Tests.Elections;

/// <summary>Where counts of real elections go wrong easily.</summary>
public sealed class TrapTests
{
    [Theory]
    [InlineData(false, 30)]
    [InlineData(true, 31)]
    public void Wieliczka_has_its_official_winners_with_the_plain_stop_only(bool stopsWhenExhausted, int winners)
    {
        var election = Manifest.Election("pb/Poland_Wieliczka_2023_Green_Budget.pb").Budget!;
        var rules = new EqualSharesRules { Completion = EqualSharesCompletion.Add1, StopsWhenExhausted = stopsWhenExhausted };
        var count = EqualShares.Count(election, rules, () => EqualShares.Rule(election));
        var official = Manifest.FileOf("pb", "pb/Poland_Wieliczka_2023_Green_Budget.pb").GetProperty("expected").GetProperty("official_selected");
        Assert.Equal(winners, count.Winners.Count);
        var isOfficial = election.Ballots.Candidates.Ids(count.Winners).Sorted().SequenceEqual(official.GetProperty("winners").Strings().Sorted());
        Assert.Equal(!stopsWhenExhausted, isOfficial);
    }

    [Fact]
    public void In_Czyzyny_a_tie_of_votes_decides_money_and_is_told()
    {
        var election = Manifest.Election("pb/Poland_Krakow_2022_Czyzyny.pb").Budget!;
        var count = Greedy.Count(election, stops: false, Greedy.Rule(election));
        var official = Manifest.FileOf("pb", "pb/Poland_Krakow_2022_Czyzyny.pb").GetProperty("expected").GetProperty("official_selected");
        var outcomes = TiedOutcomes.Of(ties => Greedy.Count(election, stops: false, ties).Winners);
        var city = official.GetProperty("winners").Strings().Sorted();
        Assert.NotEmpty(count.Ties);
        Assert.NotEqual(city, election.Ballots.Candidates.Ids(count.Winners).Sorted());
        Assert.Contains(outcomes.Winners, winners => election.Ballots.Candidates.Ids(winners).Sorted().SequenceEqual(city));
    }

    [Fact]
    public void Ids_compare_as_strings()
    {
        var candidates = new List<Candidate> { new("6", "six"), new("13", "thirteen") };
        var rule = TieRule.ById(candidates);
        Assert.Equal([1], rule.Take(TieOver.Seat, 1, [0, 1], 1));
        Assert.Equal([0], rule.Take(TieOver.Elimination, 1, [0, 1], 1));
    }

    [Fact]
    public void What_unranked_means_can_change_the_winner()
    {
        // Two who rank B alone say nothing of A and C where the unranked are ignored.
        List<Candidate> three = [.. "ABC".Select(letter => new Candidate($"{letter}", $"{letter}"))];
        var profile = Profile.Of<Ranking>(three, [new(Ranking.Of(0, 1), 3), new(Ranking.Of(1), 4)]);
        Assert.Equal(1, Winner(profile, Unranked.Last));
        Assert.Equal(0, Winner(profile, Unranked.Ignored));
    }

    [Fact]
    public void All_without_a_vote_leave_together_and_a_majority_is_of_active_ballots()
    {
        List<Candidate> five = [.. "ABCDE".Select(letter => new Candidate($"{letter}", $"{letter}"))];
        var profile = Profile.Of<Ranking>(five, [new(Ranking.Of(0), 4), new(Ranking.Of(1), 3), new(Ranking.Of(2), 2), new(Ranking.Blank, 1)]);
        var count = InstantRunoff.Count(profile, TieRule.ById(five));
        Assert.Equal([3, 4], count.Rounds[0].Left);
        Assert.Equal((9, 5), (count.Rounds[0].Active, count.Rounds[0].Needed));
        Assert.Equal((7, 4), (count.Rounds[2].Active, count.Rounds[2].Needed));
        Assert.Equal(0, count.Rounds[2].Elected);
    }

    private static int Winner(Profile<Ranking> profile, Unranked unranked) =>
        Schulze.Count(profile, DefeatStrength.WinningVotes, unranked, 1, TieRule.ById(profile.Candidates)).Winners[0];
}
