using Neighborhood.V1;

namespace Neighborhood.Ledger.Tests.Engine;

/// <summary>A request that comes twice is done once, for 24 hours of ledger time and across restarts.</summary>
public sealed class RepeatTests
{
    private static readonly Guid Id = Guid.NewGuid();

    [Fact]
    public async Task A_repeat_is_answered_from_the_facts_it_made_and_does_nothing()
    {
        await using var engine = new Engine();
        await engine.NoteAsync(1);
        var first = await engine.NoteAsync([2, 3], 0, Id);
        await engine.NoteAsync(4);
        Assert.Equal("1+2", first.Value);
        Assert.Equal("1+2", (await engine.NoteAsync([2, 3], 0, Id)).Value);
        Assert.Equal(4, (await engine.EntriesAsync()).Count);
    }

    [Fact]
    public async Task A_repeat_waits_until_what_it_repeats_is_durable()
    {
        await using var engine = new Engine();
        engine.Journal.HoldAppends();
        var notes = new[] { engine.NoteAsync(2, Id), engine.NoteAsync(2, Id) };
        Assert.All(notes, note => Assert.False(note.IsCompleted));
        engine.Journal.ReleaseAppends();
        Assert.All(await Task.WhenAll(notes), outcome => Assert.Equal("0+1", outcome.Value));
    }

    [Fact]
    public async Task The_same_id_with_another_body_is_refused()
    {
        await using var engine = new Engine();
        await engine.NoteAsync(1, Id);
        Assert.Equal(ErrorReason.RequestIdReused, (await engine.NoteAsync(2, Id)).Refusal!.Reason);
    }

    [Fact]
    public async Task A_repeat_is_known_for_24_hours_of_ledger_time_also_after_a_restart_and_not_for_ever()
    {
        await using var first = new Engine();
        await first.NoteAsync(1, Id);
        first.Time.Advance(TimeSpan.FromHours(Limits.RequestMemoryHours));
        await first.NoteAsync(2, Guid.NewGuid());
        Assert.Equal("0+1", (await first.NoteAsync(1, Id)).Value);

        await using var second = new Engine(first.Journal, first.Time);
        Assert.Equal("0+1", (await second.NoteAsync(1, Id)).Value);
        Assert.Equal(ErrorReason.RequestIdReused, (await second.NoteAsync(5, Id)).Refusal!.Reason);

        second.Time.Advance(TimeSpan.FromHours(Limits.RequestMemoryHours + 1));
        await second.NoteAsync(3, Guid.NewGuid());
        second.Time.Advance(TimeSpan.FromHours(Limits.RequestMemoryHours + 1));
        await second.NoteAsync(4, Guid.NewGuid());
        Assert.Equal("4+1", (await second.NoteAsync(1, Id)).Value);
    }
}
