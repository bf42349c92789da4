using System.Text.Json.Nodes;
using Neighborhood.Rules.Counting;
using Neighborhood.Terminal.Commands;

namespace Neighborhood.Terminal.Counting;

/// <summary>A count as data. <c>method</c>, <c>winners</c>, <c>ties</c> and <c>rounds</c> are there for every method.</summary>
internal static class CountJson
{
    public static JsonObject Of(CountSheet sheet, TiedOutcomes? outcomes, IReadOnlyList<string> notices)
    {
        var json = new JsonObject
        {
            ["method"] = Choices.WordOf(sheet.Method),
            ["winners"] = CountSheet.Ids(sheet.Candidates, sheet.Winners),
            ["ties"] = TieText.Json(sheet),
            ["rounds"] = sheet.Rounds.DeepClone(),
        };
        foreach (var (key, value) in sheet.More)
        {
            json[key] = value?.DeepClone();
        }

        json["names"] = CountSheet.ById(sheet.Candidates, sheet.Candidates.Select((candidate, place) => KeyValuePair.Create(place, (JsonNode?)candidate.Name)));
        if (outcomes is not null)
        {
            json["outcomes"] = TieText.Json(sheet, outcomes);
        }

        if (notices.Count > 0)
        {
            json["notices"] = new JsonArray([.. notices.Select(notice => (JsonNode?)notice)]);
        }

        return json;
    }
}
