using Neighborhood.V1;

namespace Neighborhood.Ledger.Tests.Engine;

/// <summary>Commands and reads in their order, and what they wait for.</summary>
public sealed class MailboxTests
{
    private const int BigBytes = 5 << 20;

    [Fact]
    public async Task A_command_sees_the_one_before_it_while_neither_is_durable_and_a_read_waits_for_what_it_saw()
    {
        await using var engine = new Engine();
        await engine.NoteAsync(1);
        engine.Journal.HoldAppends();
        var notes = new[] { 2L, 3, 4 }.Select(number => engine.NoteAsync(number)).ToArray();
        var read = engine.NumbersAsync();

        var ledger = await engine.Slot(Engine.Mine).GetAsync();
        Assert.Equal("1 2 3 4", ledger.Peek(state => string.Join(' ', state.Numbers)));
        Assert.All(notes, note => Assert.False(note.IsCompleted));
        Assert.False(read.IsCompleted);
        Assert.Single(await engine.EntriesAsync());

        engine.Journal.ReleaseAppends();
        Assert.Equal("1 2 3 4", await read);
        Assert.Equal(["1+1", "2+1", "3+1"], (await Task.WhenAll(notes)).Select(outcome => outcome.Value));
        Assert.Equal(4, (await engine.EntriesAsync()).Count);
    }

    [Fact]
    public async Task Who_reads_durable_tallies_waits_for_everything_but_those_that_are_not()
    {
        await using var engine = new Engine();
        await engine.NoteAsync([1, Diary.Tally], 0);
        engine.Journal.HoldAppends();
        var tally = engine.NoteAsync(Diary.Tally);
        Assert.Equal("2: 1.", await engine.DurableAsync());
        var note = engine.NoteAsync(2);
        var tallyBehind = engine.NoteAsync(Diary.Tally);
        var read = engine.DurableAsync();
        Assert.False(read.IsCompleted);
        Assert.False(tally.IsCompleted);

        engine.Journal.ReleaseAppends();
        Assert.Equal("2: 1 2.", await read);
        await Task.WhenAll(tally, note, tallyBehind);
        Assert.Equal("5: 1 2.", await engine.DurableAsync());
    }

    [Fact]
    public async Task What_was_replayed_is_durable()
    {
        await using var engine = new Engine();
        await engine.NoteAsync([1, Diary.Tally], 0);
        await using var again = new Engine(engine.Journal, engine.Time);
        Assert.Equal("2: 1.", await again.DurableAsync());
    }

    [Fact]
    public async Task While_one_segment_is_written_the_next_fills_and_is_one_write()
    {
        await using var engine = new Engine();
        await engine.NoteAsync(0);
        var before = engine.Journal.Appends;
        engine.Journal.HoldAppends();
        var notes = Enumerable.Range(1, 100).Select(number => engine.NoteAsync(number)).ToArray();
        engine.Journal.ReleaseAppends();
        await Task.WhenAll(notes);

        // The first may have gone alone; the others came while it was being written.
        Assert.InRange(engine.Journal.Appends - before, 1, 3);
    }

    [Fact]
    public async Task One_command_never_spans_two_segments()
    {
        await using var engine = new Engine();
        engine.Journal.HoldAppends();
        var notes = Enumerable.Range(0, 3).Select(_ => engine.NoteAsync([1, 2], BigBytes / 2)).ToArray();
        engine.Journal.ReleaseAppends();
        await Task.WhenAll(notes);
        Assert.Equal([0, 2, 4], (await Batches.ReadAll(engine.Journal, Engine.Mine)).Select(segment => segment.FirstSequence));
    }

    [Fact]
    public async Task When_as_many_segments_wait_as_may_a_caller_is_refused_at_once_and_told_when_to_come_back()
    {
        await using var engine = new Engine();
        await engine.NumbersAsync();
        engine.Journal.HoldAppends();
        var waiting = Enumerable.Range(0, Limits.PendingSegmentsCount).Select(number => engine.NoteAsync([number], BigBytes)).ToArray();
        var refused = await engine.NoteAsync([99], BigBytes);

        Assert.Equal(ErrorReason.LedgerBusy, refused.Refusal!.Reason);
        Assert.Equal(Limits.BusyRetryMilliseconds * 1_000L, refused.Refusal.RetryAfterMicros);
        Assert.All(waiting, note => Assert.False(note.IsCompleted));
        engine.Journal.ReleaseAppends();
        await Task.WhenAll(waiting);
        Assert.Null((await engine.NoteAsync([99], BigBytes)).Refusal);
        Assert.Equal("0 1 2 3 99", await engine.NumbersAsync());
    }

    [Fact]
    public async Task A_command_that_no_segment_can_ever_hold_is_told_at_once_that_it_is_too_large()
    {
        await using var engine = new Engine();
        var wide = await engine.NoteAsync([1, 2], BigBytes);
        var many = await engine.NoteAsync([.. Enumerable.Range(0, Limits.SegmentEntriesBytes / 32).Select(i => (long)i)], sideBytes: 0);

        Assert.Equal([ErrorReason.LimitExceeded, ErrorReason.LimitExceeded], new[] { wide, many }.Select(outcome => outcome.Refusal!.Reason));
        Assert.Equal(0, wide.Refusal!.RetryAfterMicros);
        Assert.Null((await engine.NoteAsync([3], BigBytes)).Refusal);
        Assert.Equal("3", await engine.NumbersAsync());
    }

    [Fact]
    public async Task The_largest_command_that_is_taken_fits_a_segment_with_all_that_stands_beside_it()
    {
        await using var engine = new Engine();
        var (fits, tooMuch) = (0, Limits.SegmentBytes);
        while (tooMuch - fits > 1)
        {
            var half = (fits + tooMuch) / 2;
            (fits, tooMuch) = (await engine.NoteAsync([1], half, Guid.NewGuid())).Refusal is null ? (half, tooMuch) : (fits, half);
        }

        Assert.InRange(fits, Limits.SegmentBytes - 1_000, Limits.SegmentBytes);
        Assert.DoesNotContain(Microsoft.Extensions.Logging.LogLevel.Error, engine.Alarms.Levels);
    }

    [Fact]
    public void What_is_kept_of_texts_has_a_limit_in_bytes()
    {
        using var cache = new ContentCache();
        var items = (int)(2 * Limits.ContentCacheBytes / (1 << 20));
        for (var i = 0; i < items; i++)
        {
            var item = new V1.Facts.SideItem { Sequence = i, Data = Google.Protobuf.ByteString.CopyFrom(new byte[1 << 20]) };
            cache.Put(Engine.Mine, new Content(item));
        }

        Assert.InRange(cache.Find(Engine.Mine, [.. Enumerable.Range(0, items)]).Found.Count, 1, items / 2);
    }
}
