using Neighborhood.Testing;

namespace Neighborhood.Ledger.Tests.Engine;

/// <summary>What an erasure leaves in memory, how it is cut into writes, and what becomes of one that cannot be carried out.</summary>
public sealed class ErasingTests
{
    /// <summary>Against waiting for ever for what does not come.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task One_write_erases_from_no_more_side_blocks_than_may_be()
    {
        var journal = new WatchedJournal(new MemoryJournal());
        await using var engine = new Engine(journal, new JumpingTime(Noon));
        const int Blocks = 2 * Limits.ErasedBlocksCount + 1;
        for (var block = 0; block < Blocks; block++) await engine.NoteAsync([1], sideBytes: 1);
        var (pieces, ended) = (new List<int>(), new TaskCompletionSource());
        journal.Before = batch =>
        {
            var write = Assert.Single(batch.Ledgers);
            if (write.SideErasures.Count > 0) pieces.Add(write.SideErasures.DistinctBy(erasure => erasure.FirstSequence).Count());
            if (write.Next.NextDue is null) ended.TrySetResult();
            return Task.CompletedTask;
        };

        await engine.EraseBesideAsync([.. Enumerable.Range(0, Blocks)]);
        await ended.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal([Limits.ErasedBlocksCount, Limits.ErasedBlocksCount, 1], pieces);
    }

    [Fact]
    public async Task A_ledger_is_due_as_long_as_something_is_still_to_be_erased_and_no_longer()
    {
        await using var engine = new Engine();
        await engine.NoteAsync([.. Enumerable.Repeat(1L, Limits.ErasedBlocksCount + 1)], sideBytes: 1);
        var (told, ended) = (new List<long?>(), new TaskCompletionSource());
        engine.Changed = due =>
        {
            told.Add(due);
            if (due is null) ended.TrySetResult();
        };
        await engine.EraseBesideAsync([.. Enumerable.Range(0, Limits.ErasedBlocksCount + 1)]);
        await ended.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal([0, null], told);
    }

    [Fact]
    public async Task As_much_as_one_write_may_erase_goes_with_the_fact_that_says_so()
    {
        await using var engine = new Engine();
        await engine.NoteAsync([.. Enumerable.Repeat(1L, Limits.ErasedBlocksCount)], sideBytes: 1);
        var before = engine.Journal.Appends;
        await engine.EraseBesideAsync([.. Enumerable.Range(0, Limits.ErasedBlocksCount)]);
        await engine.NoteAsync(1, ledger: Engine.Other);
        Assert.Equal(2, engine.Journal.Appends - before);
    }

    [Fact]
    public async Task What_is_erased_while_it_is_being_written_is_not_kept_in_memory()
    {
        await using var engine = new Engine();
        await engine.NoteAsync(1);
        engine.Journal.HoldAppends();
        var written = engine.NoteAsync([2], sideBytes: 1);
        await engine.Journal.WhenHeld();
        var erased = engine.EraseBesideAsync([1]);
        engine.Journal.ReleaseAppends();
        await Task.WhenAll(written, erased);
        Assert.Empty(await engine.BesideAsync([1]));
    }

    [Fact]
    public async Task What_is_erased_while_it_is_being_read_is_not_kept_in_memory()
    {
        var journal = new WatchedJournal(new MemoryJournal());
        await using (var first = new Engine(journal, new JumpingTime(Noon)))
        {
            await first.NoteAsync([1], sideBytes: 1);
        }

        await using var engine = new Engine(journal, new JumpingTime(Noon));
        var (reading, erased) = (new TaskCompletionSource(), new TaskCompletionSource());
        journal.Beside = async side =>
        {
            journal.Beside = Task.FromResult;
            reading.SetResult();
            await erased.Task;
            return side;
        };
        var read = engine.BesideAsync([0]);
        await reading.Task;
        await engine.EraseBesideAsync([0]);
        erased.SetResult();
        Assert.Equal([0], await read);
        Assert.Empty(await engine.BesideAsync([0]));
    }

    [Fact]
    public async Task What_is_read_while_its_erasure_is_being_written_is_not_kept_in_memory()
    {
        var journal = new WatchedJournal(new MemoryJournal());
        await using (var first = new Engine(journal, new JumpingTime(Noon)))
        {
            await first.NoteAsync([1], sideBytes: 1);
        }

        await using var engine = new Engine(journal, new JumpingTime(Noon));
        var (writing, read) = (new TaskCompletionSource(), new TaskCompletionSource());
        journal.Before = async _ =>
        {
            writing.TrySetResult();
            await read.Task;
        };
        var erased = engine.EraseBesideAsync([0]);
        await writing.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        await engine.LoadBesideAsync([0]);
        read.SetResult();
        await erased;
        Assert.Empty(await engine.BesideAsync([0]));
    }

    [Fact]
    public async Task What_is_erased_with_much_else_before_it_is_written_is_not_kept_in_memory()
    {
        await using var engine = new Engine();
        await engine.NoteAsync([.. Enumerable.Repeat(1L, Limits.ErasedBlocksCount + 1)], sideBytes: 1);
        engine.Journal.HoldAppends();
        var before = engine.NoteAsync(2);
        await engine.Journal.WhenHeld();
        var last = Limits.ErasedBlocksCount + 2;
        var written = engine.NoteAsync([3], sideBytes: 1);
        var erased = engine.EraseBesideAsync([.. Enumerable.Range(0, last + 1)]);
        engine.Journal.ReleaseAppends();
        await Task.WhenAll(before, written, erased);
        Assert.Empty(await engine.BesideAsync([last]));
    }

    [Fact]
    public async Task A_side_block_that_cannot_be_read_fails_the_ledger_that_erases_from_it_and_no_other()
    {
        var journal = new WatchedJournal(new MemoryJournal());
        await using var engine = new Engine(journal, new JumpingTime(Noon));
        await engine.NoteAsync([1], sideBytes: 1);
        journal.Beside = _ => Task.FromResult<ReadOnlyMemory<byte>>(new byte[] { 0xff });
        await Assert.ThrowsAnyAsync<IOException>(() => engine.EraseBesideAsync([0]).WaitAsync(Patience, TestContext.Current.CancellationToken));
        await engine.NoteAsync(5, ledger: Engine.Other).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal("5", await engine.NumbersAsync(Engine.Other));

        engine.Time.Advance(TimeSpan.FromMilliseconds(Limits.ReloadDelayMilliseconds));
        Assert.Equal("1", await engine.NumbersAsync());
    }
}
