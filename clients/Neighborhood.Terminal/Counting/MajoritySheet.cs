using System.Text.Json.Nodes;
using Neighborhood.Rules.Counting;
using Neighborhood.Terminal.Commands;

namespace Neighborhood.Terminal.Counting;

/// <summary>Explains a count in which more than half is needed.</summary>
internal static class MajoritySheet
{
    public static CountSheet Of(IReadOnlyList<Candidate> candidates, Majority count, Phrases phrases)
    {
        var order = Enumerable.Range(0, candidates.Count).OrderByDescending(candidate => count.Votes[candidate]).ToList();
        return new CountSheet
        {
            Method = CountMethod.Plurality,
            Candidates = candidates,
            Winners = count.Winner is { } winner ? [winner] : [],
            Ties = [],
            Rounds =
            [
                new JsonObject
                {
                    ["round"] = 1,
                    ["votes"] = CountSheet.ById(candidates, order.Select(candidate => KeyValuePair.Create(candidate, (JsonNode?)count.Votes[candidate]))),
                    ["base"] = count.Base,
                    ["needed"] = count.Needed,
                    ["missing"] = count.Missing,
                },
            ],
            Blocks =
            [
                new HeadingBlock(phrases.Say("majority", count.Base, count.Needed)),
                new BarsBlock([.. order.Select(candidate => new Bar(
                    CountSheet.NameOf(candidates[candidate]),
                    count.Votes[candidate],
                    Math.Max(1, count.Base),
                    $"{count.Votes[candidate]}",
                    count.Winner == candidate ? "✓" : ""))]),
                .. count.Missing > 0 ? new[] { new SentenceBlock(phrases.Say("majority_missing", count.Missing)) } : [],
            ],
        };
    }
}
