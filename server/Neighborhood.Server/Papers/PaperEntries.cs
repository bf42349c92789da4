using Grpc.Core;
using Neighborhood.Domain.Papers;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Server.Papers;

/// <summary>Entries of papers: a second one needs what the first sealed, which is loaded first; the decision checks that it is still the first.</summary>
public sealed class PaperEntries(LedgerCalls calls)
{
    /// <summary>Enters a paper, first or second.</summary>
    public async Task<Paper> EnterAsync(EnterPaperRequest request, ServerCallContext context)
    {
        var community = await calls.CommunityAsync(request.Name);
        LedgerCalls.Authorize(community, context);
        var sequence = community.Peek(state => EnterPaper.FirstEntry(state, request));
        var first = sequence == 0 ? new SideItem() : (await community.LoadTextsAsync([sequence], context.CancellationToken)).SideOf(sequence);
        return (await calls.ExecuteAsync(community, new EnterPaper(first, sequence), request, request.RequestId, context)).Value!;
    }
}
