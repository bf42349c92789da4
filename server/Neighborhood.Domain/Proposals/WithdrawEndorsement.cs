using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Proposal.Types.State;

namespace Neighborhood.Domain.Proposals;

/// <summary>Takes one's own endorsement back.</summary>
public sealed class WithdrawEndorsement : ICommand<CommunityState, WithdrawEndorsementRequest, Proposal>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, WithdrawEndorsementRequest request)
    {
        if (context.Proposal(request.Name) is not { } proposal)
        {
            return Refusal.NotFound("name");
        }

        if (ProposalRules.MustBeIn(proposal, State.Published) is { } wrongState)
        {
            return wrongState;
        }

        var me = context.Me().Id;
        return proposal.Endorsements.ContainsKey(me)
            ? Decision.Of(new Fact { EndorsementWithdrawn = new() { Proposal = proposal.Id, Resident = me } })
            : new Refusal(ErrorReason.NotEndorsed);
    }

    /// <inheritdoc/>
    public Reading<Proposal> Answer(QueryContext<CommunityState> context, WithdrawEndorsementRequest request, IReadOnlyList<Entry> made) =>
        ProposalView.Of(context, context.Proposal(request.Name)!);
}
