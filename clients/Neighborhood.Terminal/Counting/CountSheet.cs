using System.Text.Json.Nodes;
using Neighborhood.Rules.Counting;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Counting;

/// <summary>A count and its explanation.</summary>
public sealed record CountSheet
{
    /// <summary>How it was counted.</summary>
    public required CountMethod Method { get; init; }

    /// <summary>What could be chosen.</summary>
    public required IReadOnlyList<Candidate> Candidates { get; init; }

    /// <summary>Who or what was chosen, in order of election.</summary>
    public required IReadOnlyList<int> Winners { get; init; }

    /// <summary>The ties that decided.</summary>
    public required IReadOnlyList<Tie> Ties { get; init; }

    /// <summary>What parts equal ones in the end; unspecified means the id.</summary>
    public TieBreak TieBreak { get; init; }

    /// <summary>The rounds as data.</summary>
    public required JsonArray Rounds { get; init; }

    /// <summary>What else there is as data.</summary>
    public JsonObject More { get; init; } = [];

    /// <summary>The rounds as pictures.</summary>
    public required IReadOnlyList<Block> Blocks { get; init; }

    /// <summary>The id of a candidate.</summary>
    public string Id(int candidate) => Candidates[candidate].Id;

    /// <summary>What people call a candidate.</summary>
    public string Name(int candidate) => NameOf(Candidates[candidate]);

    /// <summary>The name, and the id where it is another one.</summary>
    public static string NameOf(Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return candidate.Name == candidate.Id ? candidate.Id : $"{candidate.Id} {candidate.Name}";
    }

    /// <summary>Ids as JSON.</summary>
    public static JsonArray Ids(IReadOnlyList<Candidate> candidates, IEnumerable<int> places) =>
        new([.. places.Select(place => (JsonNode?)candidates[place].Id)]);

    /// <summary>Values by id as JSON.</summary>
    public static JsonObject ById(IReadOnlyList<Candidate> candidates, IEnumerable<KeyValuePair<int, JsonNode?>> values) =>
        new(values.Select(pair => KeyValuePair.Create(candidates[pair.Key].Id, pair.Value)));
}
