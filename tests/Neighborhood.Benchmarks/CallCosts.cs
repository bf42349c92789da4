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
        private readonly Load _bareApart = Load.Apart(bare.Url);
        private readonly Load _apart = Load.Apart(server.Url);
        private readonly Load _bareShared = Load.Shared(bare.Url);
        private readonly Load _shared = Load.Shared(server.Url);
        private readonly Voters _voters = new([estate]);
        private readonly int _warmTopics = estate.Topics.Count / 4;

        public async Task MeasureAsync()
        {
            var empty = await MeasureAsync(_bareApart, _apart, "");
            var coldTopics = estate.Topics.Count - _warmTopics;
            var cold = await report.MeasureAsync("ListPosts of 20, cold", _apart, server, coldTopics,
                (invoker, i) => _voters.ListPosts(invoker, i, _warmTopics, coldTopics));
            report.Set("list_posts_20_cold_ratio", cold.Micros / empty);
            await MeasureAsync(_bareShared, _shared, "_shared");
            await MeasureSegmentsAsync();
            await Watchers.MeasureAsync(report, estate, server.Url, _shared, _voters.CastBallot);
        }

        public void Dispose()
        {
            foreach (var load in new[] { _bareApart, _apart, _bareShared, _shared })
            {
                load.Dispose();
            }
        }

        /// <summary>What the calls cost over these connections; gives the microseconds of an empty one.</summary>
        private async Task<double> MeasureAsync(Load bareLoad, Load load, string shape)
        {
            var count = report.Sizes.Calls;
            var costs = await new Rotation(
                report,
                new Kind("empty call, bare host", bareLoad, bare, count, Costs.EmptyCall),
                new Kind("CastBallot", load, server, count, _voters.CastBallot),
                new Kind("GetPoll", load, server, count, _voters.GetPoll),
                new Kind("ListPosts of 20, warm", load, server, count / 2, (invoker, i) => _voters.ListPosts(invoker, i, first: 0, _warmTopics)),
                new Kind("GetPoll and CastBallot in turn", load, server, count, InTurn),
                new Kind("CastBallot, half as many at once", load, server, count / 2, _voters.CastBallot) { Callers = Load.Callers / 2 })
                .RunAsync(report.Sizes.Rounds);
            var (empty, ballots, poll, posts, mixed, fewer) = (costs[0], costs[1], costs[2], costs[3], costs[4], costs[5]);
            report.Set($"cast_ballot{shape}_ratio", ballots.Micros / empty.Micros);
            report.Set($"get_poll{shape}_ratio", poll.Micros / empty.Micros);
            report.Set($"get_poll_under_ballots{shape}_ratio", (2 * mixed.Micros - fewer.Micros) / empty.Micros);
            report.Set($"list_posts_20{shape}_ratio", posts.Micros / empty.Micros);
            report.Set($"cast_ballots{shape}_per_second", ballots.Load.PerSecond);
            report.Set($"empty_calls{shape}_per_second", empty.Load.PerSecond);
            return empty.Micros;
        }

        private Task InTurn(CallInvoker invoker, int i) => i % 2 == 0 ? _voters.GetPoll(invoker, i) : _voters.CastBallot(invoker, i);

        private async Task MeasureSegmentsAsync()
        {
            var before = await Costs.StatusAsync(server, estate);
            await Costs.MeasureAsync(new Kind("", _apart, server, report.Sizes.Calls, _voters.CastBallot));
            var after = await Costs.StatusAsync(server, estate);
            var segments = (double)(after.SegmentCount - before.SegmentCount);
            report.Set("syncs_per_segment", (after.SyncCount - before.SyncCount) / segments);
            report.Set("ballots_per_segment", report.Sizes.Calls / segments);
        }
    }
}
