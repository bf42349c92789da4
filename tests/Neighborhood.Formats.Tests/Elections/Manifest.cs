using System.Text.Json;
using Neighborhood.Rules.Counting;
using Neighborhood.Testing;

namespace Neighborhood.Formats.Tests.Elections;

/// <summary>The published elections and what was expected of them. Files are named here, so that one that is missing fails.</summary>
internal static class Manifest
{
    public static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(TestData.Require(file)));
        return document.RootElement.Clone();
    }

    public static JsonElement FileOf(string group, string file) => Read("manifest.json").GetProperty(group).GetProperty("files").EnumerateArray()
        .Single(entry => entry.GetProperty("file").GetString() == file);

    public static ElectionFile Election(string file)
    {
        using var text = new StreamReader(TestData.Require(file));
        return ElectionFiles.Read(text, Path.GetExtension(file));
    }

    public static List<string> Strings(this JsonElement array) => [.. array.EnumerateArray().Select(one => one.ToString())];

    public static List<string> Sorted(this IEnumerable<string> ids) => [.. ids.Order(StringComparer.Ordinal)];

    public static List<string> Ids(this IReadOnlyList<Candidate> candidates, IEnumerable<int> places) => [.. places.Select(place => candidates[place].Id)];
}
