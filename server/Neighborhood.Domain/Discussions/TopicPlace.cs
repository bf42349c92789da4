namespace Neighborhood.Domain.Discussions;

/// <summary>Where a topic stands in an ordered list: pinned ones first, then by descending rank, then the younger first.</summary>
/// <param name="Pinned">Whether it is pinned.</param>
/// <param name="Rank">What the list is ordered by.</param>
/// <param name="Id">The topic.</param>
public readonly record struct TopicPlace(bool Pinned, long Rank, long Id) : IComparable<TopicPlace>
{
    /// <inheritdoc/>
    public int CompareTo(TopicPlace other) => (other.Pinned, other.Rank, other.Id).CompareTo((Pinned, Rank, Id));

    /// <summary>Stands before.</summary>
    public static bool operator <(TopicPlace left, TopicPlace right) => left.CompareTo(right) < 0;

    /// <summary>Stands behind.</summary>
    public static bool operator >(TopicPlace left, TopicPlace right) => left.CompareTo(right) > 0;

    /// <summary>Stands before, or is the same.</summary>
    public static bool operator <=(TopicPlace left, TopicPlace right) => left.CompareTo(right) <= 0;

    /// <summary>Stands behind, or is the same.</summary>
    public static bool operator >=(TopicPlace left, TopicPlace right) => left.CompareTo(right) >= 0;
}
