using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Residents;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Reason = Neighborhood.V1.Entitlement.Types.Reason;

namespace Neighborhood.Domain.Polls;

/// <summary>Tells the caller whether and with what weight they may vote in a poll, and if not, why.</summary>
public sealed class GetMyEntitlement : IQuery<CommunityState, GetMyEntitlementRequest, Entitlement>
{
    /// <inheritdoc/>
    public Reading<Entitlement> Read(QueryContext<CommunityState> context, GetMyEntitlementRequest request)
    {
        if (context.State.Poll(request.Name) is not { } poll)
        {
            return Refusal.NotFound("name");
        }

        var me = context.Me();
        var index = poll.Roll.IndexOf(me.Id);
        if (index < 0)
        {
            return Reading.Of(new Entitlement { Reason = WhyNot(context.State.Residents, poll.Pack.Electorate, me) });
        }

        var row = poll.Roll[index];
        var isOnHold = context.NowMicros < me.VotingHoldUntilMicros;
        return Reading.Of(new Entitlement
        {
            Entitled = !isOnHold,
            AreaCm2 = row.AreaCm2,
            Headcount = row.Heads,
            Reason = isOnHold ? Reason.OnHold : Reason.Unspecified,
            Voted = row.HasVoted,
        });
    }

    /// <summary>Why somebody is not on a roll, as far as the present tells: whoever would be on it today came to it later.</summary>
    private static Reason WhyNot(ResidentsState residents, ElectorateKind electorate, ResidentInfo me) => electorate switch
    {
        ElectorateKind.Seats => me.Roles.HasFlag(Roles.CouncilMember) ? Reason.JoinedLater : Reason.NoSeat,
        ElectorateKind.Residents => me.Roles.HasFlag(Roles.Resident) ? Reason.JoinedLater : Reason.NotAResident,
        _ => WhyNoOwner(residents, me),
    };

    private static Reason WhyNoOwner(ResidentsState residents, ResidentInfo me)
    {
        HouseholdInfo[] owned = [.. me.Owned.Select(id => residents.Households[id])];
        if (owned.Length == 0)
        {
            return Reason.NotAnOwner;
        }

        if (RollDraft.Of(residents, ElectorateKind.Owners).Rows.Voters.Contains(me.Id))
        {
            return Reason.JoinedLater;
        }

        // Co-owners who named one for this part and another for that have named nobody: see RollDraft.
        return owned.Any(household => household.VotingOwner == me.Id || household.VotingOwner == 0) ? Reason.NoVoterNamed : Reason.AnotherOwnerVotes;
    }
}
