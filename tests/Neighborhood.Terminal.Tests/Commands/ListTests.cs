using System.Text.Json;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Commands;

public sealed class ListTests : IDisposable
{
    private readonly Prompt _prompt = new();

    public ListTests() => _prompt.Server.On<ListProposalsRequest>("Proposals/ListProposals", request => Page(request));

    public void Dispose() => _prompt.Dispose();

    [Fact]
    public async Task Columns_stand_under_each_other_where_characters_are_two_wide()
    {
        Assert.Equal(0, await _prompt.RunAsync("proposals", "list", "--community", "lvyuanli"));

        var lines = _prompt.Out.TrimEnd().Split('\n');
        Assert.Equal(4, lines.Length);
        string[] titles = ["标题", "充电桩", "Footbridge", "厕位"];
        var places = lines.Zip(titles, (line, title) => Columns.Width(line[..line.LastIndexOf(title, StringComparison.Ordinal)])).ToList();
        Assert.Single(places.Distinct());
    }

    [Fact]
    public async Task All_pages_are_listed_and_json_has_the_names_of_the_contract()
    {
        Assert.Equal(0, await _prompt.RunAsync("proposals", "list", "--community", "lvyuanli", "--json"));

        using var document = JsonDocument.Parse(_prompt.Out);
        var proposals = document.RootElement.GetProperty("proposals");
        Assert.Equal(3, proposals.GetArrayLength());
        Assert.Equal("communities/lvyuanli/proposals/9", proposals[0].GetProperty("name").GetString());
        Assert.Equal("CHARGING", proposals[0].GetProperty("category").GetString());
        Assert.Equal(12, proposals[0].GetProperty("endorsementCount").GetInt32());
    }

    [Fact]
    public async Task A_title_with_line_ends_and_control_characters_stays_on_its_line()
    {
        _prompt.Server.On<ListProposalsRequest>(
            "Proposals/ListProposals", _ => new ListProposalsResponse { Proposals = { Proposal(1, "a\nb\u001b[31mc\u202Ed") } });

        await _prompt.RunAsync("proposals", "list", "--community", "lvyuanli");

        Assert.Equal(2, _prompt.Out.TrimEnd().Split('\n').Length);
        Assert.DoesNotContain('\u001b', _prompt.Out);
        Assert.DoesNotContain('\u202E', _prompt.Out);
    }

    private static ListProposalsResponse Page(ListProposalsRequest request) => request.PageToken.Length == 0
        ? new ListProposalsResponse { Proposals = { Proposal(9, "充电桩"), Proposal(10, "Footbridge") }, NextPageToken = "more" }
        : new ListProposalsResponse { Proposals = { Proposal(1234, "厕位") } };

    private static Proposal Proposal(long id, string title) => new()
    {
        Name = $"communities/lvyuanli/proposals/{id}",
        Title = title,
        Category = id == 10 ? Category.Crossings : Category.Charging,
        State = id == 9 ? V1.Proposal.Types.State.Published : V1.Proposal.Types.State.Tabled,
        EndorsementCount = 12,
        EndorsementsNeeded = 20,
        CostFen = id * 1_000,
    };
}
