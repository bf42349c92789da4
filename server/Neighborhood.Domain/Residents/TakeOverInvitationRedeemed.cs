using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>Makes the account of the redeemed invitation the resident who was invited.</summary>
internal static class TakeOverInvitationRedeemed
{
    public static Decision Decide(CommunityState state, OutboxItem item)
    {
        var redeemed = item.Fact.InvitationRedeemed;

        // Its time was checked when it was redeemed; a relay that comes late takes nothing away from anybody.
        if (!state.Residents.Invitations.TryGetValue(redeemed.Invitation, out var invitation) || invitation.Revoked || invitation.Redeemed)
        {
            return TakeOver.Refused(item, ErrorReason.InvitationInvalid);
        }

        var resident = state.Residents.Find(invitation.Resident)!;
        if (!resident.IsPresent)
        {
            return TakeOver.Refused(item, ErrorReason.ResidenceEnded);
        }

        if (resident.Account != 0 || state.Residents.ByAccount(redeemed.Account) is { IsPresent: true })
        {
            return TakeOver.Refused(item, ErrorReason.AlreadyJoined);
        }

        return Decision.Of(new Fact
        {
            ResidentJoined = new ResidentJoined
            {
                Resident = resident.Id,
                Account = redeemed.Account,
                Invitation = redeemed.Invitation,
                SourceSequence = item.Sequence,
                HoldUntilMicros = redeemed.HoldUntilMicros,
            },
        });
    }
}
