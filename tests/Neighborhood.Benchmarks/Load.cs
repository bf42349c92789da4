using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;

namespace Neighborhood.Benchmarks;

/// <summary>Many callers at once, each of whom makes one call after the other.</summary>
internal sealed class Load : IDisposable
{
    /// <summary>Callers at once, unless it is said otherwise.</summary>
    public const int Callers = 400;

    private const int Gateways = 8;
    private readonly GrpcChannel[] _channels;

    private Load(string url, int connections) => _channels = [.. Enumerable.Range(0, connections).Select(_ => GrpcChannel.ForAddress(url))];

    /// <summary>Every caller on a connection of its own, as the clients of neighbours are.</summary>
    public static Load Apart(string url) => new(url, Callers);

    /// <summary>The callers share a few connections, as behind the gateway of a partner: what a connection costs is shared too.</summary>
    public static Load Shared(string url) => new(url, Gateways);

    /// <summary>Makes <paramref name="count"/> calls and gives the latency of each in milliseconds, sorted, and the seconds it took.</summary>
    public async Task<LoadResult> RunAsync(int count, int callers, Func<CallInvoker, int, Task> call)
    {
        var latencies = new double[count];
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var invoker = _channels[caller % _channels.Length].CreateCallInvoker();
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                var began = Stopwatch.GetTimestamp();
                await call(invoker, i);
                latencies[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }
        })));
        Array.Sort(latencies);
        return new LoadResult(latencies, watch.Elapsed);
    }

    public void Dispose()
    {
        foreach (var channel in _channels)
        {
            channel.Dispose();
        }
    }

    public static Metadata With(string token) => new() { { "authorization", "Bearer " + token } };
}

/// <summary>What a load measured.</summary>
internal sealed record LoadResult(double[] SortedMilliseconds, TimeSpan Took)
{
    public double PerSecond => SortedMilliseconds.Length / Took.TotalSeconds;

    public LoadResult And(LoadResult other) => new([.. SortedMilliseconds.Concat(other.SortedMilliseconds).Order()], Took + other.Took);

    public double Percentile(double share) => SortedMilliseconds[(int)Math.Min(SortedMilliseconds.Length - 1, share * SortedMilliseconds.Length)];
}
