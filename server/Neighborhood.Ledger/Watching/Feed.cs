using Neighborhood.Domain.Core;

namespace Neighborhood.Ledger.Watching;

/// <summary>
/// The newest events of one ledger. A watcher has no queue of its own, only a place in this ring: a slow one costs nothing, and one that
/// falls off its end reads from disk. Numbers that change with every ballot are told at most once a second.
/// </summary>
public sealed class Feed : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FeedEvent[] _ring = new FeedEvent[Limits.FeedEventsCount];
    private readonly Dictionary<string, FeedEvent> _coalesced = [];
    private readonly ITimer _timer;
    private TaskCompletionSource _pulse = NewPulse();
    private long _next;
    private long _size;
    private long _ringFrom;
    private bool _timerArmed;
    private bool _ended;

    internal Feed(TimeProvider time) => _timer = time.CreateTimer(_ => TellCoalesced(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>Everything of the ledger up to this size is in the ring or was before <see cref="RingFrom"/>.</summary>
    internal long Size
    {
        get
        {
            lock (_lock)
            {
                return _size;
            }
        }
    }

    /// <summary>Starts at a ledger's size when it was loaded: earlier events are on disk.</summary>
    internal void Start(long size)
    {
        lock (_lock)
        {
            (_size, _ringFrom) = (size, size);
        }
    }

    /// <summary>Events that have become durable.</summary>
    internal void Publish(IReadOnlyList<FeedEvent> events, long size)
    {
        TaskCompletionSource? pulse = null;
        lock (_lock)
        {
            _size = size;
            foreach (var told in events)
            {
                if (told.Coalesced)
                {
                    _coalesced[told.Response.Resource] = told;
                    continue;
                }

                Push(told);
                pulse = _pulse;
            }

            if (_coalesced.Count > 0 && !_timerArmed)
            {
                _timerArmed = true;
                _timer.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
            }

            if (pulse is not null)
            {
                _pulse = NewPulse();
            }
        }

        pulse?.TrySetResult();
    }

    /// <summary>Where a watcher from <paramref name="sequence"/> begins; null where its beginning is only on disk.</summary>
    internal long? PlaceOf(long sequence)
    {
        lock (_lock)
        {
            if (sequence < _ringFrom)
            {
                return null;
            }

            var place = _next;
            while (place > 0 && place > _next - _ring.Length && _ring[(place - 1) % _ring.Length].Response.Sequence >= sequence)
            {
                place--;
            }

            return place;
        }
    }

    /// <summary>The events from a place on, the next place, and what completes when there are more; null where the place fell off the ring.</summary>
    internal (IReadOnlyList<FeedEvent> Events, long Next, Task More, bool Ended)? From(long place)
    {
        lock (_lock)
        {
            if (place < _next - _ring.Length)
            {
                return null;
            }

            var events = new FeedEvent[_next - place];
            for (var i = 0; i < events.Length; i++)
            {
                events[i] = _ring[(place + i) % _ring.Length];
            }

            return (events, _next, _pulse.Task, _ended);
        }
    }

    /// <summary>Wakes everybody: the ledger is loaded anew, or the server stops.</summary>
    internal void End()
    {
        lock (_lock)
        {
            _ended = true;
            _pulse.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void TellCoalesced()
    {
        TaskCompletionSource pulse;
        lock (_lock)
        {
            _timerArmed = false;
            foreach (var told in _coalesced.Values)
            {
                // Told late, so it stands at the end: a watcher's sequence never goes back.
                var response = told.Response.Clone();
                response.Sequence = _size - 1;
                Push(told with { Response = response });
            }

            _coalesced.Clear();
            pulse = _pulse;
            _pulse = NewPulse();
        }

        pulse.TrySetResult();
    }

    private void Push(FeedEvent told)
    {
        if (_next >= _ring.Length)
        {
            _ringFrom = _ring[_next % _ring.Length].Response.Sequence + 1;
        }

        _ring[_next % _ring.Length] = told;
        _next++;
    }

    private static TaskCompletionSource NewPulse() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
