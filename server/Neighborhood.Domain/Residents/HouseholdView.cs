using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

/// <summary>A household with its address and owners.</summary>
public static class HouseholdView
{
    /// <summary>The present state.</summary>
    public static Household Of(CommunityState state, HouseholdInfo household)
    {
        var address = state.Vault.Household(household.Id);
        return new Household
        {
            Name = Names.Of(state.Id, "households", household.Id),
            Building = address?.Building ?? "",
            Unit = address?.Unit ?? "",
            Room = address?.Room ?? "",
            AreaCm2 = household.AreaCm2,
            AreaSource = household.AreaSource,
            Unsold = household.Unsold,
            Owners = { household.Owners.Select(state.Person) },
            VotingOwner = household.VotingOwner == 0 ? null : state.Person(household.VotingOwner),
        };
    }
}
