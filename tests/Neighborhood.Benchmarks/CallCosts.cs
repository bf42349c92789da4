using Grpc.Core;
using Neighborhood.V1;

namespace Neighborhood.Benchmarks;

/// <summary>CPU time of the server per call, beside that of an empty call on a bare host, both measured in this run.</summary>
internal static class CallCosts
{
    private const int InFlight = 50;

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
        private readonly Metadata[] _voters = [.. estate.Tokens.Select(Load.With)];

        public async Task MeasureAsync()
        {
            var count = report.Sizes.Calls;
            var cold = await CostAsync("ListPosts of 20, cold", _load, server, estate.Topics.Count, ListPosts);
            // The compiler recompiles what is called often; a cold call would be measured as its work.
            await CostAsync("warm-up of the bare host", _bareLoad, bare, count, EmptyCall);
            await CostAsync("warm-up of CastBallot", _load, server, 2 * count, CastBallot);
            await CostAsync("warm-up of GetPoll", _load, server, 2 * count, GetPoll);
            await CostAsync("warm-up of ListPosts", _load, server, count / 2, ListPosts);

            var empty = await CostAsync("empty call, bare host", _bareLoad, bare, count, EmptyCall);
            var before = await StatusAsync();
            var ballots = await CostAsync("CastBallot", _load, server, count, CastBallot);
            var after = await StatusAsync();
            var poll = await CostAsync("GetPoll", _load, server, count, GetPoll);
            var posts = await CostAsync("ListPosts of 20, warm", _load, server, count / 4, ListPosts);
            var mixed = await CostAsync("GetPoll and CastBallot in turn", _load, server, count, (invoker, i) => i % 2 == 0 ? GetPoll(invoker, i) : CastBallot(invoker, i));

            report.Set("cast_ballot_ratio", ballots.Micros / empty.Micros);
            report.Set("get_poll_ratio", poll.Micros / empty.Micros);
            report.Set("get_poll_under_ballots_ratio", (2 * mixed.Micros - ballots.Micros) / empty.Micros);
            report.Set("list_posts_20_ratio", posts.Micros / empty.Micros);
            report.Set("list_posts_20_cold_ratio", cold.Micros / empty.Micros);
            report.Set("cast_ballots_per_second", ballots.Load.PerSecond);
            report.Set("empty_calls_per_second", empty.Load.PerSecond);
            report.Set("syncs_per_segment", (double)(after.SyncCount - before.SyncCount) / (after.SegmentCount - before.SegmentCount));
            report.Set("ballots_per_segment", (double)count / (after.SegmentCount - before.SegmentCount));
            await Watchers.MeasureAsync(report, estate, server.Url, _load, CastBallot);
        }

        public void Dispose()
        {
            _bareLoad.Dispose();
            _load.Dispose();
        }

        private async Task<(double Micros, LoadResult Load)> CostAsync(string name, Load load, ChildProcess process, int count, Func<CallInvoker, int, Task> call)
        {
            var before = process.CpuTime;
            var result = await load.RunAsync(count, InFlight, call);
            var micros = (process.CpuTime - before).TotalMicroseconds / count;
            report.Say($"{name,-34} {micros,8:0.0} µs CPU/call {result.PerSecond,10:0} calls/s  p50 {result.Percentile(0.5),7:0.0} ms  p99 {result.Percentile(0.99),7:0.0} ms");
            return (micros, result);
        }

        private static Task EmptyCall(CallInvoker invoker, int i) => new Identity.IdentityClient(invoker).SignOutAsync(new SignOutRequest()).ResponseAsync;

        private Task CastBallot(CallInvoker invoker, int i) => new Polls.PollsClient(invoker).CastBallotAsync(
            new CastBallotRequest { Parent = estate.Poll, Choice = new Choice { Option = (i % 3) switch { 0 => "yes", 1 => "no", _ => "abstain" } }, RequestId = Guid.NewGuid().ToString() },
            _voters[i % _voters.Length]).ResponseAsync;

        private Task GetPoll(CallInvoker invoker, int i) =>
            new Polls.PollsClient(invoker).GetPollAsync(new GetPollRequest { Name = estate.Poll }, _voters[i % _voters.Length]).ResponseAsync;

        private Task ListPosts(CallInvoker invoker, int i) => new Discussions.DiscussionsClient(invoker).ListPostsAsync(
            new ListPostsRequest { Parent = estate.Topics[i % estate.Topics.Count], PageSize = 20 }, _voters[i % _voters.Length]).ResponseAsync;

        private async Task<ServerStatus> StatusAsync()
        {
            using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(server.Url);
            return await new Operations.OperationsClient(channel).GetServerStatusAsync(new GetServerStatusRequest(), Load.With(estate.OperatorToken));
        }
    }
}
