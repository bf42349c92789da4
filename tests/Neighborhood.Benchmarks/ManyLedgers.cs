using System.Diagnostics;

namespace Neighborhood.Benchmarks;

/// <summary>
/// What the number of ledgers costs a server: the same calls, spread over 1, 10 and 100 communities of equal size. Only waking them and holding
/// them in memory may grow with their number.
/// </summary>
internal static class ManyLedgers
{
    public static async Task MeasureAsync(Report report)
    {
        using var bare = await ChildProcess.BareAsync();
        using var load = new Load(bare.Url);
        await report.MeasureAsync("warm-up of the bare host", load, bare, 3 * report.Sizes.Calls, Costs.EmptyCall);
        foreach (var count in Sizes.LedgerCounts)
        {
            var folder = Directory.CreateTempSubdirectory("neighborhood-benchmark-").FullName;
            try
            {
                var empty = await report.MeasureAsync("empty call, bare host", load, bare, report.Sizes.LedgerCalls, Costs.EmptyCall);
                await MeasureAsync(report, folder, count, empty.Micros);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task MeasureAsync(Report report, string folder, int count, double emptyMicros)
    {
        var voters = Math.Max(10, report.Sizes.Voters / count);
        var estates = await Estate.BuildAsync(folder, count, voters, topics: 1);
        await Ballots.CastAsync(folder, estates, report.Sizes.LedgerBallots, report);
        using var server = await ChildProcess.ServerAsync(folder);
        using var load = new Load(server.Url);
        var callers = new Voters(estates);
        await ActivateAsync(report, server, estates, callers);

        var calls = report.Sizes.LedgerCalls;
        Task ListPosts(Grpc.Core.CallInvoker invoker, int i) => callers.ListPosts(invoker, i, first: 0, count: 1);
        await report.MeasureAsync($"warm-up of CastBallot, {count} ledgers", load, server, 5 * calls, callers.CastBallot);
        await report.MeasureAsync($"warm-up of GetPoll, {count} ledgers", load, server, 2 * calls, callers.GetPoll);
        await report.MeasureAsync($"warm-up of ListPosts, {count} ledgers", load, server, calls / 2, ListPosts);
        var before = await Costs.StatusAsync(server, estates[0]);
        var ballots = await report.MeasureAsync($"CastBallot, {count} ledgers", load, server, calls, callers.CastBallot);
        var after = await Costs.StatusAsync(server, estates[0]);
        var poll = await report.MeasureAsync($"GetPoll, {count} ledgers", load, server, calls, callers.GetPoll);
        var posts = await report.MeasureAsync($"ListPosts of 20, {count} ledgers", load, server, calls / 2, ListPosts);

        report.Set($"cast_ballot_ratio_{count}_ledgers", ballots.Micros / emptyMicros);
        report.Set($"get_poll_ratio_{count}_ledgers", poll.Micros / emptyMicros);
        report.Set($"list_posts_20_ratio_{count}_ledgers", posts.Micros / emptyMicros);
        report.Set($"cast_ballots_per_second_{count}_ledgers", ballots.Load.PerSecond);
        report.Set($"syncs_per_segment_{count}_ledgers", (double)(after.SyncCount - before.SyncCount) / (after.SegmentCount - before.SegmentCount));
        report.Set($"memory_mib_{count}_ledgers", after.MemoryBytes / 1048576.0);
    }

    /// <summary>The first call to each community wakes its ledger.</summary>
    private static async Task ActivateAsync(Report report, ChildProcess server, IReadOnlyList<Estate> estates, Voters callers)
    {
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(server.Url);
        var invoker = channel.CreateCallInvoker();
        await Costs.StatusAsync(server, estates[0]);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < estates.Count; i++)
        {
            await callers.GetPoll(invoker, i);
        }

        report.Say($"{estates.Count} ledgers of {report.Sizes.LedgerBallots} ballots woke in {watch.Elapsed.TotalMilliseconds:0} ms");
        report.Set($"activation_ms_{estates.Count}_ledgers", watch.Elapsed.TotalMilliseconds);
    }
}
