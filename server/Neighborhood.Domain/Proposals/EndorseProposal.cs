using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Proposal.Types.State;

namespace Neighborhood.Domain.Proposals;

/// <summary>附议: endorses a proposal for one household of the caller. The one that reaches the threshold puts it on the council's table.</summary>
public sealed class EndorseProposal : ICommand<CommunityState, EndorseProposalRequest, Proposal>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, EndorseProposalRequest request)
    {
        if (context.Proposal(request.Name) is not { } proposal)
        {
            return Refusal.NotFound("name");
        }

        if (ProposalRules.MustBeIn(proposal, State.Published) is { } wrongState)
        {
            return wrongState;
        }

        var me = context.Me();
        if (!me.HasHome)
        {
            return new Refusal(ErrorReason.HouseholdRequired);
        }

        var household = me.Households.FirstOrDefault(household => !proposal.EndorsingHouseholds.Contains(household));
        if (household == 0 || proposal.Endorsements.ContainsKey(me.Id))
        {
            return new Refusal(ErrorReason.AlreadyEndorsed);
        }

        var decision = Decision.Of(new Fact { ProposalEndorsed = new() { Proposal = proposal.Id, Resident = me.Id, Household = household } });
        var (count, needed) = (proposal.Endorsements.Count + 1, context.State.EndorsementsNeeded());
        return count < needed
            ? decision
            : decision.Add(new Fact { ProposalTabled = new() { Proposal = proposal.Id, Endorsements = count, Needed = needed } });
    }

    /// <inheritdoc/>
    public Reading<Proposal> Answer(QueryContext<CommunityState> context, EndorseProposalRequest request, IReadOnlyList<Entry> made) =>
        ProposalView.Of(context, context.Proposal(request.Name)!);
}
