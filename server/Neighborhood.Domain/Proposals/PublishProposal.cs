using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Proposal.Types.State;

namespace Neighborhood.Domain.Proposals;

/// <summary>Shows one's own draft to everybody, who may endorse it from now on.</summary>
public sealed class PublishProposal : ICommand<CommunityState, PublishProposalRequest, Proposal>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, PublishProposalRequest request)
    {
        if (context.Proposal(request.Name) is not { } proposal)
        {
            return Refusal.NotFound("name");
        }

        return (ProposalRules.MustBeAuthor(context, proposal) ?? ProposalRules.MustBeIn(proposal, State.Draft)) is { } refusal
            ? refusal
            : Decision.Of(new Fact { ProposalPublished = new() { Proposal = proposal.Id } });
    }

    /// <inheritdoc/>
    public Reading<Proposal> Answer(QueryContext<CommunityState> context, PublishProposalRequest request, IReadOnlyList<Entry> made) =>
        ProposalView.Of(context, context.Proposal(request.Name)!);
}
