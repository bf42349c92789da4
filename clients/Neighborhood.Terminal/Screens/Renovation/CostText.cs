using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>Who pays for an item, whom it concerns, and what a household owes, in words.</summary>
public static class CostText
{
    /// <summary>The parts that are paid, in the order of the menu: "财政补助 ¥200,000.00 · 业主分摊 ¥100,000.00".</summary>
    public static string FundingOf(Funding funding, Words words) => string.Join(
        " · ",
        new[]
        {
            ("funding_government", funding.GovernmentFen), ("funding_owners", funding.OwnersFen),
            ("funding_maintenance_fund", funding.MaintenanceFundFen), ("funding_enterprise", funding.EnterpriseFen),
        }.Where(part => part.Item2 > 0).Select(part => $"{words[part.Item1]} {Amounts.Money(part.Item2)}"));

    /// <summary>All parts together, in fen.</summary>
    public static long TotalOf(Funding funding) => funding.GovernmentFen + funding.OwnersFen + funding.MaintenanceFundFen + funding.EnterpriseFen;

    /// <summary>Whether owners pay anything, from their pockets or from the fund.</summary>
    public static bool IsShared(Funding funding) => funding.OwnersFen + funding.MaintenanceFundFen > 0;

    /// <summary>The buildings and units in scope.</summary>
    public static string PlacesOf(IReadOnlyCollection<BuildingPlace> places, Words words) => places.Count == 0
        ? words["places_all"]
        : string.Join(words["places_between"], places.Select(place => place.Unit.Length == 0
            ? words.Say("place_building", place.Building)
            : words.Say("place_unit", place.Building, place.Unit)));

    /// <summary>What all households of the reader owe of it, both parts together, in fen.</summary>
    public static long MineFen(RenovationItem item) => item.MyShares.Sum(share => share.OwnersFen + share.MaintenanceFundFen);

    /// <summary>An item with what the reader owes of it: "改造项目“加装电梯”，您家分摊 ¥33,333.34".</summary>
    public static string OfMine(RenovationItem item, Words words) => item.MyShares.Count == 0 || !IsShared(item.Funding)
        ? words.Say("item_named", item.Title)
        : words.Say("item_named_share", item.Title, Amounts.Money(MineFen(item)));

    /// <summary>One share: "¥33,333.34 + 维修资金 ¥0.34".</summary>
    public static string ShareOf(HouseholdShare share, Words words) => share.MaintenanceFundFen == 0
        ? Amounts.Money(share.OwnersFen)
        : words.Say("share_with_fund", Amounts.Money(share.OwnersFen), Amounts.Money(share.MaintenanceFundFen));

    /// <summary>Where a household is: building-unit-room.</summary>
    public static string HomeOf(HouseholdShare share) => $"{share.Building}-{share.Unit}-{share.Room}";
}
