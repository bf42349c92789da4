using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Discussions;

/// <summary>Topics and posts, folded from facts.</summary>
public sealed class DiscussionsState
{
    private long _sequence;

    internal void Apply(Entry entry)
    {
        _sequence = entry.Sequence;
    }

    /// <summary>The topic of a post.</summary>
    public long TopicOf(long post) => Math.Min(post, _sequence);

    internal void ApplyProposal(Entry entry)
    {
        _sequence = Math.Max(_sequence, entry.Sequence);
    }
}
