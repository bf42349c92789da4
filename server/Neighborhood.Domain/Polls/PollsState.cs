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

    internal Decision DecideDue(CommandContext<long> context) => NextDueMicros is null ? new() : Decision.Of(new Fact());
}
