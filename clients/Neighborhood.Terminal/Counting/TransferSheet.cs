using System.Text.Json.Nodes;
using Neighborhood.Rules.Counting;
using Neighborhood.Terminal.Commands;

namespace Neighborhood.Terminal.Counting;

/// <summary>Explains a count by single transferable vote, stage by stage.</summary>
internal static class TransferSheet
{
    private const int Places = 5;
    private const int PlacesInTable = 2;

    public static CountSheet Of(IReadOnlyList<Candidate> candidates, TransferableVote count, Phrases phrases) => new()
    {
        Method = CountMethod.Stv,
        Candidates = candidates,
        Winners = count.Winners,
        Ties = count.Ties,
        Rounds = new JsonArray([.. count.Stages.Select((stage, index) => (JsonNode?)Json(candidates, count, stage, index + 1))]),
        More = new JsonObject { ["quota"] = count.Quota, ["valid"] = count.Valid, ["reserves"] = CountSheet.Ids(candidates, count.Reserves) },
        Blocks =
        [
            new SentenceBlock(phrases.Say("stv_quota", count.Valid, count.Winners.Count, count.Quota)),
            .. RoundsGrid.Of(candidates, [.. count.Stages.Select((_, stage) => InTable(count, stage))], phrases),
            new BesideBlock([.. count.Stages.Select((stage, index) => (IReadOnlyList<Block>)[.. Picture(candidates, count, stage, index + 1, phrases)])]),
            .. Reserves(candidates, count, phrases),
        ],
    };

    private static JsonObject Json(IReadOnlyList<Candidate> candidates, TransferableVote count, TransferStage stage, int number) => new()
    {
        ["round"] = number,
        ["quota"] = count.Quota,
        ["votes"] = CountSheet.ById(candidates, stage.Votes.Index().Select(votes => KeyValuePair.Create(votes.Index, (JsonNode?)votes.Item.ToString()))),
        ["nonTransferable"] = stage.NonTransferable.ToString(),
        ["elected"] = CountSheet.Ids(candidates, stage.Elected),
        ["eliminated"] = CountSheet.Ids(candidates, stage is { Move: StageMove.Exclusion, Of: { } excluded } ? [excluded] : []),
        ["transferred"] = stage is { Move: StageMove.Surplus, Of: { } elected } ? candidates[elected].Id : null,
        ["transferValue"] = stage.Move == StageMove.Surplus ? stage.TransferValue.ToString() : null,
    };

    private static IEnumerable<Block> Picture(IReadOnlyList<Candidate> candidates, TransferableVote count, TransferStage stage, int number, Phrases phrases)
    {
        var most = Math.Max(count.Quota, (long)stage.Votes.Max().Floor + 1);
        yield return new HeadingBlock(phrases.Say("stage", number));
        yield return new BarsBlock([.. stage.Votes.Index()
            .Where(votes => votes.Item.Sign > 0)
            .OrderByDescending(votes => votes.Item)
            .Select(votes => new Bar(
                CountSheet.NameOf(candidates[votes.Index]),
                (long)votes.Item.Floor,
                most,
                Amount(count, number, votes.Index),
                Mark(count, stage, votes.Index)))]);
        if (stage.Elected.Count > 0)
        {
            var elected = stage.Elected.Select(one => CountSheet.NameOf(candidates[one]));
            yield return new SentenceBlock(phrases.Say("stv_elected", string.Join(phrases["list"], elected)));
        }

        if (stage.Of is not { } of)
        {
            yield break;
        }

        yield return new SentenceBlock(stage.Move == StageMove.Surplus
            ? phrases.Say(
                "stv_surplus", CountSheet.NameOf(candidates[of]), (stage.Votes[of] - count.Quota).ToDecimal(Places), stage.TransferValue.ToDecimal(Places))
            : phrases.Say("stv_exclusion", CountSheet.NameOf(candidates[of]), stage.Votes[of].ToDecimal(Places)));
    }

    // Who has left has nothing there; who has no votes yet has 0.
    private static IReadOnlyList<string> InTable(TransferableVote count, int stage)
    {
        var left = count.Stages.Take(stage).Where(earlier => earlier.Move == StageMove.Exclusion).Select(earlier => earlier.Of).ToHashSet();
        return [.. count.Stages[stage].Votes.Select((votes, candidate) => left.Contains(candidate) ? "" : votes.ToDecimal(PlacesInTable))];
    }

    // The votes at a stage, and what the move before it brought.
    private static string Amount(TransferableVote count, int number, int candidate)
    {
        var votes = count.Stages[number - 1].Votes[candidate];
        var gain = number == 1 ? 0 : votes - count.Stages[number - 2].Votes[candidate];
        return gain.Sign > 0 ? $"{votes.ToDecimal(Places)} (+{gain.ToDecimal(Places)})" : votes.ToDecimal(Places);
    }

    private static IEnumerable<Block> Reserves(IReadOnlyList<Candidate> candidates, TransferableVote count, Phrases phrases)
    {
        if (count.Reserves.Count > 0)
        {
            yield return new HeadingBlock(phrases["stv_reserves"]);
            var reserves = count.Reserves.Select((one, index) => $"{index + 1}. {CountSheet.NameOf(candidates[one])}");
            yield return new SentenceBlock(string.Join(phrases["list"], reserves));
        }
    }

    private static string Mark(TransferableVote count, TransferStage stage, int candidate)
    {
        if (stage.Elected.Contains(candidate) || count.Stages.TakeWhile(earlier => earlier != stage).Any(earlier => earlier.Elected.Contains(candidate)))
        {
            return "✓";
        }

        return stage.Move == StageMove.Exclusion && stage.Of == candidate ? "✗" : "";
    }
}
