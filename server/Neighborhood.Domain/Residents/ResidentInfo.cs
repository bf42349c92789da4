using System.Collections.Immutable;
using Neighborhood.Domain.Access;
using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

/// <summary>A person of the community, without anything personal: that is in the vault.</summary>
public sealed record ResidentInfo(long Id)
{
    /// <summary>The account in the directory, or 0 before joining.</summary>
    public long Account { get; init; }

    /// <summary>The household this person lives in, or 0.</summary>
    public long Household { get; init; }

    /// <summary>Households owned, ascending.</summary>
    public ImmutableArray<long> Owned { get; init; } = [];

    /// <summary>Roles granted by staff.</summary>
    public Roles Granted { get; init; }

    /// <summary>Ledger time of joining in microseconds, or 0.</summary>
    public long JoinedMicros { get; init; }

    /// <summary>Ledger time at which the residence ended in microseconds, or 0.</summary>
    public long EndedMicros { get; init; }

    /// <summary>Whether the person was erased.</summary>
    public bool Erased { get; init; }

    /// <summary>Of somebody erased: until when the record is kept aside as evidence; 0 where it is not.</summary>
    public long HeldUntilMicros { get; init; }

    /// <summary>A recovered account does not vote before this time.</summary>
    public long VotingHoldUntilMicros { get; init; }

    /// <summary>The entry of the last completed recovery; 0 for never.</summary>
    public long HoldSequence { get; init; }

    /// <summary>When staff last started a recovery of the account; 0 for never.</summary>
    public long RecoveryMicros { get; init; }

    /// <summary>Whether the residence goes on.</summary>
    public bool IsPresent => EndedMicros == 0;

    /// <summary>Whether a household of the roll is this person's home or property.</summary>
    public bool HasHome => Household != 0 || Owned.Length > 0;

    /// <summary>All roles, granted and derived; none once the residence has ended.</summary>
    /// <remarks>
    /// Whoever staff invited and who joined belongs here, so with neither a home on record nor a role they talk as a resident; but where homes
    /// count, on a roll or an endorsement, they do not.
    /// </remarks>
    public Roles Roles
    {
        get
        {
            if (!IsPresent)
            {
                return Roles.None;
            }

            var roles = Granted | (HasHome ? Roles.Resident : Roles.None) | (Owned.Length > 0 ? Roles.Owner : Roles.None);
            return roles == Roles.None && Account != 0 ? Roles.Resident : roles;
        }
    }

    /// <summary>The households an act of this person can count for: the one lived in first.</summary>
    public IEnumerable<long> Households => Household == 0 ? Owned : Owned.Remove(Household).Insert(0, Household);
}

/// <summary>A household of the roll, without its address: that is in the vault.</summary>
/// <param name="Id">Counted from 1.</param>
/// <param name="AreaCm2">Exclusive area in square centimetres.</param>
/// <param name="AreaSource">Where the area is taken from.</param>
/// <param name="Unsold">Still with the developer.</param>
/// <param name="Owners">Residents who own it, ascending.</param>
/// <param name="VotingOwner">The one who votes for it: the only owner, or the co-owner who is named; 0 where nobody is.</param>
public sealed record HouseholdInfo(long Id, long AreaCm2, AreaSource AreaSource, bool Unsold, ImmutableArray<long> Owners, long VotingOwner);

/// <summary>An invitation, single use.</summary>
public sealed record InvitationInfo(long Id, long Resident, long CreatedMicros, long ExpiresMicros, long ByResident)
{
    /// <summary>Whether it was revoked.</summary>
    public bool Revoked { get; init; }

    /// <summary>Whether it was used.</summary>
    public bool Redeemed { get; init; }

    /// <summary>Whether it may be used at this time.</summary>
    public bool IsOpen(long nowMicros) => !Revoked && !Redeemed && nowMicros < ExpiresMicros;
}
