using System.Diagnostics;

namespace Neighborhood.Benchmarks;

/// <summary>
/// What the number of ledgers costs a server: the same calls, spread over 1, 10 and 100 communities of equal size, woken one group after the other in
/// one process. Only waking them and holding them in memory may grow with their number. The same callers spread over more ledgers are fewer in each, and
/// so are the ballots that share a segment with its signed head; so casting is measured with as many callers in each ledger, too.
/// </summary>
internal static class ManyLedgers
{
    private const int WarmUpCalls = 30_000;

    /// <summary>How many there are in each where the same callers are spread over the most ledgers.</summary>
    private const int CallersOfEach = Load.Callers / 100;

    /// <summary>A few callers are not fast.</summary>
    private const int FewerCalls = 4;

    public static async Task MeasureAsync(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("neighborhood-benchmark-").FullName;
        try
        {
            var most = Sizes.LedgerCounts[^1];
            var estates = await Estate.BuildAsync(folder, most, Math.Max(10, report.Sizes.Voters / most), topics: 1);
            await Ballots.CastAsync(folder, estates, report.Sizes.LedgerBallots, report);
            using var bare = await ChildProcess.BareAsync();
            using var server = await ChildProcess.ServerAsync(folder);
            using var bareLoad = Load.Apart(bare.Url);
            using var load = Load.Apart(server.Url);
            await Costs.StatusAsync(server, estates[0]);
            var awake = 0;
            foreach (var count in Sizes.LedgerCounts)
            {
                await WakeAsync(report, server, [.. estates.Skip(awake).Take(count - awake)], count);
                awake = count;
                await MeasureAsync(report, (bare, bareLoad), (server, load), [.. estates.Take(count)]);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(
        Report report, (ChildProcess Process, Load Load) bare, (ChildProcess Process, Load Load) server, IReadOnlyList<Estate> estates)
    {
        var (count, calls, voters) = (estates.Count, report.Sizes.Calls, new Voters(estates));
        Kind[] kinds =
        [
            new("empty call, bare host", bare.Load, bare.Process, calls, Costs.EmptyCall),
            new($"CastBallot, {count} ledgers", server.Load, server.Process, calls, voters.CastBallot),
            new($"GetPoll, {count} ledgers", server.Load, server.Process, calls, voters.GetPoll),
            new($"ListPosts of 20, {count} ledgers", server.Load, server.Process, calls / 2,
                (invoker, i) => voters.ListPosts(invoker, i, first: 0, count: 1)),
            new($"empty call, {CallersOfEach * count} callers", bare.Load, bare.Process, calls / FewerCalls, Costs.EmptyCall)
            {
                Callers = CallersOfEach * count,
            },
            new($"CastBallot, {CallersOfEach} callers of each", server.Load, server.Process, calls / FewerCalls, voters.CastBallot)
            {
                Callers = CallersOfEach * count,
            },
        ];
        if (count == 1)
        {
            await WarmUpAsync(kinds.Where(kind => kind.Callers == Load.Callers));
        }

        var costs = await new Rotation(report, kinds).RunAsync(report.Sizes.Rounds);
        var status = await Costs.StatusAsync(server.Process, estates[0]);
        report.Set($"cast_ballot_ratio_{count}_ledgers", costs[1].Micros / costs[0].Micros);
        report.Set($"get_poll_ratio_{count}_ledgers", costs[2].Micros / costs[0].Micros);
        report.Set($"list_posts_20_ratio_{count}_ledgers", costs[3].Micros / costs[0].Micros);
        report.Set($"cast_ballot_few_of_each_ratio_{count}_ledgers", costs[5].Micros / costs[4].Micros);
        report.Set($"cast_ballots_per_second_{count}_ledgers", costs[1].Load.PerSecond);
        report.Set($"memory_mib_{count}_ledgers", status.MemoryBytes / 1048576.0);
    }

    /// <summary>The compiler is done before the first ledger is measured, or one ledger would look dearer than ten.</summary>
    private static async Task WarmUpAsync(IEnumerable<Kind> kinds)
    {
        foreach (var kind in kinds)
        {
            await Costs.MeasureAsync(kind with { Count = WarmUpCalls });
        }
    }

    /// <summary>The first call to each community wakes its ledger.</summary>
    private static async Task WakeAsync(Report report, ChildProcess server, IReadOnlyList<Estate> estates, int count)
    {
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(server.Url);
        var (invoker, callers) = (channel.CreateCallInvoker(), new Voters(estates));
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < estates.Count; i++)
        {
            await callers.GetPoll(invoker, i);
        }

        report.Say($"{estates.Count} ledgers of {report.Sizes.LedgerBallots} ballots woke in {watch.Elapsed.TotalMilliseconds:0} ms");
        report.Set($"activation_ms_{count}_ledgers", watch.Elapsed.TotalMilliseconds);
    }
}
