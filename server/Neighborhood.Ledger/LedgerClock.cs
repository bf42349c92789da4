namespace Neighborhood.Ledger;

/// <summary>
/// The time that ledgers are written by. It watches that the wall clock moves as time really passes: after a jump beyond
/// <see cref="Limits.ClockJumpSeconds"/> writes stop until the operator confirms, for a deadline decided by a wrong clock cannot be taken back.
/// </summary>
public sealed class LedgerClock(TimeProvider time)
{
    private readonly Lock _lock = new();
    private long _wallAnchorMicros = ToMicros(time.GetUtcNow());
    private long _stampAnchor = time.GetTimestamp();
    private bool _jumped;

    /// <summary>The time source.</summary>
    public TimeProvider Provider => time;

    /// <summary>The present in microseconds since 1970.</summary>
    public long NowMicros => ToMicros(time.GetUtcNow());

    /// <summary>Whether the clock jumped and nobody has confirmed it yet.</summary>
    public bool HasJumped
    {
        get
        {
            lock (_lock)
            {
                var now = NowMicros;
                var passed = (long)time.GetElapsedTime(_stampAnchor).TotalMicroseconds;
                if (Math.Abs(now - _wallAnchorMicros - passed) > Limits.ClockJumpSeconds * 1_000_000L)
                {
                    _jumped = true;
                }

                return _jumped;
            }
        }
    }

    /// <summary>The operator accepts the present time.</summary>
    public void Confirm()
    {
        lock (_lock)
        {
            _wallAnchorMicros = NowMicros;
            _stampAnchor = time.GetTimestamp();
            _jumped = false;
        }
    }

    /// <summary>Microseconds since 1970.</summary>
    public static long ToMicros(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks / 10;

    /// <summary>The instant of a number of microseconds since 1970.</summary>
    public static DateTimeOffset FromMicros(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * 10);
}
