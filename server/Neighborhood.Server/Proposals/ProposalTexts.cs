using Grpc.Core;
using Neighborhood.Domain;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Proposals;
using Neighborhood.Ledger;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Server.Proposals;

/// <summary>
/// Decisions that need the words of a proposal: they are loaded first and named by their entry, and the decision checks that they still stand.
/// </summary>
public sealed class ProposalTexts(LedgerCalls calls)
{
    /// <summary>Changes a proposal.</summary>
    public async Task<Proposal> UpdateAsync(UpdateProposalRequest request, ServerCallContext context)
    {
        var community = await calls.CommunityAsync(request.Name);
        LedgerCalls.Authorize(community, context);
        var caller = RpcCall.Of(context).Caller;
        var sequence = community.Peek(state => UpdateProposal.CurrentText(new QueryContext<CommunityState>(state, caller, 0), request));
        var text = await TextAsync(community, sequence, context.CancellationToken);
        return (await calls.ExecuteAsync(community, new UpdateProposal(text, sequence), request, request.RequestId, context)).Value!;
    }

    /// <summary>Announces a poll, whose question may be a proposal's request.</summary>
    public async Task<Poll> AnnounceAsync(AnnouncePollRequest request, ServerCallContext context)
    {
        var community = await calls.CommunityAsync(request.Parent);
        LedgerCalls.Authorize(community, context);
        var id = Names.IdIn(request.Proposal, "proposals");
        var sequence = community.Peek(state => state.Proposals.Find(id)?.Current.Sequence ?? 0);
        var text = await TextAsync(community, sequence, context.CancellationToken);
        return (await calls.ExecuteAsync(community, new AnnouncePoll(text.Request, sequence), request, request.RequestId, context)).Value!;
    }

    private static async Task<WrittenText> TextAsync(Ledger<CommunityState> community, long sequence, CancellationToken cancel) =>
        sequence == 0 ? new WrittenText() : (await community.LoadTextsAsync([sequence], cancel)).TextOf(sequence);
}
