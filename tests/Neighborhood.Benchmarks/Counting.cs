using System.Globalization;
using System.Text;
using System.Text.Json;
using Neighborhood.Formats;
using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;
using Neighborhood.Testing;

namespace Neighborhood.Benchmarks;

/// <summary>
/// What counting costs beside parsing the same ballots, and what Equal Shares with Add1 costs on the largest budget. Times are CPU time of this process, the
/// best of several, so that what else the machine does shows least.
/// </summary>
internal static class Counting
{
    private const int Best = 5;
    private const int Candidates = 8;

    public static Task MeasureAsync(Report report)
    {
        foreach (var ballots in report.Sizes.Counted)
        {
            Ranked(report, $"synthetic_{ballots}", Synthetic(ballots));
            Approvals(report, $"synthetic_{ballots}", SyntheticBudget(ballots));
        }

        Ranked(report, "minneapolis", Minneapolis());
        Approvals(report, "warszawa", File.ReadAllText(TestData.Require("pb/Poland_Warszawa_2026.pb")));
        Budgets(report);
        return Task.CompletedTask;
    }

    private static void Ranked(Report report, string name, string text)
    {
        var parse = Parsing(report, name, text, ':', "toi");
        Ratio(report, name, "plurality", parse, () => Count(text, (profile, ties) => Plurality.Count(profile, 1, ties)));
        Ratio(report, name, "irv", parse, () => Count(text, (profile, ties) => InstantRunoff.Count(profile, ties)));
        Ratio(report, name, "schulze", parse, () => Count(text, (profile, ties) =>
            Schulze.Count(profile, DefeatStrength.WinningVotes, Unranked.Last, 1, ties)));
        Ratio(report, name, "stv", parse, () => Count(text, (profile, ties) => TransferableVote.Count(profile, 3, ties)));
    }

    private static void Approvals(Report report, string name, string text)
    {
        var parse = Parsing(report, $"{name}_pb", text, ';', "pb");
        Ratio(report, name, "approval", parse, () =>
        {
            var file = Read(text, "pb");
            return Approval.Count(file.AsMarks(), 1, TieRule.ById(file.Candidates));
        });
    }

    /// <summary>Parsing a file into ballots; beside it, splitting its lines into numbers, which nobody could count with.</summary>
    private static double Parsing(Report report, string name, string text, char mark, string ending)
    {
        var split = Seconds(() => (object)Split(text, mark));
        var parse = Seconds(() => Read(text, ending));
        report.Set($"{name}_parse_ms", parse * 1000);
        report.Set($"{name}_parse_over_split", parse / split);
        report.Say($"{name}: parsing {parse * 1000:0} ms, {parse / split:0.00} of splitting its lines");
        return parse;
    }

    private static void Budgets(Report report)
    {
        var whole = Read(File.ReadAllText(TestData.Require("pb/Poland_Warszawa_2026.pb")), "pb").Budget!;
        Shares(report, "add1_warszawa", whole, 1);
        if (report.Sizes == Sizes.Quick)
        {
            return;
        }

        Shares(report, "add1_warszawa_half_voters", Half(whole, halvesVoters: true), 1);
        Shares(report, "add1_warszawa_half_projects", Half(whole, halvesVoters: false), 1);
        foreach (var step in new[] { 8L, 4, 2 })
        {
            Shares(report, $"add1_warszawa_step_{step}", whole, step);
        }
    }

    private static void Shares(Report report, string name, BudgetElection election, long step)
    {
        var rules = new EqualSharesRules { Completion = EqualSharesCompletion.Add1, Step = step };
        EqualShares? count = null;
        var one = Seconds(() => EqualShares.Count(election, rules with { Completion = EqualSharesCompletion.None }, () => EqualShares.Rule(election)));
        var all = Seconds(() => count = EqualShares.Count(election, rules, () => EqualShares.Rule(election)));
        report.Set($"{name}_ms", all * 1000);
        report.Set($"{name}_steps", count!.Steps);
        report.Set($"{name}_runs", count.Runs);
        report.Set($"{name}_single_run_ms", one * 1000);
        report.Set($"{name}_share_of_naive", all / (one * (count.Steps + 1)));
        report.Say($"{name}: {election.Ballots.Total} voters, {count.Steps} steps, {count.Runs} runs, {all * 1000:0} ms; one from nothing {one * 1000:0} ms");
    }

