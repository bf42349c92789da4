using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

/// <summary>A community's part of <c>GetMe</c>: what the caller is here, or null for somebody who left.</summary>
public sealed class GetMembership : IQuery<CommunityState, GetMeRequest, Membership?>
{
    /// <inheritdoc/>
    public Reading<Membership?> Read(QueryContext<CommunityState> context, GetMeRequest request)
    {
        var state = context.State;
        if (state.Me(context.Caller) is not { } me)
        {
            return Reading.Of<Membership?>(null);
        }

        return Reading.Of<Membership?>(new Membership
        {
            Community = Names.Community(state.Id),
            CommunityTitle = state.Title,
            Resident = Names.Of(state.Id, "residents", me.Id),
            DisplayName = state.Person(me.Id).DisplayName,
            Roles = { ResidentView.RolesOf(me) },
        });
    }
}
