namespace Neighborhood.Domain.Core;

/// <summary>
/// When each person did something within the last hour. It keeps what lies within an hour of that person's newest act and nothing older,
/// which is never more than the limit that let those acts pass.
/// </summary>
public sealed class HourlyCounts
{
    private readonly Dictionary<long, Queue<long>> _times = [];

    /// <summary>Refuses one act more than the limit, with the time when the next is allowed.</summary>
    public Refusal? Check(long person, long nowMicros, int limit)
    {
        var recent = _times.TryGetValue(person, out var times) ? times.Where(time => time > nowMicros - Times.HourMicros).ToList() : [];
        if (recent.Count < limit)
        {
            return null;
        }

        var allowed = recent[recent.Count - limit] + Times.HourMicros;
        return Refusal.With(V1.ErrorReason.PostingTooFast, "time_micros", allowed, retryAfterMicros: allowed - nowMicros);
    }

    internal void Add(long person, long timeMicros)
    {
        if (!_times.TryGetValue(person, out var times))
        {
            _times[person] = times = new();
        }

        while (times.TryPeek(out var oldest) && oldest <= timeMicros - Times.HourMicros)
        {
            times.Dequeue();
        }

        times.Enqueue(timeMicros);
    }
}
