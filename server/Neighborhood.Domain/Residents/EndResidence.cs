using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>
/// Ends a residence: roles and the unused invitation end with it, ballots already cast stay. The roll still says who owns what; the next import
/// records an owner who is still on it anew.
/// </summary>
public sealed class EndResidence : ICommand<CommunityState, EndResidenceRequest, Resident>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, EndResidenceRequest request)
    {
        var state = context.State;
        if (state.ResidentNamed(request.Name) is not { } resident)
        {
            return Refusal.NotFound("name");
        }

        if (!resident.IsPresent)
        {
            return new Refusal(ErrorReason.ResidenceEnded, "name");
        }

        return state.IsLastStaff(resident) ? new Refusal(ErrorReason.LastStaff, "name") : new Decision().End(state, resident);
    }

    /// <inheritdoc/>
    public Reading<Resident> Answer(QueryContext<CommunityState> context, EndResidenceRequest request, IReadOnlyList<Entry> made) =>
        ResidentView.Reading(context, made[^1].Fact.ResidenceEnded.Resident);
}
