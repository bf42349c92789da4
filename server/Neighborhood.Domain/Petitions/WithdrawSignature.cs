using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Petition.Types.State;

namespace Neighborhood.Domain.Petitions;

/// <summary>Takes a signature back. Once enough have signed all of them stand: what follows from them has begun.</summary>
public sealed class WithdrawSignature : ICommand<CommunityState, WithdrawSignatureRequest, Petition>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, WithdrawSignatureRequest request)
    {
        if (context.State.Petition(request.Name) is not { } petition)
        {
            return Refusal.NotFound("name");
        }

        if (petition.State != State.Open)
        {
            return Refusal.WrongState(petition.State);
        }

        var me = context.Me().Id;
        return petition.Signatures.ContainsKey(me)
            ? Decision.Of(new Fact { PetitionSignatureWithdrawn = new() { Petition = petition.Id, Resident = me } })
            : new Refusal(ErrorReason.NotSigned);
    }

    /// <inheritdoc/>
    public Reading<Petition> Answer(QueryContext<CommunityState> context, WithdrawSignatureRequest request, IReadOnlyList<Entry> made) =>
        PetitionView.Of(context, context.State.Petition(request.Name)!);
}
