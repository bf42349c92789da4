using Neighborhood.Ledger.Tests.Engine;
using Neighborhood.Ledger.Writing;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1.Facts;
using DiaryEngine = Neighborhood.Ledger.Tests.Engine.Engine;

namespace Neighborhood.Ledger.Tests;

/// <summary>An erasure that is too large for one write, carried out by the engine over this journal.</summary>
public abstract partial class JournalContract
{
    /// <summary>Against waiting for ever for what does not come.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int Blocks = 6;
    private const int EntriesPerBlock = 200;

    // Two blocks are more than one write takes up.
    private const int Pieces = Blocks / 2;

    private static readonly long[] Erased = [.. Enumerable.Range(0, Blocks * EntriesPerBlock).Select(sequence => (long)sequence)];

    [Fact]
    public async Task An_erasure_of_much_goes_in_bounded_writes_and_what_another_ledger_writes_meanwhile_goes_in_between()
    {
        var watched = new WatchedJournal(Journal);
        await using var engine = new DiaryEngine(watched, Time());
        await Fill(engine);
        await engine.NumbersAsync(DiaryEngine.Other);
        var (batches, others) = (new List<JournalBatch>(), new List<Task>());
        watched.Before = batch =>
        {
            batches.Add(batch);
            if (Erasures(batch).Any()) others.Add(engine.NoteAsync(others.Count, ledger: DiaryEngine.Other));
            return Task.CompletedTask;
        };

        await engine.EraseBesideAsync(Erased);
        await Ended(engine);
        await Task.WhenAll(others);

        var pieces = batches.Where(batch => Erasures(batch).Any()).ToList();
        Assert.Equal(Pieces, pieces.Count);
        Assert.All(pieces, piece => Assert.Equal(2, Erasures(piece).DistinctBy(erasure => erasure.FirstSequence).Count()));
        Assert.Equal(Erased.Length, pieces.Sum(piece => Erasures(piece).DistinctBy(erasure => Convert.ToHexString(erasure.Leaf.Span)).Count()));

        // Whoever came while a piece was being written is written with the next one, not after the last.
        Assert.DoesNotContain(pieces[0].Ledgers, write => write.Next.Ledger == DiaryEngine.Other);
        Assert.All(pieces.Skip(1), piece => Assert.Single(piece.Ledgers, write => write.Next.Ledger == DiaryEngine.Other));
        await AssertErased();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Pieces - 1)]
    public async Task An_erasure_that_was_interrupted_between_two_writes_goes_on_where_it_stopped_and_shows_nothing_meanwhile(int done)
    {
        var watched = new WatchedJournal(Journal);
        await using (var engine = new DiaryEngine(watched, Time()))
        {
            await Fill(engine);
            Assert.Equal(Erased, await engine.BesideAsync(Erased));
            var (left, stopped) = (done, new TaskCompletionSource());
            watched.Before = batch =>
            {
                if (!Erasures(batch).Any() || left-- > 0) return Task.CompletedTask;
                stopped.TrySetResult();
                throw new JournalException("The power is gone.", null, outcomeUnknown: false);
            };
            await engine.EraseBesideAsync(Erased);
            await stopped.Task.WaitAsync(Patience, Cancel);
        }

        await Reopen();
        var pieces = 0;
        watched = new WatchedJournal(Journal);
        await using var again = new DiaryEngine(watched, Time());
        watched.Before = async batch =>
        {
            if (!Erasures(batch).Any()) return;
            pieces++;
            Assert.Contains(await Items(), item => !IsZero(item));
            Assert.Empty(await again.BesideAsync(Erased));
        };
        Assert.True((await Journal.ReadHeadAsync(DiaryEngine.Mine, Cancel))!.NextDue <= again.Time.GetUtcNow());
        await Ended(again);
        Assert.Equal(Pieces - done, pieces);
        Assert.DoesNotContain(Microsoft.Extensions.Logging.LogLevel.Error, again.Alarms.Levels);
        await AssertErased();
    }

    private static JumpingTime Time() => new(Noon);

    private static IEnumerable<SideErasure> Erasures(JournalBatch batch) => batch.Ledgers.SelectMany(write => write.SideErasures);

    private static async Task Fill(DiaryEngine engine)
    {
        var numbers = Enumerable.Repeat(1L, EntriesPerBlock).ToArray();
        for (var block = 0; block < Blocks; block++) await engine.NoteAsync(numbers, sideBytes: Limits.ErasedBlocksBytes / EntriesPerBlock / 2 + 100);
    }

    /// <summary>Until nothing is noted any more: each note of another ledger goes with a piece, or behind it.</summary>
    private async Task Ended(DiaryEngine engine)
    {
        await engine.NumbersAsync();
        var writes = 0;
        while ((await Journal.ReadHeadAsync(DiaryEngine.Mine, Cancel))!.NextDue is not null)
        {
            await engine.NoteAsync(1, ledger: DiaryEngine.Other);
            Assert.InRange(++writes, 1, 100);
        }
    }

    private async Task AssertErased()
    {
        Assert.All(await Items(), item => Assert.True(IsZero(item)));
        Assert.Empty(await Journal.ReadExpiringAsync("erasing/" + DiaryEngine.Mine, DateTimeOffset.UnixEpoch, Cancel));
        var tree = new MerkleTree();
        foreach (var bytes in (await Batches.ReadAll(Journal, DiaryEngine.Mine)).SelectMany(SegmentReader.EntryBytes)) tree.Append(MerkleHash.Leaf(bytes.Span));
        Assert.Equal(tree.Root(), (await Journal.ReadHeadAsync(DiaryEngine.Mine, Cancel))!.Root.ToArray());
    }

    /// <summary>Everything that stands beside entries on disk.</summary>
    private async Task<List<SideItem>> Items()
    {
        var items = new List<SideItem>();
        foreach (var segment in await Batches.ReadAll(Journal, DiaryEngine.Mine))
            items.AddRange(SideBlock.Parser.ParseFrom((await Journal.ReadSideAsync(DiaryEngine.Mine, segment.FirstSequence, Cancel)).Span).Items);
        Assert.Equal(Erased.Length, items.Count);
        return items;
    }

    private static bool IsZero(SideItem item) => !item.Salt.Span.ContainsAnyExcept((byte)0);
}
