using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>Founds the community with its first staff member and that person's invitation.</summary>
internal static class TakeOverCommunityRegistered
{
    private const long FirstStaff = 1;

    public static Decision Decide(CommandContext<CommunityState> context, OutboxItem item)
    {
        if (context.State.Id.Length > 0)
        {
            return TakeOver.Refused(item, ErrorReason.CommunityExists);
        }

        var registered = item.Fact.CommunityRegistered;
        var founded = new CommunityFounded
        {
            CommunityId = registered.CommunityId,
            Title = registered.Title,
            Settings = registered.Settings,
            SourceSequence = item.Sequence,
            Number = registered.Number,
        };
        return Decision.Of(new Fact { CommunityFounded = founded })
            .Add(new Fact { ResidentRecorded = new ResidentRecorded { Resident = FirstStaff, Commitment = registered.StaffCommitment } })
            .Add(new Fact { RoleGranted = new RoleGranted { Resident = FirstStaff, Role = Role.Staff } })
            .Invite(context, registered.CommunityId, FirstStaff, registered.InvitationExpiresMicros, byResident: 0)
            .Put(CommunityVault.ResidentKey(FirstStaff), item.Staff ?? new ResidentRecord());
    }
}
