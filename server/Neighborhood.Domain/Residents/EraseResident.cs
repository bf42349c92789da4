using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>
/// Removes what is personal of a resident, by staff or by oneself. The facts stay, so every proof does, and what is evidence of a poll stays aside for its
/// time.
/// </summary>
public sealed class EraseResident : ICommand<CommunityState, EraseResidentRequest, Resident>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, EraseResidentRequest request)
    {
        var state = context.State;
        if (state.ResidentNamed(request.Name) is not { } resident)
        {
            return Refusal.NotFound("name");
        }

        if (state.Me(context.Caller)?.Id != resident.Id && !state.RolesOf(context.Caller).HasFlag(Roles.Staff))
        {
            return Refusal.With(ErrorReason.RoleRequired, "roles", Roles.Staff);
        }

        if (resident.Erased)
        {
            return Refusal.WrongState("ERASED");
        }

        return state.IsLastStaff(resident)
            ? new Refusal(ErrorReason.LastStaff, "name")
            : new Decision().End(state, resident).Erase(context, resident, sourceSequence: 0);
    }

    /// <inheritdoc/>
    public Reading<Resident> Answer(QueryContext<CommunityState> context, EraseResidentRequest request, IReadOnlyList<Entry> made) =>
        ResidentView.Reading(context, made[^1].Fact.ResidentErased.Resident);
}
