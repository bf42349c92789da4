using System.Text.Json;
using Neighborhood.Rules.Counting;

namespace Neighborhood.Formats.Tests.Elections;

/// <summary>Run-offs counted by RCTab, with its reports of every round: under the rules of each place, and plainly.</summary>
public sealed class RoundReportTests
{
    private const string WriteIns = "UWI";

    public static TheoryData<string> Files =>
    [
        "2013_minneapolis_mayor", "2015_portland_mayor", "aliases_ess_xlsx", "batch_example", "duplicate_test", "excluded_test",
        "first_round_determines_threshold_test", "generic_csv_test", "skip_to_next_test", "test_set_overvote_delimiter",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_round_is_as_reported(string file)
    {
        var contest = Manifest.Read($"ranked/rctab/{file}.json");
        var rules = contest.GetProperty("rules");
        var profile = ProfileOf(contest, hasWriteIns: true, ballot => Applied(ballot, contest, rules));
        var names = profile.Candidates.Select(candidate => candidate.Id).ToList();
        var count = InstantRunoff.Count(profile, TieRule.ById(profile.Candidates), new RunoffRules
        {
            FirstToLeave = names.Contains(WriteIns) ? [names.IndexOf(WriteIns)] : [],
            LeavesInBatches = rules.GetProperty("batchElimination").GetBoolean(),
            IsMajorityOfFirstRound = rules.GetProperty("doesFirstRoundDetermineThreshold").GetBoolean(),
        });
        var rounds = contest.GetProperty("expected").GetProperty("rounds");
        Assert.Equal(rounds.GetArrayLength(), count.Rounds.Count);
        foreach (var (index, round) in rounds.EnumerateArray().Index())
        {
            var counted = count.Rounds[index];
            Assert.Equal(round.GetProperty("threshold").GetString(), $"{counted.Needed}");
            Assert.All(round.GetProperty("tally").EnumerateObject(), one => Assert.Equal(one.Value.GetInt64(), counted.Votes[names.IndexOf(one.Name)]));
            Assert.Equal(round.GetProperty("elected").Strings(), counted.Elected is { } elected ? [names[elected]] : []);
            Assert.Equal(round.GetProperty("eliminated").Strings().Sorted(), counted.Left.Select(one => names[one]).Sorted());
        }

        Assert.Equal(contest.GetProperty("expected").GetProperty("winner").Strings(), [names[count.Winner]]);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_plain_rules_give_the_plain_result(string file)
    {
        var contest = Manifest.Read($"ranked/rctab/{file}.json");
        var entry = Manifest.FileOf("ranked", $"ranked/rctab/{file}.json");
        var plain = entry.GetProperty("plain_irv");
        var profile = ProfileOf(contest, hasWriteIns: false, Plainly);
        var names = profile.Candidates.Select(candidate => candidate.Id).ToList();
        var ties = TieRule.ById(profile.Candidates);
        var count = InstantRunoff.Count(profile, ties);
        Assert.Equal(plain.GetProperty("winner").GetString(), names[count.Winner]);
        Assert.Equal(plain.GetProperty("rounds").GetInt32(), count.Rounds.Count);
        Assert.All(
            plain.GetProperty("final_round").EnumerateObject(), one => Assert.Equal(one.Value.GetInt64(), count.Rounds[^1].Votes[names.IndexOf(one.Name)]));
        Assert.Equal(
            plain.GetProperty("ties_for_elimination").EnumerateArray().Select(tie => string.Join('=', tie.Strings().Sorted())),
            count.Ties.Select(tie => string.Join('=', tie.Between.Select(one => names[one]).Sorted())));
        var schulze = Schulze.Count(profile, DefeatStrength.WinningVotes, Unranked.Last, 1, ties);
        Assert.Equal(entry.GetProperty("condorcet_winner").GetString(), schulze.CondorcetWinner is { } winner ? names[winner] : null);
        Assert.Equal(entry.GetProperty("schulze_winning_top").Strings().Sorted(), schulze.Ranking[0].Select(one => names[one]).Sorted());
    }

    private static Profile<Ranking> ProfileOf(JsonElement contest, bool hasWriteIns, Func<JsonElement, IEnumerable<List<string>>> ranks)
    {
        var ballots = contest.GetProperty("ballots").EnumerateArray()
            .Select(ballot => (Ranks: ranks(ballot.GetProperty("ranks")).ToList(), Count: ballot.GetProperty("n").GetInt64()))
            .ToList();
        var names = contest.GetProperty("candidates").Strings();
        var first = contest.GetProperty("expected").GetProperty("rounds")[0].GetProperty("tally");
        names.AddRange(hasWriteIns && first.TryGetProperty(WriteIns, out _) && !names.Contains(WriteIns) ? [WriteIns] : []);
        names.RemoveAll(contest.GetProperty("excluded").Strings().Contains);
        return Profile.Of(
            [.. names.Select(name => new Candidate(name, name))],
            ballots.Select(ballot => new Counted<Ranking>(
                Ranking.OfRanks(ballot.Ranks.Select(rank => rank.FindAll(names.Contains).ConvertAll(names.IndexOf))), ballot.Count)));
    }

    /// <summary>Undervotes, overvotes, write-ins and repeats are dropped.</summary>
    private static IEnumerable<List<string>> Plainly(JsonElement ranks)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rank in ranks.EnumerateArray().Where(rank => rank.ValueKind == JsonValueKind.Array))
        {
            var names = rank.Strings();
            if (names is [var name] && name != WriteIns && seen.Add(name))
            {
                yield return names;
            }
        }
    }

    /// <summary>What the rules of the place leave of a ballot.</summary>
    private static IEnumerable<List<string>> Applied(JsonElement ranks, JsonElement contest, JsonElement rules)
    {
        var overvote = rules.GetProperty("overvoteRule").GetString();
        var mostSkipped = int.Parse(rules.GetProperty("maxSkippedRanksAllowed").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        var exhaustsOnRepeat = rules.GetProperty("exhaustOnDuplicateCandidate").GetBoolean();
        var excluded = contest.GetProperty("excluded").Strings();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var skipped = 0;
        foreach (var rank in ranks.EnumerateArray())
        {
            var isOvervote = rank.ValueKind == JsonValueKind.String;
            if (isOvervote && overvote == "exhaustImmediately")
            {
                yield break;
            }

            var names = isOvervote ? [] : rank.Strings();
            skipped = names.Count == 0 && !isOvervote ? skipped + 1 : 0;
            if (skipped > mostSkipped || (exhaustsOnRepeat && names.Exists(seen.Contains)))
            {
                yield break;
            }

            var left = names.FindAll(name => !excluded.Contains(name) && !seen.Contains(name));
            seen.UnionWith(names);
            if (left.Count > 0)
            {
                yield return left;
            }
        }
    }
}
