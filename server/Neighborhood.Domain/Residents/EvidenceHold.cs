using Neighborhood.Domain.Core;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>
/// Keeps the record of an erased voter aside while a poll may be challenged: the roll only commits to it, and without it nobody could show any more who
/// was on the roll. Named scrutineers of the poll alone read it. Its erasure follows by itself.
/// </summary>
internal static class EvidenceHold
{
    /// <summary>Holds what is about to be erased, where a poll needs it.</summary>
    public static void Keep(Decision decision, CommunityState state, ResidentInfo resident, long nowMicros)
    {
        var until = state.Polls.EvidenceUntilMicros(resident.Id);
        if (until > nowMicros && state.Vault.Resident(resident.Id) is { } record)
        {
            decision.Put(CommunityVault.HeldKey(resident.Id), record);
            decision.Add(Held(resident.Id, until));
        }
    }

    /// <summary>Erases the first record whose hold is over, or holds it on where a close was put off since.</summary>
    public static Decision DecideDue(CommunityState state, long dueMicros)
    {
        var resident = state.Residents.NextReleased;
        var until = state.Polls.EvidenceUntilMicros(resident);
        if (until > dueMicros)
        {
            return Decision.Of(Held(resident, until));
        }

        var decision = Decision.Of(new Fact { EvidenceReleased = new() { Resident = resident } });
        decision.VaultErasures.Add(CommunityVault.HeldKey(resident));
        return decision;
    }

    private static Fact Held(long resident, long untilMicros) => new() { EvidenceHeld = new() { Resident = resident, UntilMicros = untilMicros } };
}
