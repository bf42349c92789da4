using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Discussions;

/// <summary>The posts of a topic in the order written, a page at a time.</summary>
public sealed class ListPosts : IQuery<CommunityState, ListPostsRequest, ListPostsResponse>
{
    /// <inheritdoc/>
    public Reading<ListPostsResponse> Read(QueryContext<CommunityState> context, ListPostsRequest request)
    {
        var posts = context.State.Discussions;
        if (context.State.Topic(request.Parent) is not { } topic)
        {
            return Refusal.NotFound("parent");
        }

        var size = Paging.Size(request.PageSize, standard: 20, maximum: 100);
        if (Paging.Page(posts.PostsOf(topic.Id).All, $"posts:{request.Parent}", request.PageToken, size, id => id) is not { } page)
        {
            return new Refusal(ErrorReason.InvalidPageToken, "page_token");
        }

        return Reading.All([.. page.Items.Select(id => PostView.Of(context, posts.Post(id)!))],
            items => new ListPostsResponse { Posts = { items }, NextPageToken = page.NextToken });
    }
}
