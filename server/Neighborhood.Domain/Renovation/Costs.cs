using Neighborhood.V1;

namespace Neighborhood.Domain.Renovation;

/// <summary>What an item costs, and whom.</summary>
internal static class Costs
{
    /// <summary>All of it, in fen.</summary>
    public static long Of(Funding funding) => PartsOf(funding).Sum(part => part.Fen);

    /// <summary>What comes from the owners' pockets and from their accounts of the maintenance fund.</summary>
    public static long OfOwners(Funding funding) => funding.OwnersFen + funding.MaintenanceFundFen;

    /// <summary>Each part by the name of its field.</summary>
    public static (string Field, long Fen)[] PartsOf(Funding funding) =>
    [
        ("government_fen", funding.GovernmentFen),
        ("owners_fen", funding.OwnersFen),
        ("maintenance_fund_fen", funding.MaintenanceFundFen),
        ("enterprise_fen", funding.EnterpriseFen),
    ];
}
