using System.Text.Json.Nodes;
using Neighborhood.Rules.Counting;
using Neighborhood.Terminal.Commands;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Counting;

/// <summary>Says which ties there were and what decided them.</summary>
internal static class TieText
{
    public static JsonArray Json(CountSheet sheet) => new([.. sheet.Ties.Select(tie => (JsonNode?)new JsonObject
    {
        ["over"] = Choices.WordOf(tie.Over),
        ["round"] = tie.Round,
        ["between"] = CountSheet.Ids(sheet.Candidates, tie.Between),
        ["chosen"] = CountSheet.Ids(sheet.Candidates, tie.Taken),
        ["by"] = Choices.WordOf(tie.By),
    })]);

    public static JsonObject Json(CountSheet sheet, TiedOutcomes outcomes) => new()
    {
        ["complete"] = outcomes.IsComplete,
        ["winners"] = new JsonArray([.. outcomes.Winners.Select(winners => (JsonNode?)CountSheet.Ids(sheet.Candidates, winners))]),
    };

    public static IEnumerable<Block> Blocks(CountSheet sheet, Phrases phrases)
    {
        if (sheet.Ties.Count == 0)
        {
            yield break;
        }

        yield return new HeadingBlock(phrases["ties"]);
        foreach (var tie in sheet.Ties)
        {
            yield return new SentenceBlock(phrases.Say(
                "tie_" + tie.Over, tie.Round, Names(sheet, tie.Between, phrases), Names(sheet, tie.Taken, phrases), By(sheet, tie, phrases)));
        }
    }

    public static IEnumerable<Block> Blocks(CountSheet sheet, TiedOutcomes outcomes, Phrases phrases)
    {
        yield return new HeadingBlock(phrases.Say(outcomes.IsComplete ? "outcomes_all" : "outcomes_some", outcomes.Winners.Count));
        foreach (var winners in outcomes.Winners)
        {
            yield return new SentenceBlock("· " + Names(sheet, winners, phrases));
        }
    }

    // The last resort of a file is the id; of a question it is what was announced.
    private static string By(CountSheet sheet, Tie tie, Phrases phrases) => tie.By == TieBrokenBy.EarlierStage || sheet.TieBreak == TieBreak.Unspecified
        ? phrases["by_" + tie.By]
        : phrases[$"by_{tie.By}_{sheet.TieBreak}"];

    private static string Names(CountSheet sheet, IEnumerable<int> places, Phrases phrases) => string.Join(phrases["list"], places.Select(sheet.Name));
}