    private static BudgetElection Half(BudgetElection election, bool halvesVoters)
    {
        var kept = Enumerable.Range(0, election.Projects.Count).Where(project => halvesVoters || project % 2 == 0).ToList();
        var candidates = kept.Select(project => election.Ballots.Candidates[project]).ToList();
        var ballots = election.Ballots.Ballots.Where((_, index) => !halvesVoters || index % 2 == 0).Select(one => new Counted<Marks>(
            Marks.Approving([.. one.Ballot.Candidates.ToArray().Where(kept.Contains).Select(project => kept.IndexOf(project))]), one.Count));
        var profile = Profile.Of(candidates, ballots);
        return election with { Projects = [.. kept.Select(project => election.Projects[project])], Ballots = profile, Budget = election.Budget / 2 };
    }

    private static void Ratio(Report report, string name, string what, double parse, Func<object> act)
    {
        var took = Seconds(act);
        report.Set($"{name}_{what}_ratio", took / parse);
        report.Say($"{name}: {what} {took * 1000:0} ms, {took / parse:0.00} of parsing");
    }

    private static object Count(string text, Func<Profile<Ranking>, TieBreaker, object> method)
    {
        var profile = Read(text, "toi").AsRankings();
        return method(profile, TieRule.ById(profile.Candidates));
    }

    private static ElectionFile Read(string text, string ending)
    {
        using var reader = new StringReader(text);
        return ElectionFiles.Read(reader, ending);
    }

    /// <summary>Every line is split, and every id on its ballot becomes a number; nothing is checked, grouped or kept.</summary>
    private static long Split(string text, char mark)
    {
        long sum = 0;
        using var reader = new StringReader(text);
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var lookup = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        while (reader.ReadLine() is { } line)
        {
            var ballot = line.AsSpan(line.IndexOf(mark) + 1);
            var places = new List<int>();
            foreach (var range in ballot.Split(','))
            {
                var id = ballot[range].Trim();
                if (!lookup.TryGetValue(id, out var place))
                {
                    place = ids.Count;
                    lookup[id] = place;
                }

                places.Add(place);
            }

            sum += places.Count;
        }

        return sum;
    }

    private static double Seconds(Func<object> act)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Best; i++)
        {
            var began = Environment.CpuUsage.TotalTime;
            GC.KeepAlive(act());
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - began).TotalSeconds);
        }

        return best;
    }

    /// <summary>One line a ballot, of up to all candidates; what is preferred is drawn unevenly, so that ballots repeat as real ones do.</summary>
    private static string Synthetic(int ballots)
    {
        var random = new Random(1);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# NUMBER ALTERNATIVES: {Candidates}\n");
        for (var i = 0; i < ballots; i++)
        {
            text.Append("1: ").AppendJoin(',', Drawn(random)).Append('\n');
        }

        return text.ToString();
    }

    private static string SyntheticBudget(int ballots)
    {
        var random = new Random(2);
        var text = new StringBuilder("META\nkey;value\nbudget;1000\nvote_type;approval\nPROJECTS\nproject_id;cost\n");
        text.AppendJoin('\n', Enumerable.Range(1, Candidates).Select(project => $"{project};{project * 100}")).Append("\nVOTES\nvoter_id;vote\n");
        for (var i = 0; i < ballots; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i};").AppendJoin(',', Drawn(random)).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<int> Drawn(Random random)
    {
        var order = Enumerable.Range(1, Candidates).OrderBy(candidate => random.NextDouble() * candidate).ToList();
        return order.Take(random.Next(1, Candidates + 1));
    }

    /// <summary>The largest ranked election of the folder, a line for each ballot.</summary>
    private static string Minneapolis()
    {
        using var contest = JsonDocument.Parse(File.ReadAllBytes(TestData.Require("ranked/rctab/2013_minneapolis_mayor.json")));
        var names = contest.RootElement.GetProperty("candidates").EnumerateArray().Select(name => name.GetString()).ToList();
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"# NUMBER ALTERNATIVES: {names.Count}\n");
        foreach (var ballot in contest.RootElement.GetProperty("ballots").EnumerateArray())
        {
            var places = ballot.GetProperty("ranks").EnumerateArray()
                .Where(rank => rank.ValueKind == JsonValueKind.Array && rank.GetArrayLength() == 1)
                .Select(rank => names.IndexOf(rank[0].GetString()) + 1)
                .Where(place => place > 0)
                .Distinct();
            var line = $"1: {string.Join(',', places)}\n";
            for (var i = ballot.GetProperty("n").GetInt32(); i > 0; i--)
            {
                text.Append(line);
            }
        }

        return text.ToString();
    }
}
