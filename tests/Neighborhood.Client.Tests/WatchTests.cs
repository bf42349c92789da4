using CsCheck;
using Grpc.Core;
using Neighborhood.Client.Tests.Fakes;
using Neighborhood.Client.Watching;
using Neighborhood.Testing;
using Neighborhood.V1;

namespace Neighborhood.Client.Tests;

public sealed class WatchTests
{
    private const string Ledger = "communities/xihu";

    private CancellationToken Cancel { get; } = TestLimit.Of(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_watch_that_is_cut_anywhere_misses_and_repeats_nothing()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        var scripts = Gen.Select(Gen.Int[1, 40], Gen.Int[0, 5].Array[0, 12], Gen.Bool);
        await scripts.SampleAsync(
            async script =>
            {
                var (length, cuts, gently) = script;
                var streams = 0;
                server.Audit.OnWatch = async (request, stream, _) =>
                {
                    var budget = streams < cuts.Length ? cuts[streams] : int.MaxValue;
                    streams++;
                    for (var sequence = request.FromSequence; sequence < length; sequence++)
                    {
                        if (budget-- == 0)
                        {
                            if (gently)
                            {
                                return;
                            }

                            throw new RpcException(new Status(StatusCode.Unavailable, "cut"));
                        }

                        await stream.WriteAsync(new WatchResponse { Sequence = sequence }, Cancel);
                    }

                    throw FakeServer.Refusal(StatusCode.NotFound, ErrorReason.NotFound, "NOT_FOUND");
                };

                var seen = new List<long>();
                var end = await Assert.ThrowsAsync<RefusedException>(async () =>
                {
                    await foreach (var response in client.WatchAsync(Ledger, 0, Cancel))
                    {
                        seen.Add(response.Sequence);
                    }
                });

                Assert.Equal(ErrorReason.NotFound, end.Reason);
                Assert.Equal(Enumerable.Range(0, length).Select(sequence => (long)sequence), seen);
            },
            iter: 100, threads: 1);
    }

    [Fact]
    public async Task From_now_on_is_pinned_so_that_a_cut_before_the_first_event_loses_nothing()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        var asked = new List<long>();
        var size = 7L;
        server.Audit.OnGetTreeHead = _ => new TreeHead { Size = size };
        server.Audit.OnWatch = (request, stream, _) =>
        {
            asked.Add(request.FromSequence);
            if (asked.Count == 1)
            {
                size = 9;
                throw new RpcException(new Status(StatusCode.Unavailable, "cut"));
            }

            return stream.WriteAsync(new WatchResponse { Sequence = request.FromSequence }, Cancel);
        };

        var first = await FirstAsync(client.WatchAsync(Ledger, cancellationToken: Cancel));

        Assert.Equal(7, first.Sequence);
        Assert.Equal([7, 7], asked);
    }

    [Fact]
    public async Task A_watch_outlives_its_token()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        await client.SignInAsync("wang", "right", Cancel);
        server.Audit.OnWatch = async (request, stream, context) =>
        {
            if (FakeIdentity.TokenOf(context) == "access-1")
            {
                await stream.WriteAsync(new WatchResponse { Sequence = request.FromSequence }, Cancel);
                throw FakeServer.TokenEnded();
            }

            await stream.WriteAsync(new WatchResponse { Sequence = request.FromSequence }, Cancel);
        };

        var seen = await FirstAsync(client.WatchAsync(Ledger, 3, Cancel), 2);

        Assert.Equal([3, 4], seen.Select(response => response.Sequence));
        Assert.Equal(1, server.Identity.Refreshes);
    }

    [Fact]
    public async Task A_watch_ends_where_even_a_new_token_is_turned_away()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        await client.SignInAsync("wang", "right", Cancel);
        server.Audit.OnWatch = (_, _, _) => throw FakeServer.TokenEnded();

        var end = await Assert.ThrowsAsync<RefusedException>(() => FirstAsync(client.WatchAsync(Ledger, 3, Cancel)));

        Assert.Equal(ErrorReason.Unauthenticated, end.Reason);
        Assert.Equal(1, server.Identity.Refreshes);
    }

    [Fact]
    public async Task A_watch_has_no_deadline()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        var deadline = DateTime.MinValue;
        server.Audit.OnWatch = (request, stream, context) =>
        {
            deadline = context.Deadline;
            return stream.WriteAsync(new WatchResponse { Sequence = request.FromSequence }, Cancel);
        };

        await FirstAsync(client.WatchAsync(Ledger, 0, Cancel));

        Assert.Equal(DateTime.MaxValue, deadline);
    }

    [Fact]
    public void Pauses_grow_to_their_bound_and_begin_anew_after_success()
    {
        var delay = new ResumeDelay(TimeSpan.FromSeconds(30));
        var pauses = Enumerable.Range(0, 60).Select(_ => delay.Next()).ToList();

        Assert.InRange(pauses[0], TimeSpan.FromMilliseconds(125), TimeSpan.FromMilliseconds(250));
        Assert.InRange(pauses[3], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.All(pauses[8..], pause => Assert.InRange(pause, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(30)));
        Assert.Equal(TimeSpan.FromMinutes(1), delay.Next(TimeSpan.FromMinutes(1)));

        delay.Reset();
        Assert.InRange(delay.Next(), TimeSpan.FromMilliseconds(125), TimeSpan.FromMilliseconds(250));
    }

    private static async Task<WatchResponse> FirstAsync(IAsyncEnumerable<WatchResponse> watch) => (await FirstAsync(watch, 1))[0];

    private static async Task<List<WatchResponse>> FirstAsync(IAsyncEnumerable<WatchResponse> watch, int count)
    {
        var seen = new List<WatchResponse>();
        await foreach (var response in watch)
        {
            seen.Add(response);
            if (seen.Count == count)
            {
                break;
            }
        }

        return seen;
    }
}
