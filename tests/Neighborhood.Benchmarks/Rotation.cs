using Grpc.Core;

namespace Neighborhood.Benchmarks;

/// <summary>One kind of call, made <paramref name="Count"/> times in each round.</summary>
internal sealed record Kind(string Name, Load Load, ChildProcess Process, int Count, Func<CallInvoker, int, Task> Call)
{
    /// <summary>Callers at once.</summary>
    public int Callers { get; init; } = Load.Callers;
}

/// <summary>
/// Kinds of call that are compared, measured in turn over several rounds: what else the machine does meanwhile meets all of them alike. Rounds are
/// thrown away until they cost no less than the one before, because the compiler recompiles what is called often.
/// </summary>
internal sealed class Rotation(Report report, params Kind[] kinds)
{
    private const int MaxWarmUpRounds = 12;
    private const int MinWarmUpRounds = 3;
    private const double SteadyShare = 0.95;

    /// <summary>Measures every kind over so many rounds; the costs come in the order of the kinds.</summary>
    public async Task<IReadOnlyList<Cost>> RunAsync(int rounds)
    {
        var (last, warmUps) = (double.MaxValue, 0);
        for (var isSteady = false; !isSteady && warmUps < MaxWarmUpRounds; warmUps++)
        {
            var now = (await RoundAsync()).Sum(cost => cost.Micros);
            isSteady = warmUps >= MinWarmUpRounds && now > SteadyShare * last;
            last = now;
        }

        report.Say($"after {warmUps} rounds of warm-up:");
        var costs = await RoundAsync();
        for (var round = 1; round < rounds; round++)
        {
            var further = await RoundAsync();
            costs = [.. costs.Zip(further, (sum, cost) => sum.And(cost))];
        }

        for (var i = 0; i < kinds.Length; i++)
        {
            report.Say(kinds[i].Name, costs[i]);
        }

        return costs;
    }

    private async Task<List<Cost>> RoundAsync()
    {
        var costs = new List<Cost>(kinds.Length);
        foreach (var kind in kinds)
        {
            costs.Add(await Costs.MeasureAsync(kind));
        }

        return costs;
    }
}
