namespace Neighborhood.Domain.Proposals;

/// <summary>Where a proposal stands in a list: the newest first.</summary>
/// <param name="Rank">The entry that published it, or drafted it.</param>
/// <param name="Id">The proposal.</param>
public readonly record struct ProposalPlace(long Rank, long Id) : IComparable<ProposalPlace>
{
    /// <inheritdoc/>
    public int CompareTo(ProposalPlace other) => (other.Rank, other.Id).CompareTo((Rank, Id));

    /// <summary>Stands before.</summary>
    public static bool operator <(ProposalPlace left, ProposalPlace right) => left.CompareTo(right) < 0;

    /// <summary>Stands behind.</summary>
    public static bool operator >(ProposalPlace left, ProposalPlace right) => left.CompareTo(right) > 0;

    /// <summary>Stands before, or is the same.</summary>
    public static bool operator <=(ProposalPlace left, ProposalPlace right) => left.CompareTo(right) <= 0;

    /// <summary>Stands behind, or is the same.</summary>
    public static bool operator >=(ProposalPlace left, ProposalPlace right) => left.CompareTo(right) >= 0;
}
