using Grpc.Core;

namespace Neighborhood.Benchmarks;

/// <summary>What one call costs a server, in CPU time of its process.</summary>
internal static class Costs
{
    private const int InFlight = 50;

    /// <summary>Makes the calls and gives the server's CPU time per call, in microseconds.</summary>
    public static async Task<(double Micros, LoadResult Load)> MeasureAsync(
        this Report report, string name, Load load, ChildProcess process, int count, Func<CallInvoker, int, Task> call)
    {
        var before = process.CpuTime;
        var result = await load.RunAsync(count, InFlight, call);
        var micros = (process.CpuTime - before).TotalMicroseconds / count;
        var (half, last) = (result.Percentile(0.5), result.Percentile(0.99));
        report.Say($"{name,-38} {micros,8:0.0} µs CPU/call {result.PerSecond,10:0} calls/s  p50 {half,7:0.0} ms  p99 {last,7:0.0} ms");
        return (micros, result);
    }

    /// <summary>An empty call.</summary>
    public static Task EmptyCall(CallInvoker invoker, int i) => new V1.Identity.IdentityClient(invoker).SignOutAsync(new V1.SignOutRequest()).ResponseAsync;

    /// <summary>What the server says of itself.</summary>
    public static async Task<V1.ServerStatus> StatusAsync(ChildProcess server, Estate estate)
    {
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(server.Url);
        return await new V1.Operations.OperationsClient(channel).GetServerStatusAsync(new V1.GetServerStatusRequest(), Load.With(estate.OperatorToken));
    }
}
