using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

/// <summary>A household: for staff and contact cadres any, for everybody else one's own. Who lives where is nobody else's business.</summary>
public sealed class GetHousehold : IQuery<CommunityState, GetHouseholdRequest, Household>
{
    /// <inheritdoc/>
    public Reading<Household> Read(QueryContext<CommunityState> context, GetHouseholdRequest request)
    {
        var state = context.State;
        if (state.HouseholdNamed(request.Name) is not { } household || !MaySee(state, context.Caller, household.Id))
        {
            return Refusal.NotFound("name");
        }

        return Reading.Of(HouseholdView.Of(state, household));
    }

    private static bool MaySee(CommunityState state, Caller caller, long household) =>
        (state.RolesOf(caller) & (Roles.Staff | Roles.ContactCadre)) != 0 || (state.Me(caller)?.Households.Contains(household) ?? false);
}
