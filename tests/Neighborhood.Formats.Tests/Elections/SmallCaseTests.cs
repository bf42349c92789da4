using System.Text.Json;
using Neighborhood.Rules.Counting;

namespace Neighborhood.Formats.Tests.Elections;

/// <summary>The 18 small cases: the examples of Schulze's paper, and instant run-offs.</summary>
public sealed class SmallCaseTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, 18)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_case_comes_out_as_published(int number)
    {
        var one = Manifest.Read("ranked/schulze_irv_small_cases.json")[number];
        var names = one.GetProperty("candidates").Strings();
        var candidates = names.Select(name => new Candidate(name, name)).ToList();
        var profile = Profile.Of(candidates, one.GetProperty("ballots").EnumerateArray().Select(ballot => new Counted<Ranking>(
            Ranking.OfRanks(ballot[0].EnumerateArray().Select(rank => rank.Strings().ConvertAll(names.IndexOf))), ballot[1].GetInt64())));
        var schulze = Schulze.Count(profile, DefeatStrength.WinningVotes, Unranked.Last, 1, TieRule.ById(candidates));
        Assert.All(one.GetProperty("pairwise").EnumerateObject(), row => Assert.All(
            row.Value.EnumerateObject(), cell => Assert.Equal(cell.Value.GetInt64(), schulze.Pairwise[names.IndexOf(row.Name), names.IndexOf(cell.Name)])));
        Assert.Equal(one.GetProperty("condorcet_winner").GetString(), schulze.CondorcetWinner is { } winner ? names[winner] : null);
        Assert.Equal(Ranks(one.GetProperty("independent_schulze_winning").GetProperty("ranking")), RanksOf(names, schulze.Ranking));
        Check(one.GetProperty("expected"), names, profile, schulze);
    }

    private static void Check(JsonElement expected, List<string> names, Profile<Ranking> profile, Schulze schulze)
    {
        if (expected.TryGetProperty("Winning", out var winning))
        {
            Assert.Equal(winning.GetProperty("winners").Strings(), names.Where((_, place) => schulze.Ranking[0].Contains(place)));
            if (winning.TryGetProperty("strengths", out var strengths))
            {
                Assert.All(strengths.EnumerateObject(), row => Assert.All(
                    row.Value.EnumerateObject(),
                    cell => Assert.Equal(cell.Value.GetInt64(), schulze.Strengths[names.IndexOf(row.Name), names.IndexOf(cell.Name)])));
            }
        }

        if (expected.TryGetProperty("IRV", out var irv))
        {
            CheckRunoff(irv, names, profile);
        }
    }

    // Where the published ranking has several in front, their tie was left open: the winner has to be one of them.
    private static void CheckRunoff(JsonElement expected, List<string> names, Profile<Ranking> profile)
    {
        var count = InstantRunoff.Count(profile, TieRule.ById(profile.Candidates));
        if (expected.GetProperty("verified").GetBoolean())
        {
            Assert.Contains(names[count.Winner], expected.GetProperty("ranking")[0].Strings());
        }

        if (expected.TryGetProperty("rounds", out var rounds))
        {
            Assert.Equal(rounds.GetArrayLength(), count.Rounds.Count);
            foreach (var (index, round) in rounds.EnumerateArray().Index())
            {
                Assert.All(round.EnumerateObject(), one => Assert.Equal(one.Value.GetInt64(), count.Rounds[index].Votes[names.IndexOf(one.Name)]));
            }
        }
    }

    private static IEnumerable<string> Ranks(JsonElement ranking) => ranking.EnumerateArray().Select(rank => string.Join('=', rank.Strings().Sorted()));

    private static IEnumerable<string> RanksOf(List<string> names, IReadOnlyList<IReadOnlyList<int>> ranking) =>
        ranking.Select(rank => string.Join('=', rank.Select(place => names[place]).Sorted()));
}
