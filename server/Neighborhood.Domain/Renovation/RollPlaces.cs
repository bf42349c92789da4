using Neighborhood.Domain.Residents;
using Neighborhood.V1;

namespace Neighborhood.Domain.Renovation;

/// <summary>Which households of the roll stand at which building and unit, as their addresses are now.</summary>
internal sealed class RollPlaces
{
    private readonly CommunityState _state;
    private readonly Lazy<ILookup<string, (string Unit, HouseholdInfo Household)>> _byBuilding;

    public RollPlaces(CommunityState state)
    {
        _state = state;
        _byBuilding = new(() => state.Residents.Households.Values
            .Select(household => (Address: state.Vault.Household(household.Id), Household: household))
            .Where(one => one.Address is not null)
            .ToLookup(one => one.Address!.Building, one => (one.Address!.Unit, one.Household)));
    }

    /// <summary>Whether anybody lives there.</summary>
    public bool Has(BuildingPlace place) => At(place).Any();

    /// <summary>The households in scope, ascending; all of them where no place is named.</summary>
    public IEnumerable<HouseholdInfo> In(IReadOnlyCollection<BuildingPlace> places) => places.Count == 0
        ? _state.Residents.Households.Values
        : places.SelectMany(At).DistinctBy(household => household.Id).OrderBy(household => household.Id);

    /// <summary>Their exclusive area in square centimetres.</summary>
    public long AreaOf(IReadOnlyCollection<BuildingPlace> places) => In(places).Sum(household => household.AreaCm2);

    private IEnumerable<HouseholdInfo> At(BuildingPlace place) => _byBuilding.Value[place.Building]
        .Where(one => place.Unit.Length == 0 || one.Unit == place.Unit)
        .Select(one => one.Household);
}
