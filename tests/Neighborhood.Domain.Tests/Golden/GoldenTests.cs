using System.Text.Json;
using System.Text.Json.Nodes;
using Neighborhood.Domain.Directory;
using Neighborhood.Testing;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Golden;

/// <summary>Ledgers that releases wrote are replayed for ever, and answered from as then. CONTRIBUTING says how a release adds its own.</summary>
public sealed class GoldenTests
{
    private const string ReleaseVariable = "NEIGHBORHOOD_GOLDEN_RELEASE";

    private static readonly string Folder = Path.Combine(Checkout.Folder, "tests", "Neighborhood.Domain.Tests", "Golden");

    private static IEnumerable<Fact.KindOneofCase> Kinds => Enum.GetValues<Fact.KindOneofCase>().Where(kind => kind != Fact.KindOneofCase.None);

    private static IEnumerable<string> Unreleased =>
        File.ReadAllLines(Path.Combine(Folder, "unreleased.txt")).Where(line => line.Length > 0 && line[0] != '#');

    public static TheoryData<string> Ledgers =>
        [.. System.IO.Directory.GetFiles(Folder, "*.json.gz", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path)).Order()];

    [Theory]
    [MemberData(nameof(Ledgers))]
    public void A_golden_ledger_replays_and_is_answered_from_as_by_the_release_that_wrote_it(string path)
    {
        var golden = GoldenLedger.Read(Path.Combine(Folder, path));
        Assert.Equal(golden.Root, GoldenLedger.RootOf(golden.Entries));
        Assert.Equal(golden.Digest, GoldenLedger.DigestOf(golden.Answers));
        var answers = Answers(path, golden);
        foreach (var (question, answer) in golden.Answers)
        {
            Assert.True(answers[question] is not null, $"{question} is answered no more.");
            MustHold(question, JsonNode.Parse(answer), JsonNode.Parse(answers[question]!));
        }
    }

    [Fact]
    public void Every_fact_is_in_a_golden_ledger_or_younger_than_the_last_release()
    {
        var golden = Ledgers.SelectMany(path => GoldenLedger.KindsOf(GoldenLedger.Read(Path.Combine(Folder, path)).Entries)).ToHashSet();
        Assert.Equal(Kinds.Except(golden).Select(kind => $"{kind}").Order(), Unreleased.Order());
    }

    [Fact]
    public void A_story_told_twice_is_the_same_ledger_and_needs_every_fact_but_the_unreleased()
    {
        var told = GoldenStory.All.Select(story => story.Tell().Entries).ToList();
        Assert.Equal(told, GoldenStory.All.Select(story => story.Tell().Entries));
        Assert.Empty(Kinds.Except(told.SelectMany(GoldenLedger.KindsOf)).Select(kind => $"{kind}").Except(Unreleased));
    }

    [Fact]
    public void A_release_writes_its_golden_ledgers_once()
    {
        var release = Environment.GetEnvironmentVariable(ReleaseVariable);
        Assert.SkipWhen(release is null, $"{ReleaseVariable} names no release to write golden ledgers for.");
        var folder = Path.Combine(Folder, release);
        Assert.False(System.IO.Directory.Exists(folder), $"{folder} is there: what a release wrote never changes.");
        System.IO.Directory.CreateDirectory(folder);
        foreach (var story in GoldenStory.All)
        {
            story.Tell().Golden().Write(Path.Combine(folder, $"{story.Name}.json.gz"));
        }
    }

    private static Dictionary<string, string?> Answers(string path, GoldenLedger golden) =>
        Path.GetFileName(path).StartsWith("directory", StringComparison.Ordinal)
            ? golden.Replay<DirectoryState>().Again(GoldenStory.OfDirectory, golden.Answers.Keys)
            : golden.Replay<CommunityState>().Again(GoldenStory.OfCommunity, golden.Answers.Keys);

    // The contract only grows, so an answer may say more than it did, and nothing else.
    private static void MustHold(string path, JsonNode? then, JsonNode? now)
    {
        switch (then)
        {
            case JsonObject fields:
                foreach (var (field, value) in fields)
                {
                    MustHold($"{path} {field}", value, (now as JsonObject)?[field]);
                }

                break;
            case JsonArray items:
                Assert.True(items.Count == (now as JsonArray)?.Count, $"{path} has another length.");
                for (var index = 0; index < items.Count; index++)
                {
                    MustHold($"{path}[{index}]", items[index], now![index]);
                }

                break;
            default:
                Assert.True(JsonNode.DeepEquals(then, now), $"{path} was {then?.ToJsonString()} and is {now?.ToJsonString()}.");
                break;
        }
    }
}
