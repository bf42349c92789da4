using Neighborhood.V1;

namespace Neighborhood.Ledger.Tests.Engine;

/// <summary>The time that entries bear, the clock that jumps, and what the clock does by itself.</summary>
public sealed class TimeTests
{
    [Fact]
    public async Task Time_never_runs_backwards_within_a_ledger()
    {
        await using var engine = new Engine();
        await engine.NoteAsync(1);
        engine.Time.Jump(TimeSpan.FromSeconds(-Limits.ClockJumpSeconds));
        Assert.Null((await engine.NoteAsync(2)).Refusal);
        var entries = await engine.EntriesAsync();
        Assert.Equal(entries[0].TimeMicros, entries[1].TimeMicros);

        await using var later = new Engine(engine.Journal, engine.Time);
        await later.NoteAsync(3);
        Assert.Equal(entries[0].TimeMicros, (await later.EntriesAsync())[2].TimeMicros);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_clock_that_jumps_beyond_the_limit_stops_writes_until_the_operator_confirms(int direction)
    {
        await using var engine = new Engine();
        await engine.NoteAsync(1);
        engine.Time.Jump(direction * TimeSpan.FromSeconds(Limits.ClockJumpSeconds + 1));
        Assert.Equal(ErrorReason.ClockJumped, (await engine.NoteAsync(2)).Refusal!.Reason);
        Assert.Equal("1", await engine.NumbersAsync());

        engine.Time.Jump(-direction * TimeSpan.FromSeconds(Limits.ClockJumpSeconds + 1));
        Assert.Equal(ErrorReason.ClockJumped, (await engine.NoteAsync(2)).Refusal!.Reason);
        engine.Clock.Confirm();
        Assert.Null((await engine.NoteAsync(2)).Refusal);
    }

    [Fact]
    public async Task What_is_due_is_entered_at_its_time_before_anything_that_comes_later_is_decided()
    {
        await using var engine = new Engine();
        var due = LedgerClock.ToMicros(engine.Time.GetUtcNow().AddMinutes(1));
        await engine.NoteAsync(due);
        engine.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("2+1", (await engine.NoteAsync(5)).Value);
        var entries = await engine.EntriesAsync();
        Assert.Equal([due, Diary.Chime, 5], entries.Select(entry => entry.Fact.PasswordChanged.Account));
        Assert.Equal(due, entries[1].TimeMicros);
        Assert.Equal(due + 59 * 60_000_000L, entries[2].TimeMicros);
    }

    [Fact]
    public async Task What_is_due_next_stands_in_the_head_and_is_done_without_a_request_unless_the_clock_jumped()
    {
        await using var engine = new Engine();
        var due = engine.Time.GetUtcNow().AddMinutes(1);
        await engine.NoteAsync(LedgerClock.ToMicros(due));
        Assert.Equal(due, (await engine.Journal.ReadHeadAsync(Engine.Mine, CancellationToken.None))!.NextDue);

        engine.Time.Jump(TimeSpan.FromDays(1));
        await (await engine.Slot(Engine.Mine).GetAsync()).TickAsync();
        Assert.Single(await engine.EntriesAsync());

        engine.Clock.Confirm();
        await (await engine.Slot(Engine.Mine).GetAsync()).TickAsync();
        Assert.Equal(2, (await engine.EntriesAsync()).Count);
        Assert.Null((await engine.Journal.ReadHeadAsync(Engine.Mine, CancellationToken.None))!.NextDue);
    }

    [Fact]
    public async Task An_absence_is_put_on_record_before_the_clock_does_anything_that_came_due_meanwhile()
    {
        await using var first = new Engine();
        var due = LedgerClock.ToMicros(first.Time.GetUtcNow().AddMinutes(1));
        await first.NoteAsync(due);
        var left = first.Clock.NowMicros;
        first.Time.Advance(TimeSpan.FromHours(2));

        await using var second = new Engine(first.Journal, first.Time, new Outage(left, first.Clock.NowMicros));
        await second.NoteAsync(5);
        Assert.Equal([due, Diary.Absence, Diary.Chime, 5], (await second.EntriesAsync()).Select(entry => entry.Fact.PasswordChanged.Account));
    }
}
