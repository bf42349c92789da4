using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Neighborhood.Client;
using Neighborhood.Server.Tests.Running;
using Neighborhood.Testing;
using Neighborhood.V1;
using Kind = Neighborhood.V1.WatchResponse.Types.Kind;

namespace Neighborhood.Server.Tests;

public sealed class WatchTests(WatchTests.OneVillage one) : IClassFixture<WatchTests.OneVillage>
{
    private CancellationToken Cancel { get; } = TestLimit.Of(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_watch_cut_anywhere_goes_on_without_loss_or_repetition()
    {
        const int renamings = 12;
        var start = await SizeAsync();
        for (var i = 0; i < renamings; i++)
        {
            await RenameAsync($"改名{i}");
        }

        var whole = await TakeAsync(one.Home.Staff, start, renamings);
        Assert.Equal(Enumerable.Range(0, renamings).Select(i => start + i), whole.Select(told => told.Sequence));
        for (var cut = 0; cut < renamings; cut++)
        {
            var before = await TakeAsync(one.Home.Staff, start, cut);
            var from = before.Count == 0 ? start : before[^1].Sequence + 1;
            Assert.Equal(whole, before.Concat(await TakeAsync(one.Home.Staff, from, renamings - cut)));
        }
    }

    [Fact]
    public async Task A_watch_outlives_its_token_and_still_misses_nothing()
    {
        var size = await SizeAsync();
        var seen = new List<long>();
        await RenameAsync("之前");
        await foreach (var told in one.Home.Staff.WatchAsync(one.Home.Name, size, Cancel))
        {
            seen.Add(told.Sequence);
            if (seen.Count == 3)
            {
                break;
            }

            one.Server.Time.Advance(TimeSpan.FromMinutes(16));
            await RenameAsync($"之后{seen.Count}");
        }

        Assert.Equal([size, size + 1, size + 2], seen);
    }

    [Fact]
    public async Task It_ends_at_once_with_its_session()
    {
        var client = await one.Home.JoinAsync(await one.Home.RecordAsync("甲", one.Home.Name + "/households/1"));
        using var watch = await BeginAsync(client);
        await client.SignOutAsync(cancellationToken: Cancel);
        Assert.Equal(StatusCode.Unauthenticated, await EndAsync(watch));
    }

    [Fact]
    public async Task It_ends_at_once_with_the_residence()
    {
        var resident = await one.Home.RecordAsync("乙", one.Home.Name + "/households/1");
        var client = await one.Home.JoinAsync(resident);
        using var watch = await BeginAsync(client);
        await one.Home.Staff.Communities.EndResidenceAsync(new EndResidenceRequest { Name = resident }, cancellationToken: Cancel);
        Assert.Equal(StatusCode.NotFound, await EndAsync(watch));
    }

    [Fact]
    public async Task Turnout_is_told_once_a_second_however_many_vote()
    {
        var voters = new List<NeighborhoodClient>();
        foreach (var name in Village.Owners[..3])
        {
            voters.Add(await one.Home.JoinAsync(await one.Home.FindAsync(name)));
        }

        var poll = await one.Home.Staff.Polls.AnnouncePollAsync(new AnnouncePollRequest
        {
            Parent = one.Home.Name,
            Question = "问？",
            RulePack = "simple-majority",
            Secrecy = Secrecy.Confidential,
            BindingStatus = BindingStatus.Advisory,
            ClosesAt = Timestamp.FromDateTimeOffset(one.Server.Time.GetUtcNow().AddDays(1)),
        }, cancellationToken: Cancel);
        one.Server.Time.Advance(TimeSpan.FromSeconds(2));
        await one.Home.UntilAsync(one.Home.Staff, poll.AnnounceSequence, Kind.PollOpened, poll.Name);
        using var watch = await BeginAsync(one.Home.Staff);
        foreach (var voter in voters)
        {
            await voter.Polls.CastBallotAsync(new CastBallotRequest { Parent = poll.Name, Choice = new Choice { Option = "yes" } }, cancellationToken: Cancel);
        }

        await RenameAsync("票后");
        Assert.Equal(Kind.CommunityChanged, (await NextAsync(watch)).Kind);
        one.Server.Time.Advance(TimeSpan.FromSeconds(1));
        var told = await NextAsync(watch);
        Assert.Equal((Kind.PollTurnout, poll.Name, 3L), (told.Kind, told.Resource, told.VotedHeadcount));
        await RenameAsync("再后");
        Assert.Equal(Kind.CommunityChanged, (await NextAsync(watch)).Kind);
    }

    [Fact]
    public async Task A_slow_reader_gets_everything_in_order_even_what_left_the_memory()
    {
        const int count = Ledger.Limits.FeedEventsCount + 300;
        var from = await SizeAsync();
        using var slow = one.Home.Staff.Audit.Watch(new WatchRequest { Ledger = one.Home.Name, FromSequence = from }, cancellationToken: Cancel);
        var first = slow.ResponseStream.MoveNext(Cancel);
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = Cancel },
            async (i, _) => await RenameAsync($"名{i}"));
        Assert.True(await first);
        for (var last = from - 1; last < from + count - 1;)
        {
            // Another test's poll may be open, and its turnout is told first.
            if (slow.ResponseStream.Current.Kind != Kind.PollTurnout)
            {
                Assert.Equal(last + 1, slow.ResponseStream.Current.Sequence);
                last = slow.ResponseStream.Current.Sequence;
            }

            Assert.True(last == from + count - 1 || await slow.ResponseStream.MoveNext(Cancel));
        }
    }

    [Fact]
    public async Task Two_hundred_watchers_all_get_what_happens()
    {
        var watches = new List<AsyncServerStreamingCall<WatchResponse>>();
        for (var i = 0; i < 200; i++)
        {
            watches.Add(await BeginAsync(one.Home.Staff));
        }

        await RenameAsync("给大家");
        var told = await Task.WhenAll(watches.Select(NextAsync));
        Assert.Single(told.Distinct());
        watches.ForEach(watch => watch.Dispose());
    }

    private async Task<long> SizeAsync() =>
        (await one.Home.Staff.Audit.GetTreeHeadAsync(new GetTreeHeadRequest { Ledger = one.Home.Name }, cancellationToken: Cancel)).Size;

    private async Task RenameAsync(string title) => await one.Home.Staff.Communities.UpdateCommunityAsync(
        new UpdateCommunityRequest { Name = one.Home.Name, Title = $"{title}{Guid.NewGuid():N}" }, cancellationToken: Cancel);

    /// <summary>What happened from a sequence on. Present turnouts come first, at no sequence of their own, and are left out.</summary>
    private async Task<List<WatchResponse>> TakeAsync(NeighborhoodClient client, long from, int count) =>
        await Happened(client, from).Take(count).ToListAsync(Cancel);

    private IAsyncEnumerable<WatchResponse> Happened(NeighborhoodClient client, long from) =>
        client.WatchAsync(one.Home.Name, from, Cancel).Where(told => told.Kind != Kind.PollTurnout);

    private async Task<AsyncServerStreamingCall<WatchResponse>> BeginAsync(NeighborhoodClient client)
    {
        var watch = client.Audit.Watch(new WatchRequest { Ledger = one.Home.Name, FromSequence = await SizeAsync() }, cancellationToken: Cancel);
        Begun[watch] = watch.ResponseStream.MoveNext(Cancel);
        await watch.ResponseHeadersAsync;
        return watch;
    }

    private Dictionary<AsyncServerStreamingCall<WatchResponse>, Task<bool>> Begun { get; } = [];

    private async Task<WatchResponse> NextAsync(AsyncServerStreamingCall<WatchResponse> watch)
    {
        while (true)
        {
            Assert.True(await (Begun.Remove(watch, out var begun) ? begun : watch.ResponseStream.MoveNext(Cancel)));
            if (watch.ResponseStream.Current is { } told && (told.Kind != Kind.PollTurnout || told.VotedHeadcount > 0))
            {
                return told;
            }
        }
    }

    private async Task<StatusCode> EndAsync(AsyncServerStreamingCall<WatchResponse> watch)
    {
        try
        {
            // What others did meanwhile may still be told before the end.
            while (await (Begun.Remove(watch, out var begun) ? begun : watch.ResponseStream.MoveNext(Cancel)))
            {
            }

            return StatusCode.OK;
        }
        catch (RpcException ended)
        {
            return ended.StatusCode;
        }
    }

    public sealed class OneVillage : IAsyncLifetime
    {
        public RunningServer Server { get; private set; } = null!;

        public Village Home { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Server = await RunningServer.StartAsync();
            Home = await Village.FoundAsync(Server, await Server.BootstrapAsync(), "xingfu");
        }

        public async ValueTask DisposeAsync() => await Server.DisposeAsync();
    }
}
