using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>Names the co-owner who votes for a household.</summary>
public sealed class NameVotingOwner : ICommand<CommunityState, NameVotingOwnerRequest, Household>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, NameVotingOwnerRequest request)
    {
        var state = context.State;
        if (state.HouseholdNamed(request.Name) is not { } household)
        {
            return Refusal.NotFound("name");
        }

        if (state.ResidentNamed(request.VotingOwner) is not { IsPresent: true } owner || !household.Owners.Contains(owner.Id))
        {
            return Refusal.BadField("voting_owner", FieldProblem.NotAnOwnerHere);
        }

        if (household.VotingOwner == owner.Id)
        {
            return new Refusal(ErrorReason.NothingChanged);
        }

        return Decision.Of(new Fact { VotingOwnerNamed = new VotingOwnerNamed { Household = household.Id, VotingOwner = owner.Id } });
    }

    /// <inheritdoc/>
    public Reading<Household> Answer(QueryContext<CommunityState> context, NameVotingOwnerRequest request, IReadOnlyList<Entry> made) =>
        Reading.Of(HouseholdView.Of(context.State, context.State.Residents.Households[made[0].Fact.VotingOwnerNamed.Household]));
}
