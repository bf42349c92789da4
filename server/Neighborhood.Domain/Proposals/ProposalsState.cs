using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Proposals;

/// <summary>Proposals, folded from facts.</summary>
public sealed class ProposalsState
{
    private long _sequence;

    internal void Apply(Entry entry)
    {
        _sequence = entry.Sequence;
    }

    internal void ApplyPoll(Entry entry)
    {
        _sequence = Math.Max(_sequence, entry.Sequence);
    }
}
