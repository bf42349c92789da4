namespace Neighborhood.Ledger.LiteDb;

/// <summary>
/// How often something that fails is tried: at once after a first failure, then after 50 ms, doubling up to 2 s until it succeeds. A full
/// disk thus costs a few attempts, not a storm.
/// </summary>
internal sealed class Pause(TimeProvider time)
{
    private const int FirstMilliseconds = 50;
    private const int LongestMilliseconds = 2000;

    private readonly Lock guard = new();
    private int failures;
    private long last;

    /// <summary>How long until the next attempt; zero or less when it may be made.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (guard)
            {
                if (failures < 2) return TimeSpan.Zero;
                var pause = Math.Min(LongestMilliseconds, FirstMilliseconds << Math.Min(failures - 2, 10));
                return TimeSpan.FromMilliseconds(pause) - time.GetElapsedTime(last);
            }
        }
    }

    /// <summary>It failed once more.</summary>
    public void Fail()
    {
        lock (guard)
        {
            failures++;
            last = time.GetTimestamp();
        }
    }

    /// <summary>It succeeded.</summary>
    public void Succeed()
    {
        lock (guard)
        {
            failures = 0;
        }
    }
}
