using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

/// <summary>An invitation that may be used now.</summary>
/// <param name="Invitation">Its id, which the directory redeems.</param>
/// <param name="Offer">What the invited person is shown.</param>
public sealed record FoundInvitation(long Invitation, InvitationOffer Offer);

/// <summary>Finds an open invitation by its code. Whoever is a member already is refused, so that no invitation is spent in vain.</summary>
/// <param name="codeHash">SHA-256 of the code's secret part.</param>
public sealed class LookUpInvitation(byte[] codeHash) : IQuery<CommunityState, LookUpInvitationRequest, FoundInvitation>
{
    /// <inheritdoc/>
    public Reading<FoundInvitation> Read(QueryContext<CommunityState> context, LookUpInvitationRequest request)
    {
        var state = context.State;
        if (state.Residents.ByCodeHash(codeHash) is not { } invitation || !invitation.IsOpen(context.NowMicros))
        {
            return new Refusal(ErrorReason.InvitationInvalid, "code");
        }

        if (state.Me(context.Caller) is not null)
        {
            return new Refusal(ErrorReason.AlreadyJoined, "code");
        }

        return Reading.Of(new FoundInvitation(
            invitation.Id,
            new InvitationOffer
            {
                CommunityTitle = state.Title,
                DisplayName = state.Person(invitation.Resident).DisplayName,
                ExpiresAt = Times.Timestamp(invitation.ExpiresMicros),
            }));
    }
}
