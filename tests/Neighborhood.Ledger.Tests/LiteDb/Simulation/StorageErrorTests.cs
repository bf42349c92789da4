using Microsoft.Extensions.Time.Testing;
using Neighborhood.Ledger.LiteDb;
using static Neighborhood.Ledger.Tests.Batches;

namespace Neighborhood.Ledger.Tests.LiteDb.Simulation;

/// <summary>A full disk and failing writes and syncs, on a simulated disk.</summary>
public sealed class StorageErrorTests(ITestOutputHelper output)
{
    private const int Stores = 200;
    private const int AppendsPerStore = 40;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Errors_at_random_points_lose_nothing_acknowledged_and_show_nothing_half_written()
    {
        var firstSeed = Random.Shared.Next();
        output.WriteLine($"seeds from {firstSeed}");
        for (var number = 0; number < Stores; number++)
        {
            var seed = unchecked(firstSeed + 2 * number);
            var time = new FakeTimeProvider();
            await using var store = new SimulatedStore(seed, StoreRules.Safe, time);
            var failure = await Record.ExceptionAsync(() => FailNowAndThen(store, time, new Random(seed)));
            Assert.True(failure is null, $"seed {seed}: {failure}");
        }
    }

    [Fact]
    public async Task A_disk_that_stays_full_costs_no_storm_of_reopenings_and_writing_goes_on_after_space_returns()
    {
        var time = new FakeTimeProvider();
        await using var store = new SimulatedStore(1, StoreRules.Safe, time);
        await using var journal = store.Open();
        Assert.True(await store.Append(journal));
        store.Disk.FailAfter(0, long.MaxValue);
        for (var i = 0; i < 1000; i++)
        {
            Assert.False(await store.Append(journal));
            Assert.NotEmpty(await journal.ReadHeadsAsync(Cancel));
        }

        Assert.InRange(journal.Statistics.Openings, 2, 3);
        Assert.InRange(store.Disk.Operations, 1, 200);
        store.Disk.StopFailing();
        time.Advance(TimeSpan.FromSeconds(2));
        await store.Verify(journal);
        Assert.True(await store.Append(journal));
        await store.Verify(journal);
    }

    [Fact]
    public async Task Only_a_failure_after_the_commit_began_leaves_the_outcome_unknown()
    {
        var time = new FakeTimeProvider();
        await using var store = new SimulatedStore(2, StoreRules.Safe, time);
        await using var journal = store.Open();
        var write = Write(null, Community, 1);
        store.Disk.FailAfter(0, 1);
        var unknown = await Assert.ThrowsAsync<JournalException>(() => journal.AppendAsync(Of(write), Cancel));
        Assert.True(unknown.OutcomeUnknown);
        Assert.Null(await journal.ReadHeadAsync(Community, Cancel));

        store.Disk.FailAfter(0, 1);
        var erasing = write with { VaultErasures = ["k"] };
        var known = await Assert.ThrowsAsync<JournalException>(() => journal.AppendAsync(Of(erasing), Cancel));
        Assert.False(known.OutcomeUnknown);
        time.Advance(TimeSpan.FromSeconds(2));
        await journal.AppendAsync(Of(erasing), Cancel);
        Assert.NotNull(await journal.ReadHeadAsync(Community, Cancel));
    }

    private static async Task FailNowAndThen(SimulatedStore store, FakeTimeProvider time, Random random)
    {
        await using var journal = store.Open();
        for (var i = 0; i < AppendsPerStore; i++)
        {
            if (random.Next(3) == 0) store.Disk.FailAfter(random.Next(40), random.Next(1, 6));
            if (await store.Append(journal)) continue;
            store.Disk.StopFailing();
            time.Advance(TimeSpan.FromSeconds(2));
            await store.Verify(journal);
        }

        store.Disk.StopFailing();
        time.Advance(TimeSpan.FromSeconds(2));
        await store.Verify(journal);
    }
}
