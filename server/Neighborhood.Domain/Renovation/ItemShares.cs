using Neighborhood.Domain.Core;
using Neighborhood.Domain.Residents;
using Neighborhood.Rules.Costs;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Renovation;

/// <summary>
/// Among whom the cost of an item is divided. The household is the unit, because the duty goes with the part of the building (民法典 283): whoever owns
/// several parts owes the sum, co-owners owe theirs together, and the developer owes those that are unsold. A share is not stored: it follows from the funding
/// and the households with their areas, which are of the roll as it is now, and from the opening of the poll on it as the ledger sealed them.
/// </summary>
/// <param name="Households">Ascending.</param>
/// <param name="AreasCm2">The area of each.</param>
/// <param name="IsSealed">Whether they stand as the roll was sealed.</param>
internal sealed record ItemShares(long[] Households, long[] AreasCm2, bool IsSealed)
{
    /// <summary>As the item stands.</summary>
    public static ItemShares Of(RollPlaces places, ItemInfo item)
    {
        if (item.Sealed is { } shares)
        {
            return new([.. shares.Households], [.. shares.AreasCm2], IsSealed: true);
        }

        HouseholdInfo[] households = [.. places.In(item.Content.Places)];
        return new([.. households.Select(household => household.Id)], [.. households.Select(household => household.AreaCm2)], IsSealed: false);
    }

    /// <summary>All exclusive area in scope.</summary>
    public long TotalCm2 => AreasCm2.Sum();

    /// <summary>
    /// What each household owes, from its pocket and from its account of the maintenance fund. It takes as long as there are households, so it is done
    /// outside the mailbox.
    /// </summary>
    public (long[] OwnersFen, long[] FundFen) Divide(Funding funding) => TotalCm2 == 0
        ? (new long[AreasCm2.Length], new long[AreasCm2.Length])
        : (CostShares.Divide(funding.OwnersFen, AreasCm2), CostShares.Divide(funding.MaintenanceFundFen, AreasCm2));

    /// <summary>The rows of some of the households, without their amounts, each with where it stands.</summary>
    public IReadOnlyList<(int Index, HouseholdShare Row)> RowsOf(CommunityState state, IEnumerable<long> households) =>
    [
        .. households.Select(id => Array.BinarySearch(Households, id)).Where(index => index >= 0).Select(index => (index, RowOf(state, index))),
    ];

    private HouseholdShare RowOf(CommunityState state, int index)
    {
        var (id, address) = (Households[index], state.Vault.Household(Households[index]));
        return new HouseholdShare
        {
            Household = Names.Of(state.Id, "households", id),
            Building = address?.Building ?? "",
            Unit = address?.Unit ?? "",
            Room = address?.Room ?? "",
            AreaCm2 = AreasCm2[index],
            Unsold = state.Residents.Households[id].Unsold,
        };
    }

    /// <summary>The rows with their amounts.</summary>
    public IEnumerable<HouseholdShare> Rendered(Funding funding, IReadOnlyList<(int Index, HouseholdShare Row)> rows)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        var (owners, fund) = Divide(funding);
        return rows.Select(row => new HouseholdShare(row.Row) { OwnersFen = owners[row.Index], MaintenanceFundFen = fund[row.Index] });
    }
}
