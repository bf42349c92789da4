using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Proposal.Types.State;

namespace Neighborhood.Domain.Proposals;

/// <summary>Puts a proposal on the council's table without waiting for the threshold, for a reason on record.</summary>
public sealed class TableProposal : ICommand<CommunityState, TableProposalRequest, Proposal>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, TableProposalRequest request)
    {
        if (context.Proposal(request.Name) is not { } proposal)
        {
            return Refusal.NotFound("name");
        }

        if ((Says.Something("reason", request.Reason) ?? ProposalRules.MustBeIn(proposal, State.Published)) is { } refusal)
        {
            return refusal;
        }

        var (commitment, words) = context.Commit(new WrittenText { Text = request.Reason });
        return Decision.Of(new Fact { ProposalTabled = new() { Proposal = proposal.Id, ByResident = context.Me().Id, Reason = commitment } }, words);
    }

    /// <inheritdoc/>
    public Reading<Proposal> Answer(QueryContext<CommunityState> context, TableProposalRequest request, IReadOnlyList<Entry> made) =>
        ProposalView.Of(context, context.Proposal(request.Name)!);
}
