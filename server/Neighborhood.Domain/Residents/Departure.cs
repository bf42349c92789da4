using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>What every end of a residence does.</summary>
public static class Departure
{
    /// <summary>Revokes the unused invitation and ends the residence, where they are not past already.</summary>
    public static Decision End(this Decision decision, CommunityState state, ResidentInfo resident)
    {
        decision.RevokeUnused(state, resident);
        return resident.IsPresent ? decision.Add(new Fact { ResidenceEnded = new ResidenceEnded { Resident = resident.Id } }) : decision;
    }

    /// <summary>Erases the resident's record; what is evidence of a poll is kept aside for its time.</summary>
    public static Decision Erase(this Decision decision, CommandContext<CommunityState> context, ResidentInfo resident, long sourceSequence)
    {
        EvidenceHold.Keep(decision, context.State, resident, context.NowMicros);
        decision.VaultErasures.Add(CommunityVault.ResidentKey(resident.Id));
        return decision.Add(new Fact { ResidentErased = new ResidentErased { Resident = resident.Id, SourceSequence = sourceSequence } });
    }

    /// <summary>Whether the community would be left without staff.</summary>
    public static bool IsLastStaff(this CommunityState state, ResidentInfo resident) =>
        resident.Granted.HasFlag(Roles.Staff) && state.Residents.StaffCount == 1;
}
