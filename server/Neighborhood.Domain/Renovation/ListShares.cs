using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Renovation;

/// <summary>Lists what every household owes of an item, in the order of addresses.</summary>
public sealed class ListShares : IQuery<CommunityState, ListSharesRequest, ListSharesResponse>
{
    /// <inheritdoc/>
    public Reading<ListSharesResponse> Read(QueryContext<CommunityState> context, ListSharesRequest request)
    {
        if (context.State.Item(request.Parent) is not { Item: var item })
        {
            return Refusal.NotFound("parent");
        }

        var shares = ItemShares.Of(new RollPlaces(context.State), item);
        var isInScope = shares.Households.ToHashSet();
        long[] ordered = [.. context.State.Vault.HouseholdsInOrder.Where(isInScope.Remove), .. isInScope.Order()];
        var size = Paging.Size(request.PageSize, RenovationLimits.SharesPageCount, RenovationLimits.SharesPageMaxCount);
        if (Paging.Page(ordered, $"shares:{request.Parent}", request.PageToken, size, id => id) is not { } page)
        {
            return new Refusal(ErrorReason.InvalidPageToken, "page_token");
        }

        var rows = shares.RowsOf(context.State, page.Items);
        return Reading.Of([], _ => new ListSharesResponse
        {
            Shares = { shares.Rendered(item.Content.Funding, rows) },
            NextPageToken = page.NextToken,
        });
    }
}
