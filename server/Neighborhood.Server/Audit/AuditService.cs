using Grpc.Core;
using Neighborhood.Domain;
using Neighborhood.Domain.Core;
using Neighborhood.Ledger;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Audit;

/// <summary>The rpcs of <c>audit.proto</c>.</summary>
public sealed class AuditService(LedgerCalls calls, Watches watches) : V1.Audit.AuditBase
{
    /// <inheritdoc/>
    public override async Task<TreeHead> GetTreeHead(GetTreeHeadRequest request, ServerCallContext context)
    {
        var ledger = await AuthorizedAsync(request.Ledger, context);
        var size = request.Cosigned ? Found(ledger.Cosigned, "cosigned").Checkpoint.Size : request.Size;
        return Found(ledger.SignedHead(size), "size");
    }

    /// <inheritdoc/>
    public override async Task<ListEntriesResponse> ListEntries(ListEntriesRequest request, ServerCallContext context)
    {
        var ledger = await AuthorizedAsync(request.Ledger, context);
        Found(request.FromSequence >= 0 ? ledger : null, "from_sequence");
        var count = Paging.Size(request.PageSize, 100, Limits.EntriesPageCount);
        return await ledger.ListEntriesAsync(request.FromSequence, count, RpcCall.Of(context).Caller, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<InclusionProof> GetInclusionProof(GetInclusionProofRequest request, ServerCallContext context) =>
        Found((await AuthorizedAsync(request.Ledger, context)).ProveInclusion(request.Sequence, request.TreeSize), "sequence");

    /// <inheritdoc/>
    public override async Task<ConsistencyProof> GetConsistencyProof(GetConsistencyProofRequest request, ServerCallContext context) =>
        Found((await AuthorizedAsync(request.Ledger, context)).ProveConsistency(request.FirstSize, request.SecondSize), "first_size");

    /// <inheritdoc/>
    public override async Task<Receipt> GetReceipt(GetReceiptRequest request, ServerCallContext context)
    {
        var ledger = await AuthorizedAsync(request.Ledger, context);
        Found(request.Sequence >= 0 && request.Sequence < ledger.DurableSize ? ledger : null, "sequence");
        return await ledger.ReceiptAsync(request.Sequence, RpcCall.Of(context).Caller, context.CancellationToken)
            ?? throw ErrorTable.ToException(Refusal.NotFound("sequence"));
    }

    /// <inheritdoc/>
    public override Task Watch(WatchRequest request, IServerStreamWriter<WatchResponse> responseStream, ServerCallContext context) =>
        watches.RunAsync(request, responseStream, context);

    private async Task<Ledger<CommunityState>> AuthorizedAsync(string ledger, ServerCallContext context)
    {
        var community = await calls.CommunityAsync(ledger);
        LedgerCalls.Authorize(community, context);
        return community;
    }

    private static T Found<T>(T? value, string field) => value ?? throw ErrorTable.ToException(new Refusal(ErrorReason.SequenceOutOfRange, field));
}
