using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Proposal.Types.State;

namespace Neighborhood.Domain.Proposals;

/// <summary>Takes one's own proposal back, unless the neighbours are being asked about it.</summary>
public sealed class WithdrawProposal : ICommand<CommunityState, WithdrawProposalRequest, Proposal>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, WithdrawProposalRequest request)
    {
        if (context.Proposal(request.Name) is not { } proposal)
        {
            return Refusal.NotFound("name");
        }

        var refusal = ProposalRules.MustBeAuthor(context, proposal) ?? ProposalRules.MustBeIn(proposal, State.Draft, State.Published, State.Tabled);
        if (refusal is not null)
        {
            return refusal;
        }

        if (context.State.Polls.IsLiveOn(proposal.Id))
        {
            return Refusal.WrongState("POLL_LIVE");
        }

        if (request.Reason.Length == 0)
        {
            return Decision.Of(Withdrawn(proposal, reason: null));
        }

        var (reason, words) = context.Commit(new WrittenText { Text = request.Reason });
        return Decision.Of(Withdrawn(proposal, reason), words);
    }

    /// <inheritdoc/>
    public Reading<Proposal> Answer(QueryContext<CommunityState> context, WithdrawProposalRequest request, IReadOnlyList<Entry> made) =>
        ProposalView.Of(context, context.Proposal(request.Name)!);

    // Who reads a fact depends on its kind, and nobody else ever heard of a draft.
    private static Fact Withdrawn(ProposalInfo proposal, TextCommitment? reason) => proposal.Published == 0
        ? new Fact { ProposalDraftDiscarded = new() { Proposal = proposal.Id, Author = proposal.Author, Reason = reason } }
        : new Fact { ProposalWithdrawn = new() { Proposal = proposal.Id, Reason = reason } };
}
