using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>Gives a resident a role.</summary>
public sealed class GrantRole : ICommand<CommunityState, GrantRoleRequest, Resident>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, GrantRoleRequest request)
    {
        if (context.State.ResidentNamed(request.Name) is not { } resident)
        {
            return Refusal.NotFound("name");
        }

        if (CannotBeGranted(request.Role) is { } refusal)
        {
            return refusal;
        }

        if (!resident.IsPresent)
        {
            return new Refusal(ErrorReason.ResidenceEnded, "name");
        }

        if (resident.Granted.HasFlag(AccessTable.Of(request.Role)))
        {
            return new Refusal(ErrorReason.RoleUnchanged, "role");
        }

        return Decision.Of(new Fact { RoleGranted = new RoleGranted { Resident = resident.Id, Role = request.Role } });
    }

    /// <inheritdoc/>
    public Reading<Resident> Answer(QueryContext<CommunityState> context, GrantRoleRequest request, IReadOnlyList<Entry> made) =>
        ResidentView.Reading(context, made[0].Fact.RoleGranted.Resident);

    internal static Refusal? CannotBeGranted(Role role) =>
        role > Role.Owner && Enum.IsDefined(role) ? null : Refusal.BadField("role", FieldProblem.RoleNotGranted);
}
