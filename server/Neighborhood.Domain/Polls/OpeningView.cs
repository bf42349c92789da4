using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>What a commitment hides, as the contract shows it.</summary>
internal static class OpeningView
{
    public static BallotOpening Of(RollRow row, SideItem side) => new()
    {
        Ordinal = row.Ordinal,
        Sequence = row.Sequence,
        Voter = row.Voter,
        Choice = side.Data,
        Salt = side.Salt,
    };
}
