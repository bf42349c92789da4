using System.Text.Json.Nodes;
using Neighborhood.Rules.Counting;
using Neighborhood.Terminal.Commands;

namespace Neighborhood.Terminal.Counting;

/// <summary>Explains a count in which the highest totals win.</summary>
internal static class TotalsSheet
{
    public static CountSheet Of(CountMethod method, IReadOnlyList<Candidate> candidates, HighestTotals count, Phrases phrases)
    {
        var order = Enumerable.Range(0, candidates.Count).OrderByDescending(candidate => count.Totals[candidate]).ToList();
        var most = Math.Max(1, count.Totals.DefaultIfEmpty(0).Max());
        return new CountSheet
        {
            Method = method,
            Candidates = candidates,
            Winners = count.Winners,
            Ties = count.Ties,
            Rounds =
            [
                new JsonObject
                {
                    ["round"] = 1,
                    ["votes"] = CountSheet.ById(candidates, order.Select(candidate => KeyValuePair.Create(candidate, (JsonNode?)count.Totals[candidate]))),
                    ["ballots"] = count.Ballots,
                    ["elected"] = CountSheet.Ids(candidates, count.Winners),
                },
            ],
            Blocks =
            [
                new HeadingBlock(phrases.Say(method == CountMethod.Score ? "totals_score" : "totals", count.Ballots)),
                new BarsBlock([.. order.Select(candidate => new Bar(
                    CountSheet.NameOf(candidates[candidate]),
                    count.Totals[candidate],
                    most,
                    $"{count.Totals[candidate]}",
                    count.Winners.Contains(candidate) ? "✓" : ""))]),
            ],
        };
    }
}
