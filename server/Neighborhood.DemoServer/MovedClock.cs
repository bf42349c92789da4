namespace Neighborhood.DemoServer;

/// <summary>The clock of a demonstration: real time, and what was moved on besides. Pauses are real.</summary>
internal sealed class MovedClock : TimeProvider
{
    private long _ticks;

    /// <summary>By how much it is ahead of the real time.</summary>
    public TimeSpan Ahead => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

    /// <summary>Moves with the clock, so that ledgers see time that passed and not a clock that was set wrong.</summary>
    public override long GetTimestamp() => base.GetTimestamp() + (long)(Ahead.TotalSeconds * TimestampFrequency);

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
