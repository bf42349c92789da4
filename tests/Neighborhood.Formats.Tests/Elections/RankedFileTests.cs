using System.Text;
using System.Text.Json;
using Neighborhood.Rules.Counting;
using Neighborhood.Testing;

namespace Neighborhood.Formats.Tests.Elections;

/// <summary>Real ranked elections: first choices, pairs, strongest paths and run-off rounds as the manifest expects them.</summary>
public sealed class RankedFileTests
{
    public static TheoryData<string> Files =>
    [
        "ranked/debian/leader2007_tally.txt", "ranked/debian/leader2020_tally.txt", "ranked/debian/preflib-00002-00000001.soi",
        "ranked/debian/preflib-00002-00000007.soi", "ranked/burlington2009.abif",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Pairs_and_strongest_paths_are_as_expected(string file)
    {
        var entry = Manifest.FileOf("ranked", file);
        var profile = Open(file);
        foreach (var unranked in Enum.GetValues<Unranked>())
        {
            if (!entry.TryGetProperty(unranked == Unranked.Last ? "expected_unranked_last" : "expected_unranked_ignored", out var expected))
            {
                continue;
            }

            CheckMatrix(profile, expected.GetProperty("pairwise"), Pairwise.Count(profile, unranked));
            CheckSchulze(profile, expected.GetProperty("schulze_winning"), Schulze.Count(profile, DefeatStrength.WinningVotes, unranked, 1, Rule(profile)));
            CheckSchulze(profile, expected.GetProperty("schulze_margin"), Schulze.Count(profile, DefeatStrength.Margins, unranked, 1, Rule(profile)));
            var condorcet = Schulze.Count(profile, DefeatStrength.Margins, unranked, 1, Rule(profile)).CondorcetWinner;
            Assert.Equal(expected.GetProperty("condorcet_winner").GetString(), condorcet is { } winner ? NameOf(profile, winner) : null);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void First_choices_and_the_run_off_are_as_expected(string file)
    {
        var profile = Open(file);
        var expected = Manifest.FileOf("ranked", file).GetProperty("expected_unranked_last");
        Assert.Equal(expected.GetProperty("num_ballots").GetInt64(), profile.Total);
        if (expected.TryGetProperty("first_preferences", out var first))
        {
            var votes = Plurality.Count(profile, 1, Rule(profile)).Totals;
            Assert.All(first.EnumerateObject(), one => Assert.Equal(one.Value.GetInt64(), votes[PlaceOf(profile, one.Name)]));
        }

        if (expected.TryGetProperty("irv", out var irv))
        {
            CheckRunoff(profile, irv, InstantRunoff.Count(profile, Rule(profile)));
        }
    }

    [Fact]
    public void In_Burlington_three_methods_have_three_winners()
    {
        var profile = Manifest.Election("ranked/burlington2009.abif").AsRankings();
        Assert.Equal("Wright", profile.Candidates[Plurality.Count(profile, 1, Rule(profile)).Winners[0]].Id);
        Assert.Equal("Kiss", profile.Candidates[InstantRunoff.Count(profile, Rule(profile)).Winner].Id);
        var schulze = Schulze.Count(profile, DefeatStrength.WinningVotes, Unranked.Last, 1, Rule(profile));
        Assert.Equal("Montroll", profile.Candidates[schulze.Winners[0]].Id);
        Assert.Equal(schulze.Winners[0], schulze.CondorcetWinner);
    }

    private static void CheckRunoff(Profile<Ranking> profile, JsonElement expected, InstantRunoff count)
    {
        Assert.Equal(expected.GetProperty("winner").GetString(), NameOf(profile, count.Winner));
        Assert.Equal(expected.GetProperty("rounds").GetArrayLength(), count.Rounds.Count);
        foreach (var (index, round) in expected.GetProperty("rounds").EnumerateArray().Index())
        {
            var counted = count.Rounds[index];
            Assert.Equal(round.GetProperty("active").GetInt64(), counted.Active);
            Assert.Equal(round.GetProperty("exhausted").GetInt64(), counted.Exhausted);
            Assert.All(round.GetProperty("tally").EnumerateObject(), one => Assert.Equal(one.Value.GetInt64(), counted.Votes[PlaceOf(profile, one.Name)]));
            if (round.TryGetProperty("eliminated", out var eliminated))
            {
                Assert.Equal(eliminated.Strings().Sorted(), counted.Left.Select(one => NameOf(profile, one)).Sorted());
            }
        }
    }

    private static void CheckSchulze(Profile<Ranking> profile, JsonElement expected, Schulze count)
    {
        Assert.Equal(expected.GetProperty("winners").Strings().Sorted(), count.Ranking[0].Select(one => NameOf(profile, one)).Sorted());
        CheckMatrix(profile, expected.GetProperty("path_strengths"), count.Strengths);
        Assert.Equal(
            expected.GetProperty("ranking").EnumerateArray().Select(rank => string.Join('=', rank.Strings().Sorted())),
            count.Ranking.Select(rank => string.Join('=', rank.Select(one => NameOf(profile, one)).Sorted())));
    }

    private static void CheckMatrix(Profile<Ranking> profile, JsonElement expected, long[,] matrix)
    {
        foreach (var row in expected.EnumerateObject())
        {
            var one = PlaceOf(profile, row.Name);
            Assert.All(row.Value.EnumerateObject(), cell => Assert.Equal(cell.Value.GetInt64(), matrix[one, PlaceOf(profile, cell.Name)]));
        }
    }

    private static TieRule Rule(Profile<Ranking> profile) => TieRule.ById(profile.Candidates);

    // The manifest names candidates by id where a file has ids of its own, and otherwise by name.
    private static int PlaceOf(Profile<Ranking> profile, string name) =>
        profile.Candidates.Select((candidate, place) => (candidate, place)).Single(one => one.candidate.Id == name || one.candidate.Name == name).place;

    private static string NameOf(Profile<Ranking> profile, int place) =>
        int.TryParse(profile.Candidates[place].Id, out _) ? profile.Candidates[place].Name : profile.Candidates[place].Id;

    private static Profile<Ranking> Open(string file) => file.EndsWith(".txt", StringComparison.Ordinal) ? Tally(file) : Manifest.Election(file).AsRankings();

    /// <summary>Debian's own tally sheet: a column for each candidate, in it the rank or a hyphen.</summary>
    private static Profile<Ranking> Tally(string file)
    {
        var encoding = Manifest.FileOf("ranked", file).GetProperty("encoding").GetString() == "latin-1" ? Encoding.Latin1 : Encoding.UTF8;
        var lines = File.ReadAllLines(TestData.Require(file), encoding);
        var candidates = lines.Where(line => line.Contains(">: ", StringComparison.Ordinal) && line.Contains("Option", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(">: ", StringComparison.Ordinal) + 3)..].Trim())
            .Select(name => new Candidate(name, name))
            .ToList();
        var ballots = lines.Where(line => line.StartsWith("V: ", StringComparison.Ordinal)).Select(Ballot);
        return Profile.Of(candidates, ballots.Select(ballot => new Counted<Ranking>(ballot, 1)));
    }

    private static Ranking Ballot(string line) => Ranking.OfRanks(line[3..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0]
        .Select((rank, place) => (rank, place))
        .Where(one => one.rank != '-')
        .GroupBy(one => one.rank, one => one.place)
        .OrderBy(rank => rank.Key)
        .Select(rank => rank.ToList()));
}
