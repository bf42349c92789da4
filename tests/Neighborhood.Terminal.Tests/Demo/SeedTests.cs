using Neighborhood.Client.Rolls;
using Neighborhood.Terminal.Demo;

namespace Neighborhood.Terminal.Tests.Demo;

public sealed class SeedTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("neighborhood-seeds-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void There_are_three_neighbourhoods_without_a_fault()
    {
        var seeds = SeedFiles.Load(SeedFiles.FindFolder()!);

        Assert.Equal(["lvyuanli", "qiaodong", "yungui"], seeds.Select(seed => seed.Id));
        Assert.All(seeds, seed => Assert.Empty(SeedCheck.Problems(seed)));
        Assert.All(seeds, seed => Assert.True(seed is { Topics.Count: >= 2, Proposals.Count: >= 2, Polls.Count: >= 2 }));
    }

    [Theory]
    [InlineData("lvyuanli", 24, 0)]
    [InlineData("qiaodong", 60, 0)]
    [InlineData("yungui", 120, 13)]
    public async Task Their_rolls_can_be_read(string id, int homes, int unsold)
    {
        var seed = SeedFiles.Load(SeedFiles.FindFolder()!).Single(seed => seed.Id == id);
        var rows = await RollFile.ReadAsync(seed.RollPath, TestContext.Current.CancellationToken);

        Assert.Equal(homes, rows.Select(row => (row.Building, row.Unit, row.Room)).Distinct().Count());
        Assert.Equal(unsold, rows.Count(row => row.Unsold == "是"));
        Assert.True(rows.GroupBy(row => (row.Building, row.Unit, row.Room)).Count(home => home.Count() > 1) >= 2, "co-owners");
        Assert.All(rows.Where(row => row.OwnerKey.Length > 0).GroupBy(row => row.OwnerName),
            name => Assert.Single(name.Select(row => row.OwnerKey).Distinct()));
        var owners = rows.Select(row => row.OwnerName).ToHashSet();
        Assert.All(seed.People, person => Assert.NotEqual(person.Home.Length > 0, owners.Contains(person.Name)));
    }

    [Theory]
    [InlineData("people:\n  - { name: 甲, user: a, roles: [king] }", "king")]
    [InlineData("topics:\n  - { title: t, by: 乙, text: x }", "乙")]
    [InlineData("proposals:\n  - { title: t, by: 丙, category: parking }", "丙")]
    [InlineData("proposals:\n  - { title: t, by: 工, category: spaceships }", "spaceships")]
    [InlineData("polls:\n  - { question: q, matter: whim, secrecy: open, binding: advisory, open_for: 2m }", "matter")]
    [InlineData("polls:\n  - { question: q, matter: opinion, secrecy: open, binding: advisory, open_for: soon }", "open_for")]
    [InlineData("polls:\n  - { proposal: none, matter: opinion, secrecy: open, binding: advisory, open_for: 2m }", "no such proposal")]
    [InlineData("polls:\n  - { question: q, questions: none.yaml, matter: opinion, secrecy: open, binding: advisory, open_for: 2m }", "none.yaml")]
    [InlineData(
        "polls:\n  - { question: q, matter: opinion, secrecy: open, binding: advisory, open_for: 2m, answers: [{ question: x, by: [工] }] }",
        "question x")]
    [InlineData("renovation: { title: r, items: [{ class: luxury, title: t }] }", "luxury")]
    [InlineData("renovation: { title: r, items: [{ class: basic, title: t, owners_yuan: 0.001 }] }", "two decimals")]
    [InlineData("renovation: { title: r, items: [{ class: basic, title: t, starts_in: soon, takes: 3d }] }", "starts_in")]
    [InlineData("renovation: { title: r, items: [{ class: improvement, title: t, matter: whim, secrecy: open, open_for: 7d }] }", "matter")]
    [InlineData("colour: red", "colour")]
    public void A_fault_is_told_with_its_file_before_anything_is_loaded(string yaml, string named)
    {
        File.WriteAllText(Path.Combine(_folder, "roll.csv"), "");
        File.WriteAllText(Path.Combine(_folder, SeedFiles.FileName), $"id: x\ntitle: X\nroll: roll.csv\nstaff: {{ name: 工, user: w }}\n{yaml}\n");

        var fault = Assert.Throws<InvalidDataException>(() => SeedFiles.Load(_folder));

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        Assert.Contains(SeedFiles.FileName, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_request_gets_the_same_id_and_another_one_another()
    {
        var request = new V1.CreatePostRequest { Parent = "communities/x/topics/1", Text = "早" };
        var first = request.Clone().WithId().RequestId;

        Assert.Equal(first, request.Clone().WithId().WithId().RequestId);
        request.Text = "晚";
        Assert.NotEqual(first, request.WithId().RequestId);
        Assert.True(Guid.TryParse(first, out _));
    }
}
