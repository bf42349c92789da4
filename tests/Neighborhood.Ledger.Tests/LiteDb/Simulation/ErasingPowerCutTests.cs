using Neighborhood.Ledger.LiteDb;
using Neighborhood.Ledger.Tests.Engine;
using Neighborhood.V1.Facts;
using DiaryEngine = Neighborhood.Ledger.Tests.Engine.Engine;

namespace Neighborhood.Ledger.Tests.LiteDb.Simulation;

/// <summary>
/// The power goes somewhere in an erasure that takes several writes: either it was never decided, or the next start ends it. The seeds are fixed, so a
/// failing cut can be repeated.
/// </summary>
public sealed class ErasingPowerCutTests
{
    private const int Cuts = 40;
    private const int EntriesPerCommand = 1_000;

    // More than two notes hold.
    private static readonly long[] Erased = [.. Enumerable.Range(0, 2 * Limits.ErasureNoteCount + 1).Select(sequence => (long)sequence)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_power_cut_in_an_erasure_the_next_start_ends_it_and_no_file_holds_anything_of_it()
    {
        var prepared = new SimulatedDisk(new Random(1));
        await WithEngine(prepared, async (engine, _) =>
        {
            foreach (var some in Erased.Chunk(EntriesPerCommand)) await engine.NoteAsync([.. some.Select(_ => 1L)], sideBytes: 1);
        });
        var secrets = await Salts(prepared);
        Assert.Equal(Erased.Length, secrets.Count);
        var whole = prepared.Copy(new Random(2));
        await WithEngine(whole, EraseAsync);
        var operations = whole.Operations;

        var (decided, resumed) = (0, 0);
        for (var cut = 0; cut < Cuts; cut++)
        {
            var random = new Random(cut);
            var disk = prepared.Copy(random);
            disk.CutAfter(random.NextInt64(operations));
            await Record.ExceptionAsync(() => WithEngine(disk, EraseAsync));
            disk.Restart();
            var left = 0;
            await WithEngine(disk, async (engine, journal) =>
            {
                var isDecided = (await engine.NumbersAsync()).Split(' ').Length > Erased.Length;
                left = (await engine.BesideAsync(Erased)).Count;
                Assert.True(left == (isDecided ? 0 : Erased.Length), $"cut {cut}: {left} are shown, decided: {isDecided}");
                resumed += await IsDueAsync(journal) ? 1 : 0;
                await EndAsync(engine, journal);
                decided += isDecided ? 1 : 0;
            });
            Assert.True((await Salts(disk)).Count == left, $"cut {cut}: something is left beside entries");
            Assert.True(left > 0 || !secrets.Any(salt => disk.Holds(salt)), $"cut {cut}: something is left in a file");
        }

        // Cuts before the decision, within the erasure and behind it.
        Assert.InRange(resumed, 5, decided);
        Assert.InRange(decided, resumed, Cuts - 1);
    }

    private static async Task WithEngine(SimulatedDisk disk, Func<DiaryEngine, LiteDbJournal, Task> work)
    {
        await using var journal = LiteDbJournal.Open(disk, new MemoryStream(), StoreRules.Safe, TimeProvider.System);
        await using var engine = new DiaryEngine(journal, new JumpingTime(DateTimeOffset.UnixEpoch.AddYears(56)));
        await work(engine, journal);
    }

    private static async Task EraseAsync(DiaryEngine engine, LiteDbJournal journal)
    {
        await engine.EraseBesideAsync(Erased);
        await EndAsync(engine, journal);
    }

    private static async Task EndAsync(DiaryEngine engine, LiteDbJournal journal)
    {
        for (var writes = 0; await IsDueAsync(journal); writes++)
        {
            await engine.NoteAsync(1, ledger: DiaryEngine.Other);
            Assert.InRange(writes, 0, 100);
        }
    }

    private static async Task<bool> IsDueAsync(LiteDbJournal journal) => (await journal.ReadHeadAsync(DiaryEngine.Mine, Cancel))?.NextDue is not null;

    /// <summary>The salts that stand beside entries and are not erased.</summary>
    private static async Task<List<byte[]>> Salts(SimulatedDisk disk)
    {
        await using var journal = LiteDbJournal.Open(disk, new MemoryStream(), StoreRules.Safe, TimeProvider.System);
        var salts = new List<byte[]>();
        foreach (var segment in await Batches.ReadAll(journal, DiaryEngine.Mine))
        {
            var side = await journal.ReadSideAsync(DiaryEngine.Mine, segment.FirstSequence, Cancel);
            salts.AddRange(SideBlock.Parser.ParseFrom(side.Span).Items.Select(item => item.Salt.ToByteArray()));
        }

        return [.. salts.Where(salt => salt.AsSpan().ContainsAnyExcept((byte)0))];
    }
}
