using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Proposals;

/// <summary>One proposal.</summary>
public sealed class GetProposal : IQuery<CommunityState, GetProposalRequest, Proposal>
{
    /// <inheritdoc/>
    public Reading<Proposal> Read(QueryContext<CommunityState> context, GetProposalRequest request) =>
        context.Proposal(request.Name) is { } proposal ? ProposalView.Of(context, proposal) : Refusal.NotFound("name");
}
