using System.Text.Json;
using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;

namespace Neighborhood.Formats.Tests.Elections;

/// <summary>Real participatory budgets: scores, greedy and Equal Shares as the manifest expects them.</summary>
public sealed class BudgetFileTests
{
    public static TheoryData<string> Files =>
    [
        "Netherlands_Assen_2024", "Poland_Czestochowa_2024_Podjasnogorska", "Poland_Czestochowa_2024_Wyczerpy_-_Aniolow", "Poland_Gdynia_2024_Karwiny__small",
        "Poland_Katowice_2020_Osiedle_Tysiaclecia", "Poland_Katowice_2023", "Poland_Krakow_2019_Bienczyce", "Poland_Krakow_2021_Bienczyce",
        "Poland_Krakow_2022_Czyzyny", "Poland_Krakow_2024", "Poland_Lodz_2020_Zdrowie-Mania", "Poland_Warszawa_2017_Praga-Polnoc",
        "Poland_Warszawa_2017_Zacisze", "Poland_Warszawa_2019_RudaMarymontLas_Bielanski", "Poland_Warszawa_2024_Wesola", "Poland_Warszawa_2026",
        "Poland_Wieliczka_2023_Green_Budget", "Poland_Wroclaw_2017_Rejon_nr_11_250", "Switzerland_Zurich_D5", "Switzerland_Zurich_S5R",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_is_read_as_it_says_of_itself(string file)
    {
        var (entry, election) = Open(file);
        Assert.Equal(entry.GetProperty("num_votes").GetInt64(), election.Ballots.Total);
        Assert.Equal(entry.GetProperty("num_projects").GetInt32(), election.Projects.Count);
        Assert.Equal(Fraction.Parse(entry.GetProperty("budget").GetString()!), new Fraction(election.Budget, election.Units));
        var scores = election.Scores();
        Assert.All(entry.GetProperty("expected").GetProperty("scores").EnumerateObject(), score =>
            Assert.Equal(score.Value.GetString(), $"{scores[PlaceOf(election, score.Name)]}"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Greedy_takes_what_is_expected(string file)
    {
        var (entry, election) = Open(file);
        foreach (var (name, stops) in new[] { ("greedy_skip", false), ("greedy_no_skip", true) })
        {
            var expected = entry.GetProperty("expected").GetProperty(name);
            var count = Greedy.Count(election, stops, Greedy.Rule(election));
            Assert.Equal(expected.GetProperty("order").Strings(), Ids(election, count.Winners));
            Assert.Equal(expected.GetProperty("total_cost").GetString(), new Fraction(count.Cost, election.Units).ToString());
            var outcomes = TiedOutcomes.Of(ties => Greedy.Count(election, stops, ties).Winners).Winners;
            Assert.Equal(expected.GetProperty("tie_sensitive").GetBoolean(), outcomes.Count > 1);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Equal_shares_pay_what_is_expected(string file)
    {
        var (entry, election) = Open(file);
        foreach (var expected in entry.GetProperty("expected").EnumerateObject().Where(one => one.Name.StartsWith("mes_", StringComparison.Ordinal)))
        {
            var rules = RulesOf(expected.Name);
            var count = EqualShares.Count(election, rules, () => EqualShares.Rule(election));
            Check(expected, election, count);
        }
    }

    private static void Check(JsonProperty expected, BudgetElection election, EqualShares count)
    {
        var by = expected.Value;
        if (by.TryGetProperty("order", out var order))
        {
            Assert.Equal([expected.Name, .. order.Strings()], [expected.Name, .. Ids(election, count.Winners)]);
        }

        if (by.TryGetProperty("winners", out var winners))
        {
            Assert.Equal(winners.Strings().Order(StringComparer.Ordinal), Ids(election, count.Winners).Order(StringComparer.Ordinal));
        }

        Assert.Equal(by.GetProperty("total_cost").GetString(), new Fraction(count.Cost, election.Units).ToString());
        if (by.TryGetProperty("rho", out var rho) && rho.ValueKind == JsonValueKind.Array)
        {
            var perUnit = rho.Strings().Select(Fraction.Parse).ToList();
            var isCost = expected.Name.StartsWith("mes_cost", StringComparison.Ordinal);
            Assert.Equal(perUnit, count.Purchases.Select(purchase => isCost ? purchase.Rho : purchase.Rho / election.Units));
        }

        if (by.TryGetProperty("final_per_voter", out var endowment) && by.TryGetProperty("steps", out var steps))
        {
            Assert.Equal(endowment.ToString().Replace(".0", "", StringComparison.Ordinal), (count.Endowment / election.Units).ToString());
            Assert.Equal(steps.GetInt64(), count.Steps);
        }

        if (by.TryGetProperty("tied_rounds", out var tied))
        {
            Assert.True(tied.GetArrayLength() == count.Ties.Count, $"{expected.Name}: {tied} but {count.Ties.Count}");
        }
    }

    private static EqualSharesRules RulesOf(string name) => new()
    {
        Utility = name.Split('_')[1] switch { "cost" => EqualSharesUtility.Cost, "card" => EqualSharesUtility.Cardinality, _ => EqualSharesUtility.Points },
        Completion = name switch
        {
            _ when name.Contains("add1u", StringComparison.Ordinal) => EqualSharesCompletion.Add1ThenGreedy,
            _ when name.Contains("add1", StringComparison.Ordinal) => EqualSharesCompletion.Add1,
            _ when name.EndsWith("utilitarian", StringComparison.Ordinal) => EqualSharesCompletion.Greedy,
            _ => EqualSharesCompletion.None,
        },
        StopsWhenExhausted = name.EndsWith("exhaustive_stop", StringComparison.Ordinal),
    };

    private static (JsonElement Entry, BudgetElection Election) Open(string file) =>
        (Manifest.FileOf("pb", $"pb/{file}.pb"), Manifest.Election($"pb/{file}.pb").Budget!);

    private static List<string> Ids(BudgetElection election, IEnumerable<int> projects) => election.Ballots.Candidates.Ids(projects);

    private static int PlaceOf(BudgetElection election, string id) => election.Projects.Select(project => project.Id).ToList().IndexOf(id);
}
