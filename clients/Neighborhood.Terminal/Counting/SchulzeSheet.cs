using System.Text.Json.Nodes;
using Neighborhood.Rules.Counting;
using Neighborhood.Terminal.Commands;

namespace Neighborhood.Terminal.Counting;

/// <summary>Explains a Schulze count: the pairs, the strongest paths and the ranks.</summary>
internal static class SchulzeSheet
{
    public static CountSheet Of(CountMethod method, IReadOnlyList<Candidate> candidates, Schulze count, Phrases phrases)
    {
        var order = count.Ranking.SelectMany(rank => rank).ToList();
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
                    ["pairwise"] = Matrix(candidates, count.Pairwise),
                    ["strengths"] = Matrix(candidates, count.Strengths),
                    ["ranking"] = new JsonArray([.. count.Ranking.Select(rank => (JsonNode?)CountSheet.Ids(candidates, rank))]),
                    ["condorcet"] = count.CondorcetWinner is { } condorcet ? candidates[condorcet].Id : null,
                    ["paths"] = Paths(candidates, count),
                    ["elected"] = CountSheet.Ids(candidates, count.Winners),
                },
            ],
            Blocks =
            [
                new BesideBlock(
                [
                    [new HeadingBlock(phrases["schulze_pairs"]), new SentenceBlock(phrases["schulze_pairs_text"]), Grid(candidates, order, count.Pairwise)],
                    [new HeadingBlock(phrases["schulze_paths"]), new SentenceBlock(phrases["schulze_paths_text"]), Grid(candidates, order, count.Strengths)],
                ]),
                new HeadingBlock(phrases["schulze_ranking"]),
                .. count.Ranking.Select((rank, index) =>
                    new SentenceBlock($"{index + 1}. {string.Join(" = ", rank.Select(one => CountSheet.NameOf(candidates[one])))}")),
                .. Why(candidates, count, phrases),
            ],
        };
    }

    private static JsonObject Matrix(IReadOnlyList<Candidate> candidates, long[,] matrix) =>
        CountSheet.ById(candidates, Enumerable.Range(0, candidates.Count).Select(one => KeyValuePair.Create(
            one,
            (JsonNode?)CountSheet.ById(candidates, Enumerable.Range(0, candidates.Count)
                .Where(other => other != one)
                .Select(other => KeyValuePair.Create(other, (JsonNode?)matrix[one, other]))))));

    private static JsonArray Paths(IReadOnlyList<Candidate> candidates, Schulze count) => new([.. count.Winners.Take(1)
        .SelectMany(winner => Enumerable.Range(0, candidates.Count).Where(other => other != winner && count.Strengths[winner, other] > 0)
            .Select(other => (JsonNode?)new JsonObject
            {
                ["path"] = CountSheet.Ids(candidates, count.Path(winner, other)),
                ["strength"] = count.Strengths[winner, other],
                ["back"] = count.Strengths[other, winner],
            }))]);

    private static GridBlock Grid(IReadOnlyList<Candidate> candidates, List<int> order, long[,] matrix) => new(
        ["", .. order.Select(one => candidates[one].Id)],
        [.. order.Select(one => (IReadOnlyList<Cell>)
        [
            new Cell(CountSheet.NameOf(candidates[one])),
            .. order.Select(other => one == other ? new Cell("·") : new Cell($"{matrix[one, other]}", matrix[one, other] > matrix[other, one])),
        ])]);

    private static IEnumerable<Block> Why(IReadOnlyList<Candidate> candidates, Schulze count, Phrases phrases)
    {
        if (count.Winners is not [var winner, ..])
        {
            yield break;
        }

        foreach (var other in Enumerable.Range(0, candidates.Count).Where(other => count.Strengths[winner, other] > count.Strengths[other, winner]))
        {
            yield return new SentenceBlock(phrases.Say(
                "schulze_why",
                string.Join(" → ", count.Path(winner, other).Select(one => CountSheet.NameOf(candidates[one]))),
                count.Strengths[winner, other],
                count.Strengths[other, winner]));
        }
    }
}
