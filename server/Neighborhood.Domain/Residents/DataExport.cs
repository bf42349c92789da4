using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Google.Protobuf;
using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>The one document of everything held about a person: the account, each residence, and every entry of the person with its words.</summary>
public static class DataExport
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Joins the parts. They become part of the document and are not to be used again.</summary>
    public static string Document(JsonObject account, IEnumerable<JsonObject> residences) => new JsonObject
    {
        ["account"] = account,
        ["residences"] = new JsonArray([.. residences]),
    }.ToJsonString(Readable);

    /// <summary>A residence with its entries, each with what stands beside it (empty where it was removed).</summary>
    public static JsonObject WithEntries(MyResidence residence, IEnumerable<(Entry Entry, SideItem Side)> entries)
    {
        residence.Document["entries"] = new JsonArray([.. entries.Select(EntryOf)]);
        return residence.Document;
    }

    /// <summary>Whether an entry is the person's own, or about the person.</summary>
    public static bool Concerns(Entry entry, long account, long resident) =>
        (account != 0 && entry.Account == account) || EntryVisibility.PartiesOf(entry.Fact).Contains(resident);

    internal static string? Time(long micros) => Times.TimestampOrNull(micros)?.ToDateTimeOffset().ToString("O");

    private static JsonNode EntryOf((Entry Entry, SideItem Side) item)
    {
        var node = new JsonObject
        {
            ["sequence"] = item.Entry.Sequence,
            ["time"] = Time(item.Entry.TimeMicros),
            ["fact"] = JsonNode.Parse(JsonFormatter.Default.Format(item.Entry.Fact)),
        };
        if (item.Side.Data.Length > 0)
        {
            IMessage words = item.Entry.Fact.BallotCast is null ? WrittenText.Parser.ParseFrom(item.Side.Data) : Choice.Parser.ParseFrom(item.Side.Data);
            node["content"] = JsonNode.Parse(JsonFormatter.Default.Format(words));
        }

        return node;
    }
}
