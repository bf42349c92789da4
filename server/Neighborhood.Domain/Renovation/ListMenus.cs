using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Renovation;

/// <summary>Lists menus, newest first.</summary>
public sealed class ListMenus : IQuery<CommunityState, ListMenusRequest, ListMenusResponse>
{
    /// <inheritdoc/>
    public Reading<ListMenusResponse> Read(QueryContext<CommunityState> context, ListMenusRequest request)
    {
        if (request.Parent != Names.Community(context.State.Id))
        {
            return Refusal.NotFound("parent");
        }

        var isStaff = context.Has(Roles.Staff);
        MenuInfo[] listed = [.. context.State.Renovation.All.Values.Where(menu => isStaff || menu.Version > 0).Reverse()];
        var size = Paging.Size(request.PageSize, RenovationLimits.MenusPageCount, RenovationLimits.MenusPageMaxCount);
        return Paging.Page(listed, $"menus:{request.Parent}", request.PageToken, size, menu => menu.Id) is { } page
            ? Reading.All(
                [.. page.Items.Select(menu => RenovationView.Of(context, menu)!)],
                menus => new ListMenusResponse { Menus = { menus }, NextPageToken = page.NextToken })
            : new Refusal(ErrorReason.InvalidPageToken, "page_token");
    }
}
