namespace Neighborhood.Client.Watching;

/// <summary>Pauses that double up to a bound, spread by chance so that a thousand watchers do not come back at the same moment.</summary>
internal sealed class ResumeDelay(TimeSpan longest)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);

    private int _failures;

    public void Reset() => _failures = 0;

    /// <summary>The next pause, at least what the server asked for.</summary>
    public TimeSpan Next(TimeSpan? atLeast = null)
    {
        var bound = Math.Min(longest.Ticks, First.Ticks << Math.Min(_failures, 16));
        _failures++;
        var pause = TimeSpan.FromTicks((bound / 2) + Random.Shared.NextInt64((bound / 2) + 1));
        return atLeast is { } asked && asked > pause ? asked : pause;
    }
}
