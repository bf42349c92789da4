using Neighborhood.Testing;
using Neighborhood.V1;

namespace Neighborhood.Ledger.Tests.Engine;

/// <summary>Storage that fails, a fold that throws, another owner, a ledger that cannot be read: only the ledger concerned is touched.</summary>
public sealed class FailureTests
{
    [Theory]
    [InlineData(AppendFault.NotWritten, "1 3")]
    [InlineData(AppendFault.UnknownNotWritten, "1 3")]
    [InlineData(AppendFault.UnknownWritten, "1 2 3")]
    public async Task After_a_failed_write_the_ledger_is_loaded_again_and_goes_on_from_what_is_on_disk(AppendFault fault, string then)
    {
        await using var engine = new Engine();
        await engine.NoteAsync(1);
        engine.Journal.FailNextAppend(fault);
        await Assert.ThrowsAsync<JournalException>(() => engine.NoteAsync(2));
        Assert.False(engine.Slot(Engine.Mine).IsActive);
        await Assert.ThrowsAsync<JournalException>(() => engine.NumbersAsync());

        engine.Time.Advance(TimeSpan.FromMilliseconds(Limits.ReloadDelayMilliseconds));
        await engine.NoteAsync(3);
        Assert.Equal(then, await engine.NumbersAsync());
    }

    [Fact]
    public async Task A_write_that_fails_fails_everything_that_was_decided_on_it()
    {
        await using var engine = new Engine();
        await engine.NoteAsync(1);
        engine.Journal.FailNextAppend(AppendFault.NotWritten);
        engine.Journal.HoldAppends();
        var notes = new[] { engine.NoteAsync(2), engine.NoteAsync(3) };
        var read = engine.NumbersAsync();
        engine.Journal.ReleaseAppends();

        foreach (var task in notes.Append<Task>(read)) await Assert.ThrowsAsync<JournalException>(() => task);
        Assert.Single(await engine.EntriesAsync());
    }

    [Fact]
    public async Task A_fold_that_throws_drops_its_ledger_alone_and_what_is_on_disk_is_replayed()
    {
        await using var engine = new Engine();
        await engine.NoteAsync(1);
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.NoteAsync(Diary.Poison));
        await engine.NoteAsync(5, ledger: Engine.Other);
        Assert.Equal("5", await engine.NumbersAsync(Engine.Other));

        engine.Time.Advance(TimeSpan.FromMilliseconds(Limits.ReloadDelayMilliseconds));
        await engine.NoteAsync(2);
        Assert.Equal("1 2", await engine.NumbersAsync());
    }

    [Fact]
    public async Task A_fold_that_throws_while_its_ledger_is_being_written_fails_nothing_of_others_in_the_same_write()
    {
        await using var engine = new Engine();
        await Task.WhenAll(engine.NoteAsync(1), engine.NoteAsync(5, ledger: Engine.Other));
        engine.Journal.HoldAppends();
        var first = engine.NoteAsync(2);
        await engine.Journal.WhenHeld();
        var (mine, others) = (engine.NoteAsync(3), engine.NoteAsync(6, ledger: Engine.Other));
        engine.Journal.ReleaseOneAppend();
        await first;
        await engine.Journal.WhenHeld();
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.NoteAsync(Diary.Poison));
        await Assert.ThrowsAsync<InvalidOperationException>(() => mine);
        engine.Journal.ReleaseAppends();
        await others;
        Assert.True(engine.Slot(Engine.Other).IsActive);

        engine.Time.Advance(TimeSpan.FromMilliseconds(Limits.ReloadDelayMilliseconds));
        Assert.Equal("1 2 3", await engine.NumbersAsync());
    }

    [Fact]
    public async Task A_stale_owner_cannot_fork_a_ledger()
    {
        await using var engine = new Engine();
        await engine.NoteAsync(1);
        await using var usurper = new Engine(engine.Journal, engine.Time);
        await usurper.NoteAsync(2);

        await Assert.ThrowsAsync<StaleHeadException>(() => engine.NoteAsync(3));
        engine.Time.Advance(TimeSpan.FromMilliseconds(Limits.ReloadDelayMilliseconds));
        await engine.NoteAsync(4);
        Assert.Equal("1 2 4", await engine.NumbersAsync());
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_replayed_is_set_aside_and_others_go_on()
    {
        await using var engine = new Engine();
        await engine.Journal.AppendAsync(Batches.Of(Batches.Write(null, Engine.Mine, 1)), CancellationToken.None);

        await Assert.ThrowsAsync<LedgerCorruptException>(() => engine.NumbersAsync());
        Assert.NotNull(engine.Slot(Engine.Mine).SetAside);
        Assert.Equal([Microsoft.Extensions.Logging.LogLevel.Critical], engine.Alarms.Levels);
        await Assert.ThrowsAsync<LedgerCorruptException>(() => engine.NoteAsync(1));
        Assert.Null((await engine.NoteAsync(5, ledger: Engine.Other)).Refusal);
    }

    [Fact]
    public async Task A_long_ledger_whose_requests_cannot_be_read_is_set_aside_and_nobody_waits_for_it()
    {
        await using var sound = new Engine();
        foreach (var some in Enumerable.Repeat(1L, 20_000).Chunk(2_000))
        {
            await sound.NoteAsync(some, sideBytes: 0, Guid.NewGuid());
        }

        await using var engine = new Engine(new MemoryJournal(), sound.Time);
        LedgerHead? last = null;
        foreach (var segment in await Batches.ReadAll(sound.Journal, Engine.Mine))
        {
            var next = new LedgerHead(Engine.Mine, segment.FirstSequence + segment.Count, segment.Root, 0, null);
            await engine.Journal.AppendAsync(
                Batches.Of(new LedgerWrite(last, next, segment with { Requests = new byte[] { 0xff } }, default, [], [], [])), CancellationToken.None);
            last = next;
        }

        await Assert.ThrowsAsync<LedgerCorruptException>(() => engine.NumbersAsync());
        Assert.IsType<InvalidDataException>(engine.Slot(Engine.Mine).SetAside);
    }

    [Fact]
    public async Task A_restored_ledger_begins_an_epoch_of_its_own_once_even_where_nothing_of_it_is_left()
    {
        await using var first = new Engine();
        var lost = new LedgerHead(Engine.Mine, 40, new byte[32], 0, null);
        var notes = RestoreNotes.Of([], [lost], [], [0xab, 1, 2, 3]);
        await first.Journal.AppendAsync(new JournalBatch([], notes, []), CancellationToken.None);
        await first.NoteAsync(1);
        Assert.Equal("test/communities/mine#1-ab010203", (await first.Slot(Engine.Mine).GetAsync()).Origin);

        await using var second = new Engine(first.Journal, first.Time);
        await second.NoteAsync(2);
        var entries = await second.EntriesAsync();
        Assert.Equal([(1L, 40L), (0, 0), (0, 0)], entries.Select(entry => (entry.Fact.Restored?.Epoch ?? 0, entry.Fact.Restored?.LostSize ?? 0)));
        Assert.Equal("test/communities/mine#1-ab010203", (await second.Slot(Engine.Mine).GetAsync()).Origin);
        Assert.Equal(2, V1.Facts.Restored.Parser.ParseFrom(RestoreNotes.Of([lost], [], notes, [1, 1, 1, 1])[0].Value.Span).Epoch);
    }
}
