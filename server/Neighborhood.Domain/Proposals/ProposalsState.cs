using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Proposals;

/// <summary>Proposals, folded from facts.</summary>
public sealed class ProposalsState
{
    internal void Apply(Entry entry)
    {
    }

    internal void ApplyPoll(Entry entry)
    {
    }
}
