using Neighborhood.Ledger.LiteDb;
using Neighborhood.Ledger.LiteDb.Maintenance;
using static Neighborhood.Ledger.Tests.Batches;

namespace Neighborhood.Ledger.Tests.LiteDb.Simulation;

/// <summary>
/// The power goes at each single operation of making, compacting and restoring a store, and several times at each: the disk has its moods. Afterwards
/// the journal opens with the old content or the new one, and the work can be done again.
/// </summary>
public sealed class MaintenancePowerCutTests
{
    private const int MoodsPerOperation = 12;
    private static readonly LedgerId[] Ledgers = [Community, LedgerId.Directory];
    private static readonly byte[] Secret = Bytes(77, 60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_power_cut_while_a_store_is_made_leaves_nothing_that_keeps_it_from_being_made()
    {
        await CutEverywhere(New(), disk => Open(disk).DisposeAsync().AsTask(), async disk =>
        {
            await using var journal = Open(disk);
            await journal.AppendAsync(Of(Write(null, Community, 1)), Cancel);
        });
    }

    [Fact]
    public async Task A_power_cut_while_a_store_is_compacted_loses_nothing()
    {
        var life = await Live();
        await CutEverywhere(life.Disk, disk => Task.FromResult(Compact.Run(disk)), async disk =>
        {
            Assert.Equal(life.After, await Content(disk));
            Compact.Run(disk);
            Assert.Equal(life.After, await Content(disk));
            Assert.False(disk.Exists(Store.CompactingName));
        });
    }

    [Fact]
    public async Task A_power_cut_while_a_backup_is_restored_leaves_the_old_store_or_the_new_one()
    {
        var (life, found) = (await Live(), new HashSet<string>());
        await CutEverywhere(life.Disk, disk => Task.FromResult(Restored(disk, life)), async disk =>
        {
            var content = await Content(disk);
            found.Add(content == life.After ? "old" : "new");
            Assert.Contains(content, new[] { life.Restored, life.After });
            Assert.Equal(content == life.Restored ? 1 : 0, await Notes(disk));
            Assert.False(disk.Exists(Store.RestoringName) || disk.Exists(Store.RestoredName));
            Restored(disk, life);
            Assert.Equal(life.Restored, await Content(disk));
            Assert.Equal(content == life.Restored ? 2 : 1, await Notes(disk));
        });
        Assert.Equal(2, found.Count);
    }

    [Fact]
    public async Task A_power_cut_while_a_backup_is_restored_into_an_empty_folder_does_not_make_an_empty_store()
    {
        var life = await Live();
        await CutEverywhere(New(), disk => Task.FromResult(Restored(disk, life)), async disk =>
        {
            if (disk.Exists(Store.DataName) || disk.Exists(Store.RestoredName)) Assert.Equal(life.Backed, await Content(disk));
            else if (disk.Exists(Store.RestoringName)) Assert.Throws<JournalException>(() => Open(disk));
            Restored(disk, life);
            Assert.Equal(life.Backed, await Content(disk));
        });
    }

    /// <summary>Runs some work with the power cut at its first operation, its second, and so on until it gets through.</summary>
    private static async Task CutEverywhere(SimulatedDisk prepared, Func<SimulatedDisk, Task> work, Func<SimulatedDisk, Task> inspect)
    {
        var operation = 0;
        for (var isThrough = false; !isThrough; operation++)
        {
            for (var mood = 0; mood < MoodsPerOperation; mood++)
            {
                var disk = prepared.Copy(new Random(1000 * operation + mood));
                disk.CutAfter(operation);
                var failure = await Record.ExceptionAsync(() => work(disk));
                isThrough = !disk.IsDead;
                Assert.True(isThrough == failure is null, $"operation {operation}, mood {mood}: {failure}");
                disk.Restart();
                failure = await Record.ExceptionAsync(() => inspect(disk));
                Assert.True(failure is null, $"operation {operation}, mood {mood}: {failure}");
            }
        }

        Assert.True(operation > 5, "Hardly anything was written.");
    }

    /// <summary>A store with a backup of its middle, and an erasure after that.</summary>
    private static async Task<Life> Live()
    {
        var disk = New();
        var first = Write(null, Community, 1, 300, sideBytes: 100) with { VaultPuts = [new("a", Secret), new("b", Bytes(2, 9))] };
        var second = Write(first.Next, Community, 2, 300, sideBytes: 50);
        var other = Write(null, LedgerId.Directory, 3);
        await Append(disk, new([first, other], [new("sessions", "s", Bytes(5, 9), DateTimeOffset.MaxValue)], []), Of(second));
        var backup = disk.ReadAll(Store.DataName);
        var backed = await Content(disk, withoutSessions: true);
        var third = Write(second.Next, Community, 4) with { VaultErasures = ["a"], SideErasures = [Erasing(first, 10, 5), Erasing(second, 0, 50)] };
        await Append(disk, Of(third));
        var erased = New();
        erased.Open(Store.DataName).Write(0, backup);
        await Append(erased, Of(Beside(second.Next) with { VaultErasures = ["a"], SideErasures = third.SideErasures }));
        return new Life(disk, backup, backed, await Content(disk), await Content(erased, withoutSessions: true));
    }

    private static SimulatedDisk New() => new(new Random(1));

    private static async Task Append(SimulatedDisk disk, params JournalBatch[] batches)
    {
        await using var journal = Open(disk);
        foreach (var batch in batches) await journal.AppendAsync(batch, Cancel);
    }

    private static RestoreReport Restored(SimulatedDisk disk, Life life) =>
        Restore.Run(disk, new MemoryStream(life.Backup), ["sessions"], TimeProvider.System);

    private static async Task<string> Content(SimulatedDisk disk, bool withoutSessions = false)
    {
        await using var journal = Open(disk);
        if (withoutSessions) await journal.AppendAsync(new([], [], [("sessions", "s")]), Cancel);
        var ends = Ledgers.Select(async ledger => (ledger, (await journal.ReadHeadAsync(ledger, Cancel))!.NextSequence));
        return await StoreContent.Describe(journal, Ledgers, (await Task.WhenAll(ends)).ToHashSet());
    }

    /// <summary>The epoch that the notes of a restore name; 0 where there are none.</summary>
    private static async Task<long> Notes(SimulatedDisk disk)
    {
        await using var journal = Open(disk);
        var notes = await journal.ReadExpiringAsync(RestoreNotes.Collection, DateTimeOffset.UnixEpoch, Cancel);
        return notes.Select(note => V1.Facts.Restored.Parser.ParseFrom(note.Value.Span).Epoch).DefaultIfEmpty().Max();
    }

    private static LiteDbJournal Open(SimulatedDisk disk) => LiteDbJournal.Open(disk, new MemoryStream(), StoreRules.Safe, TimeProvider.System);

    private sealed record Life(SimulatedDisk Disk, byte[] Backup, string Backed, string After, string Restored);
}
