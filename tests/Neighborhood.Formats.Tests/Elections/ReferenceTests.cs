using System.Text.Json;
using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;

namespace Neighborhood.Formats.Tests.Elections;

/// <summary>What the public tools made of small budgets: the tool of equalshares.net, and pabutools with ties broken by the smallest id.</summary>
public sealed class ReferenceTests
{
    private const string Folder = "pb_equalshares_ref/";

    public static TheoryData<string, string> Tools
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var fixture in new[] { "hungary_budapest_2024", "netherlands_amsterdam_2022_west", "poland_warszawa_2021_bielany" })
            {
                var names = new[]
                {
                    "none_floats_tie", "none_fractions_tie", "utilitarian_floats_tie", "add1_floats_tie", "add1u_fractions_tie", "none_floats_notie",
                };
                foreach (var name in names)
                {
                    cases.Add("pb_reference.json", $"{fixture}.pb::{name}");
                }
            }

            var wieliczka = new[]
            {
                "floats_none", "fractions_none", "floats_add1u", "fractions_add1u", "floats_add1", "floats_utilitarian", "floats_add1_maxVotes_minCost",
            };
            foreach (var name in wieliczka)
            {
                cases.Add("js_reference.json", name);
            }

            return cases;
        }
    }

    public static TheoryData<string, string, EqualSharesUtility> Pabutools => new()
    {
        { "pabutools_reference.json", "winners", EqualSharesUtility.Cost },
        { "pabutools_satisfaction_reference.json", "cost", EqualSharesUtility.Cost },
        { "pabutools_satisfaction_reference.json", "cardinality", EqualSharesUtility.Cardinality },
        { "pabutools_cardinal_reference.json", "winners", EqualSharesUtility.Points },
        { "pabutools_ordinal_reference.json", "winners", EqualSharesUtility.Points },
    };

    [Theory]
    [MemberData(nameof(Tools))]
    public void The_tool_of_equalshares_net_agrees(string file, string name)
    {
        var one = Manifest.Read(Folder + file).GetProperty(name);
        var path = one.TryGetProperty("fixture", out var fixture) ? $"pb/{fixture.GetString()}" : "poland_wieliczka_2023_green-budget.pb";
        var election = Manifest.Election(Folder + path).Budget!;
        var given = one.GetProperty("params");
        var rules = new EqualSharesRules
        {
            Completion = given.GetProperty("completion").GetString() switch
            {
                "add1" => EqualSharesCompletion.Add1,
                "add1u" => EqualSharesCompletion.Add1ThenGreedy,
                "utilitarian" => EqualSharesCompletion.Greedy,
                _ => EqualSharesCompletion.None,
            },
            Step = given.GetProperty("increment").GetInt64(),
            StopsWhenExhausted = true,
        };
        var count = EqualShares.Count(election, rules, () => RuleOf(election, given.GetProperty("tieBreaking").Strings()));
        if (one.TryGetProperty("error", out var error))
        {
            var ids = election.Ballots.Candidates;
            Assert.Contains(count.Ties, tie => ids.Ids(tie.Between).TrueForAll(id => error.GetString()!.Contains(id, StringComparison.Ordinal)));
            return;
        }

        var winners = one.GetProperty("result").GetProperty("winners").Strings().Sorted();
        if (rules.Completion == EqualSharesCompletion.Greedy)
        {
            // The tool completes equal scores in the order of the file, whatever tie-breaking was asked for.
            var outcomes = TiedOutcomes.Of(ties => EqualShares.Count(election, rules, () => ties).Winners);
            Assert.Contains(outcomes.Winners, outcome => winners.SequenceEqual(election.Ballots.Candidates.Ids(outcome).Sorted()));
            return;
        }

        Assert.Equal(winners, election.Ballots.Candidates.Ids(count.Winners).Sorted());
        Assert.Equal(one.GetProperty("result").GetProperty("totalCost").GetInt64(), count.Cost);
    }

    [Theory]
    [MemberData(nameof(Pabutools))]
    public void Pabutools_agrees(string file, string field, EqualSharesUtility utility)
    {
        foreach (var one in Manifest.Read(Folder + file).EnumerateObject())
        {
            var election = Manifest.Election(Folder + one.Name["test/fixtures/".Length..]).Budget!;
            var ids = election.Ballots.Candidates;
            var count = EqualShares.Count(election, new EqualSharesRules { Utility = utility }, () => TieRule.ById(ids));
            Assert.Equal(one.Value.GetProperty(field).Strings().Sorted(), ids.Ids(count.Winners).Sorted());
        }
    }

    private static TieRule RuleOf(BudgetElection election, List<string> order)
    {
        var support = Approval.Of(election.Ballots);
        return TieRule.By(TieBrokenBy.SupportThenCostThenId, (one, other) =>
        {
            var bySupport = order.Contains("maxVotes") ? support[other].CompareTo(support[one]) : 0;
            var byCost = election.Projects[one].Cost.CompareTo(election.Projects[other].Cost);
            byCost = order.Contains("maxCost") ? -byCost : order.Contains("minCost") ? byCost : 0;
            var byId = string.CompareOrdinal(election.Projects[one].Id, election.Projects[other].Id);
            return bySupport != 0 ? bySupport : byCost != 0 ? byCost : byId;
        });
    }
}
