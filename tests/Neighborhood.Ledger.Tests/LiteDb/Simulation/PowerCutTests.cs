using System.Collections.Concurrent;
using System.Globalization;
using Neighborhood.Ledger.LiteDb;
using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Ledger.Tests.LiteDb.Simulation;

/// <summary>
/// Power cuts on a simulated disk. <c>NEIGHBORHOOD_POWER_CUT_STORES</c> is the number of stores, <c>NEIGHBORHOOD_POWER_CUT_SEED</c> the
/// seed of the first; a failing store's seed alone replays it.
/// </summary>
public sealed class PowerCutTests(ITestOutputHelper output)
{
    private const int CutsPerStore = 8;
    private const int DefaultStores = 300;
    private const int StoresToFindAFault = 2000;

    [Fact]
    public async Task After_every_power_cut_the_store_opens_and_holds_each_acknowledged_segment_and_nothing_half_written()
    {
        var stores = Setting("NEIGHBORHOOD_POWER_CUT_STORES") ?? DefaultStores;
        var failures = await Run(stores, StoreRules.Safe, stopAtFirst: false);
        Assert.True(failures.IsEmpty, $"{failures.Count} of {stores} stores went wrong: {string.Join("; ", failures.Take(10))}");
    }

    [Fact]
    public async Task The_simulation_finds_out_a_missing_write_ahead_barrier() =>
        await AssertFindsOut(StoreRules.Safe with { SyncLogBeforeData = false });

    [Fact]
    public async Task The_simulation_finds_out_a_log_without_frames() =>
        await AssertFindsOut(StoreRules.Safe with { OpenLog = (file, _, _) => new RawLogStream(file) });

    [Fact]
    public async Task The_simulation_finds_out_a_log_that_neither_discards_unconfirmed_pages_nor_raises_generations()
    {
        var rules = new LogRules(DiscardUnconfirmed: false, RaiseGenerations: false);
        await AssertFindsOut(StoreRules.Safe with { OpenLog = (file, store, counters) => new FramedLogStream(file, store, rules, counters) });
    }

    private async Task AssertFindsOut(StoreRules rules) =>
        Assert.NotEmpty(await Run(StoresToFindAFault, rules, stopAtFirst: true));

    private async Task<ConcurrentBag<string>> Run(int stores, StoreRules rules, bool stopAtFirst)
    {
        var firstSeed = Setting("NEIGHBORHOOD_POWER_CUT_SEED") ?? Random.Shared.Next();
        output.WriteLine($"{stores} stores from seed {firstSeed}");
        var failures = new ConcurrentBag<string>();
        var batches = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, stores), parallel, async (number, _) =>
        {
            if (stopAtFirst && !failures.IsEmpty) return;
            await using var store = new SimulatedStore(unchecked(firstSeed + 2 * number), rules, TimeProvider.System);
            if (await store.LiveThroughCuts(CutsPerStore) is { } failure) failures.Add(failure);
            Interlocked.Add(ref batches, store.Acknowledged);
        });
        output.WriteLine($"{batches} batches acknowledged, {failures.Count} stores went wrong: {string.Join("; ", failures.Take(10))}");
        return failures;
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
