using Grpc.Core;

namespace Neighborhood.Benchmarks;

/// <summary>CPU time of the server per call, beside that of an empty call on a bare host, both measured in this run.</summary>
internal static class CallCosts
{
    public static async Task MeasureAsync(Report report)
    {
        var folder = Directory.CreateTempSubdirectory("neighborhood-benchmark-").FullName;
        try
        {
            report.Say($"building {report.Sizes.Voters} voters and {report.Sizes.Topics} topics");
            var estate = await Estate.BuildAsync(folder, report.Sizes.Voters, report.Sizes.Topics);
            using var bare = await ChildProcess.BareAsync();
            using var server = await ChildProcess.ServerAsync(folder);
            using var run = new Run(report, estate, bare, server);
            await run.MeasureAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Run(Report report, Estate estate, ChildProcess bare, ChildProcess server) : IDisposable
    {
        private readonly Load _bareLoad = new(bare.Url);
        private readonly Load _load = new(server.Url);
        private readonly Voters _voters = new([estate]);
        private readonly int _warmTopics = estate.Topics.Count / 4;

        public async Task MeasureAsync()
        {
            Task ListPosts(CallInvoker invoker, int i) => _voters.ListPosts(invoker, i, first: 0, _warmTopics);
            var count = report.Sizes.Calls;
            var coldTopics = estate.Topics.Count - _warmTopics;
            var costs = await new Rotation(
                report,
                new Kind("empty call, bare host", _bareLoad, bare, count, Costs.EmptyCall),
                new Kind("CastBallot", _load, server, count, _voters.CastBallot),
                new Kind("GetPoll", _load, server, count, _voters.GetPoll),
                new Kind("ListPosts of 20, warm", _load, server, count / 2, ListPosts),
                new Kind("GetPoll and CastBallot in turn", _load, server, count, InTurn),
                new Kind("CastBallot, half as many at once", _load, server, count / 2, _voters.CastBallot) { InFlight = 25 }).RunAsync(report.Sizes.Rounds);
            var cold = await report.MeasureAsync("ListPosts of 20, cold", _load, server, coldTopics,
                (invoker, i) => _voters.ListPosts(invoker, i, _warmTopics, coldTopics));
            var (empty, ballots, poll, posts, mixed, fewer) = (costs[0], costs[1], costs[2], costs[3], costs[4], costs[5]);
            report.Set("cast_ballot_ratio", ballots.Micros / empty.Micros);
            report.Set("get_poll_ratio", poll.Micros / empty.Micros);
            report.Set("get_poll_under_ballots_ratio", (2 * mixed.Micros - fewer.Micros) / empty.Micros);
            report.Set("list_posts_20_ratio", posts.Micros / empty.Micros);
            report.Set("list_posts_20_cold_ratio", cold.Micros / empty.Micros);
            report.Set("cast_ballots_per_second", ballots.Load.PerSecond);
            report.Set("empty_calls_per_second", empty.Load.PerSecond);
            await MeasureSegmentsAsync();
            await Watchers.MeasureAsync(report, estate, server.Url, _load, _voters.CastBallot);
        }

        public void Dispose()
        {
            _bareLoad.Dispose();
            _load.Dispose();
        }

        private Task InTurn(CallInvoker invoker, int i) => i % 2 == 0 ? _voters.GetPoll(invoker, i) : _voters.CastBallot(invoker, i);

        private async Task MeasureSegmentsAsync()
        {
            var before = await Costs.StatusAsync(server, estate);
            await Costs.MeasureAsync(new Kind("", _load, server, report.Sizes.Calls, _voters.CastBallot));
            var after = await Costs.StatusAsync(server, estate);
            var segments = (double)(after.SegmentCount - before.SegmentCount);
            report.Set("syncs_per_segment", (after.SyncCount - before.SyncCount) / segments);
            report.Set("ballots_per_segment", report.Sizes.Calls / segments);
        }
    }
}
