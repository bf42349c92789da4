using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;

namespace Neighborhood.Benchmarks;

/// <summary>Many calls over several connections, each connection with its own calls in flight.</summary>
internal sealed class Load : IDisposable
{
    private const int Connections = 8;
    private readonly GrpcChannel[] _channels;

    public Load(string url) => _channels = [.. Enumerable.Range(0, Connections).Select(_ => GrpcChannel.ForAddress(url))];

    /// <summary>Makes <paramref name="count"/> calls and gives the latency of each in milliseconds, sorted, and the seconds it took.</summary>
    public async Task<LoadResult> RunAsync(int count, int inFlightPerConnection, Func<CallInvoker, int, Task> call)
    {
        var latencies = new double[count];
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(_channels.SelectMany(channel => Enumerable.Range(0, inFlightPerConnection).Select(_ => Task.Run(async () =>
        {
            var invoker = channel.CreateCallInvoker();
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                var began = Stopwatch.GetTimestamp();
                await call(invoker, i);
                latencies[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }
        }))));
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
