using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>Takes a granted role away. A community keeps at least one staff member.</summary>
public sealed class RevokeRole : ICommand<CommunityState, RevokeRoleRequest, Resident>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, RevokeRoleRequest request)
    {
        var state = context.State;
        if (state.ResidentNamed(request.Name) is not { } resident)
        {
            return Refusal.NotFound("name");
        }

        if (GrantRole.CannotBeGranted(request.Role) is { } refusal)
        {
            return refusal;
        }

        if (!resident.Granted.HasFlag(AccessTable.Of(request.Role)))
        {
            return new Refusal(ErrorReason.RoleUnchanged, "role");
        }

        if (request.Role == Role.Staff && state.IsLastStaff(resident))
        {
            return new Refusal(ErrorReason.LastStaff, "name");
        }

        return Decision.Of(new Fact { RoleRevoked = new RoleRevoked { Resident = resident.Id, Role = request.Role } });
    }

    /// <inheritdoc/>
    public Reading<Resident> Answer(QueryContext<CommunityState> context, RevokeRoleRequest request, IReadOnlyList<Entry> made) =>
        ResidentView.Reading(context, made[0].Fact.RoleRevoked.Resident);
}
