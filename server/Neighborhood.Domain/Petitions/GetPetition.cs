using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Petitions;

/// <summary>Reads one petition.</summary>
public sealed class GetPetition : IQuery<CommunityState, GetPetitionRequest, Petition>
{
    /// <inheritdoc/>
    public Reading<Petition> Read(QueryContext<CommunityState> context, GetPetitionRequest request) =>
        context.State.Petition(request.Name) is { } petition ? PetitionView.Of(context, petition) : Refusal.NotFound("name");
}
