using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Directory;

/// <summary>
/// The communities of the caller in the order of joining; for an operator all, in the order of registering. The directory knows id and creation;
/// each community's own ledger fills in the rest (<see cref="Residents.GetCommunity"/>).
/// </summary>
public sealed class ListCommunities : IQuery<DirectoryState, ListCommunitiesRequest, ListCommunitiesResponse>
{
    /// <inheritdoc/>
    public Reading<ListCommunitiesResponse> Read(QueryContext<DirectoryState> context, ListCommunitiesRequest request)
    {
        var state = context.State;
        if (state.Account(context.Caller.Account) is not { } account)
        {
            return new Refusal(ErrorReason.Unauthenticated);
        }

        IReadOnlyList<CommunityInfo> mine = account.IsOperator ? state.Communities : [.. account.Communities.Select(id => state.Community(id)!)];
        if (Paging.Page(mine, $"communities:{account.Id}", request.PageToken, Paging.Size(request.PageSize, 50, 100),
            community => community.Number) is not { } page)
        {
            return new Refusal(ErrorReason.InvalidPageToken, "page_token");
        }

        return Reading.Of(new ListCommunitiesResponse { Communities = { page.Items.Select(Of) }, NextPageToken = page.NextToken });
    }

    private static Community Of(CommunityInfo community) => new()
    {
        Name = Names.Community(community.Id),
        Title = community.Title,
        Settings = community.Settings,
        CreateTime = Times.Timestamp(community.RegisteredMicros),
    };
}
