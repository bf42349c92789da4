using System.Collections.Immutable;
using Neighborhood.V1;

namespace Neighborhood.Domain.Discussions;

/// <summary>A topic, without its words: they are beside the entry that made it.</summary>
/// <param name="Id">The entry that made it; title and opening text are beside it.</param>
/// <param name="Host">The resident who opened it.</param>
/// <param name="CreatedMicros">Ledger time of its opening in microseconds.</param>
public sealed record TopicInfo(long Id, long Host, long CreatedMicros)
{
    /// <summary>Open, summarised or closed.</summary>
    public Topic.Types.State State { get; init; } = Topic.Types.State.Open;

    /// <summary>Whether it stands before the others in lists.</summary>
    public bool Pinned { get; init; }

    /// <summary>The entry with the newest summary; 0 for none.</summary>
    public long Summary { get; init; }

    /// <summary>The newest post; 0 for none.</summary>
    public long LastPost { get; init; }

    /// <summary>Ledger time of the newest post in microseconds; 0 for none.</summary>
    public long LastPostMicros { get; init; }

    /// <summary>All posts, hidden and redacted ones too.</summary>
    public int PostCount { get; init; }

    /// <summary>Published proposals that were born in it, ascending.</summary>
    public ImmutableArray<long> Proposals { get; init; } = [];

    /// <summary>Whether it takes posts.</summary>
    public bool TakesPosts => State != Topic.Types.State.Closed;
}
