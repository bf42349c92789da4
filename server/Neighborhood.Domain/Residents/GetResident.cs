using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

/// <summary>A resident, as far as the caller may know.</summary>
public sealed class GetResident : IQuery<CommunityState, GetResidentRequest, Resident>
{
    /// <inheritdoc/>
    public Reading<Resident> Read(QueryContext<CommunityState> context, GetResidentRequest request) =>
        context.State.ResidentNamed(request.Name) is { } resident ? ResidentView.Reading(context, resident.Id) : Refusal.NotFound("name");
}
