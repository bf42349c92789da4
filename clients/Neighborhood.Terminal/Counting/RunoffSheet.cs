using System.Text.Json.Nodes;
using Neighborhood.Rules.Counting;
using Neighborhood.Terminal.Commands;

namespace Neighborhood.Terminal.Counting;

/// <summary>Explains an instant run-off, round by round.</summary>
internal static class RunoffSheet
{
    public static CountSheet Of(IReadOnlyList<Candidate> candidates, InstantRunoff count, Phrases phrases) => new()
    {
        Method = CountMethod.Irv,
        Candidates = candidates,
        Winners = [count.Winner],
        Ties = count.Ties,
        Rounds = new JsonArray([.. count.Rounds.Select((round, index) => (JsonNode?)Json(candidates, round, index + 1))]),
        Blocks =
        [
            .. RoundsGrid.Of(candidates, [.. count.Rounds.Select(round => (IReadOnlyList<string>)[.. round.Votes.Select(votes => $"{votes}")])], phrases),
            new BesideBlock([.. count.Rounds.Select((round, index) => (IReadOnlyList<Block>)[.. Picture(candidates, round, index + 1, phrases)])]),
        ],
    };

    private static JsonObject Json(IReadOnlyList<Candidate> candidates, RunoffRound round, int number) => new()
    {
        ["round"] = number,
        ["votes"] = CountSheet.ById(candidates, round.Votes.Index()
            .Where(votes => votes.Item is not null)
            .Select(votes => KeyValuePair.Create(votes.Index, (JsonNode?)votes.Item))),
        ["active"] = round.Active,
        ["exhausted"] = round.Exhausted,
        ["needed"] = round.Needed,
        ["eliminated"] = CountSheet.Ids(candidates, round.Left),
        ["elected"] = CountSheet.Ids(candidates, round.Elected is { } elected ? [elected] : []),
        ["transfers"] = CountSheet.ById(candidates, round.Transfers.Select(transfer => KeyValuePair.Create(transfer.Key, (JsonNode?)transfer.Value))),
    };

    private static IEnumerable<Block> Picture(IReadOnlyList<Candidate> candidates, RunoffRound round, int number, Phrases phrases)
    {
        yield return new HeadingBlock(phrases.Say("round", number));
        yield return new SentenceBlock(phrases.Say("runoff_active", round.Active, round.Exhausted, round.Needed));
        yield return new BarsBlock([.. round.Votes.Index()
            .Where(votes => votes.Item is not null)
            .OrderByDescending(votes => votes.Item)
            .Select(votes => new Bar(
                CountSheet.NameOf(candidates[votes.Index]), votes.Item!.Value, Math.Max(1, round.Active), $"{votes.Item}", Mark(round, votes.Index)))]);
        if (round.Left.Count > 0)
        {
            yield return new SentenceBlock(phrases.Say("runoff_leaves", Names(candidates, round.Left, phrases)));
        }

        if (round.Transfers.Count > 0)
        {
            var gains = round.Transfers.Select(transfer => $"{CountSheet.NameOf(candidates[transfer.Key])} +{transfer.Value}");
            yield return new SentenceBlock(phrases.Say("runoff_transfers", string.Join(phrases["list"], gains)));
        }
    }

    private static string Names(IReadOnlyList<Candidate> candidates, IEnumerable<int> places, Phrases phrases) =>
        string.Join(phrases["list"], places.Select(place => CountSheet.NameOf(candidates[place])));

    private static string Mark(RunoffRound round, int candidate)
    {
        if (round.Elected == candidate)
        {
            return "✓";
        }

        return round.Left.Contains(candidate) ? "✗" : "";
    }
}
