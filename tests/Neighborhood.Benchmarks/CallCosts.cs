using Neighborhood.V1;

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
            await WarmUpAsync();
            var count = report.Sizes.Calls;
            var coldTopics = estate.Topics.Count - _warmTopics;
            var cold = await report.MeasureAsync("ListPosts of 20, cold", _load, server, coldTopics,
                (invoker, i) => _voters.ListPosts(invoker, i, _warmTopics, coldTopics));

            var empty = await report.MeasureAsync("empty call, bare host", _bareLoad, bare, count, Costs.EmptyCall);
            var before = await Costs.StatusAsync(server, estate);
            var ballots = await report.MeasureAsync("CastBallot", _load, server, count, _voters.CastBallot);
            var after = await Costs.StatusAsync(server, estate);
            var poll = await report.MeasureAsync("GetPoll", _load, server, count, _voters.GetPoll);
            var posts = await report.MeasureAsync("ListPosts of 20, warm", _load, server, count / 4,
                (invoker, i) => _voters.ListPosts(invoker, i, first: 0, _warmTopics));
            var mixed = await report.MeasureAsync("GetPoll and CastBallot in turn", _load, server, count,
                (invoker, i) => i % 2 == 0 ? _voters.GetPoll(invoker, i) : _voters.CastBallot(invoker, i));

            report.Set("cast_ballot_ratio", ballots.Micros / empty.Micros);
            report.Set("get_poll_ratio", poll.Micros / empty.Micros);
            report.Set("get_poll_under_ballots_ratio", (2 * mixed.Micros - ballots.Micros) / empty.Micros);
            report.Set("list_posts_20_ratio", posts.Micros / empty.Micros);
            report.Set("list_posts_20_cold_ratio", cold.Micros / empty.Micros);
            report.Set("cast_ballots_per_second", ballots.Load.PerSecond);
            report.Set("empty_calls_per_second", empty.Load.PerSecond);
            Report(before, after, count);
            await Watchers.MeasureAsync(report, estate, server.Url, _load, _voters.CastBallot);
        }

        public void Dispose()
        {
            _bareLoad.Dispose();
            _load.Dispose();
        }

        /// <summary>The compiler recompiles what is called often; a call before that would be measured as its work.</summary>
        private async Task WarmUpAsync()
        {
            var count = report.Sizes.Calls;
            await report.MeasureAsync("warm-up of ListPosts", _load, server, count / 2, (invoker, i) => _voters.ListPosts(invoker, i, first: 0, _warmTopics));
            await report.MeasureAsync("warm-up of the bare host", _bareLoad, bare, 3 * count, Costs.EmptyCall);
            await report.MeasureAsync("warm-up of CastBallot", _load, server, 4 * count, _voters.CastBallot);
            await report.MeasureAsync("warm-up of GetPoll", _load, server, 2 * count, _voters.GetPoll);
        }

        private void Report(ServerStatus before, ServerStatus after, int ballots)
        {
            var segments = (double)(after.SegmentCount - before.SegmentCount);
            report.Set("syncs_per_segment", (after.SyncCount - before.SyncCount) / segments);
            report.Set("ballots_per_segment", ballots / segments);
        }
    }
}
