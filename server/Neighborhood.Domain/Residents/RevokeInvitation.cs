using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>Makes an unused invitation worthless.</summary>
public sealed class RevokeInvitation : ICommand<CommunityState, RevokeInvitationRequest, Invitation>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, RevokeInvitationRequest request)
    {
        if (context.State.InvitationNamed(request.Name) is not { } invitation)
        {
            return Refusal.NotFound("name");
        }

        if (invitation.Redeemed || invitation.Revoked)
        {
            return Refusal.WrongState(invitation.Redeemed ? Invitation.Types.State.Redeemed : Invitation.Types.State.Revoked);
        }

        return Decision.Of(new Fact { InvitationRevoked = new InvitationRevoked { Invitation = invitation.Id } });
    }

    /// <inheritdoc/>
    public Reading<Invitation> Answer(QueryContext<CommunityState> context, RevokeInvitationRequest request, IReadOnlyList<Entry> made) =>
        Reading.Of(Invitations.View(context.State, context.State.Residents.Invitations[made[0].Fact.InvitationRevoked.Invitation], context.NowMicros));
}
