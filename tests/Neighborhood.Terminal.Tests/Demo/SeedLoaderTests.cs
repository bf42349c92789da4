using Neighborhood.Client;
using Neighborhood.Client.Verification;
using Neighborhood.Terminal.Demo;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Demo;

/// <summary>Against the real server, as a child process.</summary>
public sealed class SeedLoaderTests : IAsyncLifetime
{
    private readonly DemoFolder _folder = new(keep: null);
    private ServerProcess _server = null!;
    private NeighborhoodClient _host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerProcess.StartAsync(_folder.Data, Cancel);
        _host = Connect();
        await _host.BootstrapOperatorAsync(await _server.OperatorCode.WaitAsync(Cancel), "operator", Neighbours.Password, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("lvyuanli")]
    [InlineData("qiaodong")]
    [InlineData("yungui")]
    public async Task Loading_twice_changes_nothing(string id)
    {
        var seed = SeedFiles.Load(SeedFiles.FindFolder()!).Single(seed => seed.Id == id);

        var first = await LoadAsync(seed);
        var head = await HeadAsync(seed);
        var second = await LoadAsync(seed);

        Assert.NotEmpty(first);
        Assert.Empty(second);
        Assert.Equal(head.Size, (await HeadAsync(seed)).Size);
        await HasWhatTheFileSaysAsync(seed);
        await EveryReceiptHoldsAsync(seed);
    }

    private async Task<IReadOnlyList<string>> LoadAsync(Seed seed)
    {
        var loader = new SeedLoader(_host, Connect, TimeProvider.System, _ => { });
        await loader.LoadAsync(seed, Cancel);
        return loader.Acts;
    }

    private async Task<TreeHead> HeadAsync(Seed seed)
    {
        await using var staff = await SignInAsync(seed, seed.Staff);
        return await staff.Audit.GetTreeHeadAsync(new GetTreeHeadRequest { Ledger = "communities/" + seed.Id }, cancellationToken: Cancel);
    }

    private async Task HasWhatTheFileSaysAsync(Seed seed)
    {
        await using var staff = await SignInAsync(seed, seed.Staff);
        var parent = "communities/" + seed.Id;
        var topics = await staff.Discussions.ListAllTopicsAsync(new ListTopicsRequest { Parent = parent }, Cancel).ToListAsync(Cancel);
        var polls = await staff.Polls.ListAllPollsAsync(new ListPollsRequest { Parent = parent }, Cancel)
            .Where(poll => poll.RenovationItems.Count == 0).ToListAsync(Cancel);
        var menus = await staff.Renovation.ListAllMenusAsync(new ListMenusRequest { Parent = parent }, Cancel).ToListAsync(Cancel);
        var proposals = await staff.Proposals.ListAllProposalsAsync(new ListProposalsRequest { Parent = parent }, Cancel).ToListAsync(Cancel);

        Assert.Equal(seed.Topics.Select(topic => topic.Title).Order(StringComparer.Ordinal), topics.Select(topic => topic.Title).Order(StringComparer.Ordinal));
        Assert.Equal(seed.Proposals.Where(proposal => !proposal.Draft).Select(proposal => proposal.Title).Order(StringComparer.Ordinal),
            proposals.Select(proposal => proposal.Title).Order(StringComparer.Ordinal));
        Assert.Equal(seed.Polls.Count, polls.Count);
        Assert.Equal(seed.Renovation?.Items.Select(StageOf) ?? [], menus.SelectMany(menu => menu.Items).Select(item => item.Stage));
        foreach (var poll in polls)
        {
            var wanted = seed.Polls.Single(wanted => wanted.Question == poll.Question
                || proposals.Exists(proposal => proposal.Name == poll.Proposal && proposal.Title == wanted.Proposal));
            Assert.Equal(wanted.Cast().Count(), poll.Turnout.VotedHeadcount);
            var whole = await staff.Polls.GetPollAsync(new GetPollRequest { Name = poll.Name }, cancellationToken: Cancel);
            Assert.Equal(wanted.Asked.Select(asked => asked.Id), whole.Options.Count > 0 ? [] : whole.Questions.Select(question => question.Id));
            Assert.Equal(wanted.Cancel.Length > 0, poll.State == Poll.Types.State.Cancelled);
            Assert.Equal(wanted.OpensIn.Length > 0 && wanted.Cancel.Length == 0, poll.State == Poll.Types.State.Announced);
        }
    }

    private static RenovationItem.Types.Stage StageOf(SeedItem item) => item switch
    {
        { InWork.Length: > 0 } => RenovationItem.Types.Stage.InWork,
        { StartsIn.Length: > 0 } => RenovationItem.Types.Stage.Announced,
        { OpenFor.Length: > 0 } => RenovationItem.Types.Stage.Voting,
        _ => RenovationItem.Types.Stage.Published,
    };

    private async Task EveryReceiptHoldsAsync(Seed seed)
    {
        foreach (var person in seed.People)
        {
            await using var client = await SignInAsync(seed, person);
            var me = await client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel);
            await foreach (var poll in client.Polls.ListAllPollsAsync(new ListPollsRequest { Parent = "communities/" + seed.Id }, Cancel)
                .Where(poll => poll.VotedByMe))
            {
                var ballot = await client.Polls.GetMyBallotAsync(new GetMyBallotRequest { Name = poll.Name }, cancellationToken: Cancel);
                var expected = new ReceiptExpectation(null, "communities/" + seed.Id, poll.Name, me.Memberships[0].Resident);
                Assert.True(ReceiptVerifier.Verify(ballot, expected).Holds, poll.Question);
            }
        }
    }

    private async Task<NeighborhoodClient> SignInAsync(Seed seed, SeedPerson person)
    {
        var client = Connect();
        await client.SignInAsync($"{seed.Id}.{person.User}", Neighbours.Password, Cancel);
        return client;
    }

    private NeighborhoodClient Connect() => NeighborhoodClient.Connect(
        _server.Address, new NeighborhoodClientOptions { KnownHeadsPath = _folder.KnownHeads, CallTimeout = TimeSpan.FromSeconds(60) });
}
