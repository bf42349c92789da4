using Neighborhood.Domain.Core;

namespace Neighborhood.Domain.Residents;

/// <summary>Finds things by resource name. Another community's name is nobody's name here.</summary>
internal static class Lookup
{
    public static ResidentInfo? ResidentNamed(this CommunityState state, string name) =>
        state.IsOwn(name) ? state.Residents.Find(Names.IdIn(name, "residents")) : null;

    public static HouseholdInfo? HouseholdNamed(this CommunityState state, string name) =>
        state.IsOwn(name) ? state.Residents.Households.GetValueOrDefault(Names.IdIn(name, "households")) : null;

    public static InvitationInfo? InvitationNamed(this CommunityState state, string name) =>
        state.IsOwn(name) ? state.Residents.Invitations.GetValueOrDefault(Names.IdIn(name, "invitations")) : null;

    private static bool IsOwn(this CommunityState state, string name) => Names.CommunityIn(name) == state.Id;
}
