using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Discussions;

/// <summary>Topics and posts, folded from facts.</summary>
public sealed class DiscussionsState
{
    internal void Apply(Entry entry)
    {
    }

    internal void ApplyProposal(Entry entry)
    {
    }
}
