using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Proposal.Types.State;

namespace Neighborhood.Domain.Proposals;

/// <summary>Adds an explanation to one's own proposal; its endorsements stay.</summary>
public sealed class ClarifyProposal : ICommand<CommunityState, ClarifyProposalRequest, Proposal>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, ClarifyProposalRequest request)
    {
        if (context.Proposal(request.Name) is not { } proposal)
        {
            return Refusal.NotFound("name");
        }

        var refusal = ProposalRules.MustBeAuthor(context, proposal)
            ?? Says.Something("text", request.Text)
            ?? ProposalRules.MustBeIn(proposal, State.Published, State.Tabled);
        if (refusal is not null)
        {
            return refusal;
        }

        if (proposal.Clarifications.Length >= DomainLimits.Clarifications)
        {
            return Refusal.With(ErrorReason.LimitExceeded, "limit", DomainLimits.Clarifications);
        }

        var (commitment, words) = context.Commit(new WrittenText { Text = request.Text });
        return Decision.Of(new Fact { ProposalClarified = new() { Proposal = proposal.Id, Text = commitment } }, words);
    }

    /// <inheritdoc/>
    public Reading<Proposal> Answer(QueryContext<CommunityState> context, ClarifyProposalRequest request, IReadOnlyList<Entry> made) =>
        ProposalView.Of(context, context.Proposal(request.Name)!);
}
