using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>How invitations are made and shown. The code is an HMAC of the invitation's id, so nobody needs to keep it.</summary>
internal static class Invitations
{
    public static string CodeOf(ICodes codes, string community, long invitation) => codes.CodeFor("invitation", Names.Community(community), invitation);

    /// <summary>Adds the fact that invites a resident; its id is the sequence it will have.</summary>
    public static Decision Invite<TState>(
        this Decision decision, CommandContext<TState> context, string community, long resident, long expiresMicros, long byResident)
    {
        var code = CodeOf(context.Codes, community, context.NextSequence + decision.Facts.Count);
        return decision.Add(new Fact
        {
            InvitationIssued = new InvitationIssued
            {
                Resident = resident,
                CodeHash = UnsafeByteOperations.UnsafeWrap(context.Codes.HashOf(code)),
                ExpiresMicros = expiresMicros,
                ByResident = byResident,
            },
        });
    }

    /// <summary>Revokes the invitation that a resident has not used, where there is one.</summary>
    public static Decision RevokeUnused(this Decision decision, CommunityState state, ResidentInfo resident) =>
        state.Residents.UnusedInvitationOf(resident.Id) is { } invitation
            ? decision.Add(new Fact { InvitationRevoked = new InvitationRevoked { Invitation = invitation.Id } })
            : decision;

    public static IssuedInvitation Issued(CommunityState state, ICodes codes, InvitationInfo invitation, long nowMicros) => new()
    {
        Invitation = View(state, invitation, nowMicros),
        Code = new InvitationCode(state.Number, CodeOf(codes, state.Id, invitation.Id)).Format(),
    };

    public static Invitation View(CommunityState state, InvitationInfo invitation, long nowMicros) => new()
    {
        Name = Names.Of(state.Id, "invitations", invitation.Id),
        Resident = state.Person(invitation.Resident),
        State = StateOf(invitation, nowMicros),
        CreateTime = Times.Timestamp(invitation.CreatedMicros),
        ExpiresAt = Times.Timestamp(invitation.ExpiresMicros),
        Address = AddressOf(state, invitation.Resident),
        IssuedBy = invitation.ByResident == 0 ? null : state.Person(invitation.ByResident),
    };

    private static Invitation.Types.State StateOf(InvitationInfo invitation, long nowMicros) => invitation switch
    {
        { Redeemed: true } => Invitation.Types.State.Redeemed,
        { Revoked: true } => Invitation.Types.State.Revoked,
        _ => nowMicros < invitation.ExpiresMicros ? Invitation.Types.State.Open : Invitation.Types.State.Expired,
    };

    private static string AddressOf(CommunityState state, long resident)
    {
        var household = state.Residents.Find(resident)!.Households.FirstOrDefault();
        return state.Vault.Household(household) is { } address
            ? string.Join(' ', new[] { address.Building, address.Unit, address.Room }.Where(part => part.Length > 0))
            : "";
    }
}
