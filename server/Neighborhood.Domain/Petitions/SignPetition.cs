using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Petition.Types.State;

namespace Neighborhood.Domain.Petitions;

/// <summary>Signs a petition. The signature that reaches the number starts the time to announce the poll.</summary>
public sealed class SignPetition : ICommand<CommunityState, SignPetitionRequest, Petition>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, SignPetitionRequest request)
    {
        if (context.State.Petition(request.Name) is not { } petition)
        {
            return Refusal.NotFound("name");
        }

        return petition.State == State.Open ? PetitionSigning.Sign(context, petition) : Refusal.WrongState(petition.State);
    }

    /// <inheritdoc/>
    public Reading<Petition> Answer(QueryContext<CommunityState> context, SignPetitionRequest request, IReadOnlyList<Entry> made) =>
        PetitionView.Of(context, context.State.Petition(request.Name)!);
}
