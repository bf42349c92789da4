using Grpc.Core;

namespace Neighborhood.Benchmarks;

/// <summary>What some calls cost a server.</summary>
/// <param name="Cpu">CPU time of its process.</param>
/// <param name="Load">How they went.</param>
internal sealed record Cost(TimeSpan Cpu, LoadResult Load)
{
    /// <summary>CPU time of the server per call, in microseconds.</summary>
    public double Micros => Cpu.TotalMicroseconds / Load.SortedMilliseconds.Length;

    public Cost And(Cost other) => new(Cpu + other.Cpu, Load.And(other.Load));
}

/// <summary>What one call costs a server, in CPU time of its process.</summary>
internal static class Costs
{
    /// <summary>Makes the calls once.</summary>
    public static async Task<Cost> MeasureAsync(Kind kind)
    {
        var before = kind.Process.CpuTime;
        var result = await kind.Load.RunAsync(kind.Count, kind.Callers, kind.Call);
        return new Cost(kind.Process.CpuTime - before, result);
    }

    /// <summary>Makes the calls once and says what they cost.</summary>
    public static async Task<Cost> MeasureAsync(
        this Report report, string name, Load load, ChildProcess process, int count, Func<CallInvoker, int, Task> call)
    {
        var cost = await MeasureAsync(new Kind(name, load, process, count, call));
        report.Say(name, cost);
        return cost;
    }

    public static void Say(this Report report, string name, Cost cost)
    {
        var (half, last) = (cost.Load.Percentile(0.5), cost.Load.Percentile(0.99));
        report.Say($"{name,-38} {cost.Micros,8:0.0} µs CPU/call {cost.Load.PerSecond,10:0} calls/s  p50 {half,7:0.0} ms  p99 {last,7:0.0} ms");
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
