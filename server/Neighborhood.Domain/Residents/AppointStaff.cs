using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>
/// The operator's way into a community that nobody can open any more: records a new staff member and invites that person, with a reason that the
/// community reads. A sheet that was lost may have been found, so what staff has not used of its own invitations is revoked.
/// </summary>
/// <param name="codes">Writes the code into the answer.</param>
public sealed class AppointStaff(ICodes codes) : ICommand<CommunityState, AppointStaffRequest, AppointStaffResponse>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, AppointStaffRequest request)
    {
        var state = context.State;
        if (request.Parent != Names.Community(state.Id))
        {
            return Refusal.NotFound("parent");
        }

        if ((Texts.Missing(request.DisplayName, "display_name") ?? Texts.Missing(request.Reason, "reason")) is { } refusal)
        {
            return refusal;
        }

        var decision = new Decision();
        foreach (var staff in state.Residents.All.Values.Where(resident => resident.Granted.HasFlag(Access.Roles.Staff)))
        {
            decision.RevokeUnused(state, staff);
        }

        var id = state.Residents.NextResident;
        var (record, commitment) = Sealed.Resident(new ResidentRecord { DisplayName = request.DisplayName.Trim() }, context.Entropy);
        return decision
            .Add(new Fact { ResidentRecorded = new ResidentRecorded { Resident = id, Commitment = commitment } })
            .Add(new Fact { StaffAppointed = new StaffAppointed { Resident = id, Reason = request.Reason.Trim() } })
            .Add(new Fact { RoleGranted = new RoleGranted { Resident = id, Role = Role.Staff } })
            .Invite(context, state.Id, id, context.NowMicros + CreateCommunity.StaffInvitationMicros, byResident: 0)
            .Put(CommunityVault.ResidentKey(id), record);
    }

    /// <inheritdoc/>
    public Reading<AppointStaffResponse> Answer(QueryContext<CommunityState> context, AppointStaffRequest request, IReadOnlyList<Entry> made)
    {
        var invitation = context.State.Residents.Invitations[made[^1].Sequence];
        return Reading.Of(new AppointStaffResponse { Invitation = Invitations.Issued(context.State, codes, invitation, context.NowMicros) });
    }
}
