using Grpc.Core;
using Neighborhood.Domain.Renovation;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Renovation;

/// <summary>The rpcs of <c>renovation.proto</c>.</summary>
public sealed class RenovationService(LedgerCalls calls) : V1.Renovation.RenovationBase
{
    /// <inheritdoc/>
    public override Task<RenovationMenu> CreateMenu(CreateMenuRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Parent, new CreateMenu(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<RenovationMenu> UpdateMenu(UpdateMenuRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new UpdateMenu(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<RenovationMenu> PublishMenu(PublishMenuRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new PublishMenu(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<RenovationMenu> GetMenu(GetMenuRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Name, new GetMenu(), request, context);

    /// <inheritdoc/>
    public override Task<ListMenusResponse> ListMenus(ListMenusRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListMenus(), request, context);

    /// <inheritdoc/>
    public override Task<RenovationItem> GetItem(GetItemRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Name, new GetItem(), request, context);

    /// <inheritdoc/>
    public override Task<RenovationItem> AnnounceItem(AnnounceItemRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new AnnounceItem(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<RenovationItem> PutItemToVote(PutItemToVoteRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new PutItemToVote(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<RenovationMenu> PutItemsToBudget(PutItemsToBudgetRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new PutItemsToBudget(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<RenovationItem> RecordProgress(RecordProgressRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new RecordProgress(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<RenovationItem> WithdrawItem(WithdrawItemRequest request, ServerCallContext context) =>
        calls.ExecuteAsync(request.Name, new WithdrawItem(), request, request.RequestId, context);

    /// <inheritdoc/>
    public override Task<ListSharesResponse> ListShares(ListSharesRequest request, ServerCallContext context) =>
        calls.ReadAsync(request.Parent, new ListShares(), request, context);
}
