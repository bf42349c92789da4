using System.Text.Json;
using Neighborhood.Rules.Counting;
using Neighborhood.Rules.Counting.Budgets;

namespace Neighborhood.Formats.Tests.Elections;

/// <summary>320 committees with all tied winners: unit costs, and a budget of as many as there are seats.</summary>
public sealed class CommitteeCaseTests
{
    private static readonly List<JsonElement> Cases = [.. Manifest.Read("abc/abcvoting_cases.json").EnumerateArray()];

    [Fact]
    public void Approval_has_the_published_tied_committees() => Assert.All(Cases, one =>
    {
        var profile = ProfileOf(one);
        var seats = one.GetProperty("committee_size").GetInt32();
        AssertOutcomes(one, "av_all_tied", ties => Approval.Count(profile, seats, ties).Winners);
    });

    [Theory]
    [InlineData("mes_no_completion_all", EqualSharesCompletion.None)]
    [InlineData("mes_av_completion_all_tied", EqualSharesCompletion.Greedy)]
    public void Equal_shares_have_the_published_tied_committees(string expected, EqualSharesCompletion completion) => Assert.All(Cases, one =>
    {
        var profile = ProfileOf(one);
        var election = new BudgetElection(
            [.. profile.Candidates.Select(candidate => new Project(candidate.Id, candidate.Name, 1))],
            one.GetProperty("committee_size").GetInt64(), 1, BudgetVote.Approval, profile);
        var rules = new EqualSharesRules { Completion = completion };
        var outcomes = TiedOutcomes.Of(ties => EqualShares.Count(election, rules, () => ties).Winners);
        Assert.True(outcomes.IsComplete, one.GetProperty("id").GetString());
        Assert.Equal(Supported(one, expected, profile), outcomes.Winners.Select(winners => string.Join(',', winners)).Sorted());
        var resolute = EqualShares.Count(election, rules, () => EqualShares.Rule(election)).Winners;
        Assert.Contains(string.Join(',', resolute.Order()), Supported(one, expected, profile));
    });

    [Fact]
    public void There_are_as_many_cases_as_the_manifest_says() =>
        Assert.Equal(Manifest.Read("manifest.json").GetProperty("abc").GetProperty("count").GetInt32(), Cases.Count);

    private static void AssertOutcomes(JsonElement one, string expected, Func<TieBreaker, IReadOnlyList<int>> count)
    {
        var outcomes = TiedOutcomes.Of(count);
        Assert.True(outcomes.IsComplete, one.GetProperty("id").GetString());
        Assert.Equal(Committees(one, expected), outcomes.Winners.Select(winners => string.Join(',', winners)).Sorted());
    }

    /// <summary>A committee has to be full; money goes to nothing that nobody wants. So whoever has no approvals is left out of the published ones.</summary>
    private static List<string> Supported(JsonElement one, string expected, Profile<Marks> profile)
    {
        var support = Approval.Of(profile);
        return Committees(one, expected)
            .Select(committee => committee.Split(',', StringSplitOptions.RemoveEmptyEntries).Where(place => support[int.Parse(place, null)] > 0))
            .Select(committee => string.Join(',', committee))
            .Distinct()
            .Sorted();
    }

    private static List<string> Committees(JsonElement one, string expected) => one.GetProperty(expected).EnumerateArray()
        .Select(committee => string.Join(',', committee.EnumerateArray().Select(place => place.GetInt32()).Order()))
        .Sorted();

    private static Profile<Marks> ProfileOf(JsonElement one) => Profile.Of(
        [.. Enumerable.Range(0, one.GetProperty("num_cand").GetInt32()).Select(place => new Candidate($"{place}", $"{place}"))],
        one.GetProperty("profile").EnumerateArray().Select(ballot => new Counted<Marks>(
            Marks.Approving([.. ballot.EnumerateArray().Select(place => place.GetInt32())]), 1)));
}
