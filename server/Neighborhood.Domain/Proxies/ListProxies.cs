using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Proxies;

/// <summary>Lists authorisations, newest first: all for staff, for others those they gave or hold.</summary>
public sealed class ListProxies : IQuery<CommunityState, ListProxiesRequest, ListProxiesResponse>
{
    /// <inheritdoc/>
    public Reading<ListProxiesResponse> Read(QueryContext<CommunityState> context, ListProxiesRequest request)
    {
        if (request.Parent != Names.Community(context.State.Id))
        {
            return Refusal.NotFound("parent");
        }

        var (state, me, isStaff) = (context.State, context.Me().Id, context.Has(Roles.Staff));
        ProxyInfo[] visible =
        [
            .. state.Proxies.All.Values.Where(proxy => isStaff || proxy.Given.Principal == me || proxy.Given.Proxy == me).Reverse(),
        ];
        var size = Paging.Size(request.PageSize, ProxyLimits.PageCount, ProxyLimits.PageMaxCount);
        return Paging.Page(visible, $"proxies:{request.Parent}", request.PageToken, size, proxy => proxy.Id) is { } page
            ? Reading.Of(new ListProxiesResponse { Proxies = { page.Items.Select(proxy => ProxyView.Of(state, proxy)) }, NextPageToken = page.NextToken })
            : new Refusal(ErrorReason.InvalidPageToken, "page_token");
    }
}
