using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Neighborhood.V1;

namespace Neighborhood.Benchmarks;

/// <summary>How long after a post's acknowledgement the last of many watchers has heard of it, while ballots pour in.</summary>
internal static class Watchers
{
    private const int PerConnection = 100;

    public static async Task MeasureAsync(Report report, Estate estate, string url, Load load, Func<CallInvoker, int, Task> ballot)
    {
        using var stop = new CancellationTokenSource();
        var heard = new ConcurrentDictionary<string, (int Count, long LastAt)>();
        var channels = Enumerable.Range(0, 1 + report.Sizes.Watchers / PerConnection).Select(_ => GrpcChannel.ForAddress(url)).ToList();
        var watchers = new List<Task>();
        for (var i = 0; i < report.Sizes.Watchers; i++)
        {
            var call = new Audit.AuditClient(channels[i / PerConnection])
                .Watch(new WatchRequest { Ledger = estate.Community }, Load.With(estate.Tokens[i % estate.Tokens.Count]), cancellationToken: stop.Token);
            await call.ResponseHeadersAsync;
            watchers.Add(ListenAsync(call, heard));
        }

        var ballots = load.RunAsync(report.Sizes.Posts * 200, callers: 16, ballot);
        var delays = new List<double>();
        for (var i = 0; i < report.Sizes.Posts; i++)
        {
            delays.Add(await PostAsync(report, estate, channels[^1], heard, i));
        }

        var load99 = await ballots;
        await stop.CancelAsync();
        await Task.WhenAll(watchers);
        channels.ForEach(channel => channel.Dispose());
        delays.Sort();
        var p99 = delays[(int)Math.Min(delays.Count - 1, 0.99 * delays.Count)];
        report.Set("watchers_p99_ms", p99);
        report.Set("watchers_ballot_p99_ms", load99.Percentile(0.99));
        report.Say($"{report.Sizes.Watchers} watchers: last one p50 {delays[delays.Count / 2]:0.0} ms, p99 {p99:0.0} ms after the acknowledgement");
        report.Say($"ballots meanwhile: p99 {load99.Percentile(0.99):0.0} ms");
    }

    private static async Task<double> PostAsync(
        Report report, Estate estate, GrpcChannel channel, ConcurrentDictionary<string, (int Count, long LastAt)> heard, int i)
    {
        var post = await new Discussions.DiscussionsClient(channel).CreatePostAsync(
            new CreatePostRequest { Parent = estate.Topics[0], Text = $"post {i}" }, Load.With(estate.Tokens[^(1 + i % estate.Tokens.Count)]));
        var acknowledged = Stopwatch.GetTimestamp();
        for (var waited = 0; waited < 30_000; waited += 5)
        {
            if (heard.TryGetValue(post.Name, out var told) && told.Count == report.Sizes.Watchers)
            {
                return Math.Max(0, Stopwatch.GetElapsedTime(acknowledged, told.LastAt).TotalMilliseconds);
            }

            await Task.Delay(5);
        }

        throw new TimeoutException($"Not every watcher heard of {post.Name}.");
    }

    private static async Task ListenAsync(AsyncServerStreamingCall<WatchResponse> call, ConcurrentDictionary<string, (int Count, long LastAt)> heard)
    {
        try
        {
            await foreach (var told in call.ResponseStream.ReadAllAsync())
            {
                if (told.Kind == WatchResponse.Types.Kind.PostCreated)
                {
                    heard.AddOrUpdate(told.Resource, _ => (1, Stopwatch.GetTimestamp()), (_, old) => (old.Count + 1, Stopwatch.GetTimestamp()));
                }
            }
        }
        catch (RpcException ended) when (ended.StatusCode == StatusCode.Cancelled)
        {
            // The measurement is over.
        }

        call.Dispose();
    }
}
