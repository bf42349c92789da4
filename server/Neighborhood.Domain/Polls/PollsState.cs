using Neighborhood.Domain.Core;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>Polls, folded from facts.</summary>
public sealed class PollsState
{
    /// <summary>When a poll opens or closes next, in microseconds, or null.</summary>
    public long? NextDueMicros { get; private set; }

    internal void Apply(Entry entry, ReadOnlySpan<byte> leafHash)
    {
        NextDueMicros = null;
    }

    internal Decision DecideDue(CommunityState state, long dueMicros, long nextSequence, Entropy entropy) => NextDueMicros is null ? new() : Decision.Of(new Fact());

    internal Decision? DecideOutage(long fromMicros, long untilMicros, long nextSequence) => NextDueMicros is null ? null : new();

    /// <summary>Polls that are open.</summary>
    public IEnumerable<long> Open => NextDueMicros is null ? [] : [1];

    /// <summary>Who has voted, by headcount and by area in square centimetres.</summary>
    public (long Headcount, long AreaCm2) Voted(long poll) => (NextDueMicros ?? 0, poll);

    /// <summary>When the last ballot of a poll was cast.</summary>
    public long LastBallotMicros(long poll) => NextDueMicros ?? poll;
}
