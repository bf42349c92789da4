using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Discussions;

/// <summary>What others answered the caller and the caller has not read, newest first, a page at a time.</summary>
/// <param name="readMark">As in <see cref="TopicView"/>.</param>
public sealed class ListReplies(Func<long, long> readMark) : IQuery<CommunityState, ListRepliesRequest, ListRepliesResponse>
{
    /// <inheritdoc/>
    public Reading<ListRepliesResponse> Read(QueryContext<CommunityState> context, ListRepliesRequest request)
    {
        var posts = context.State.Discussions;
        if (request.Parent != Names.Community(context.State.Id))
        {
            return Refusal.NotFound("parent");
        }

        var replies = posts.RepliesTo(context.Me().Id);
        var size = Paging.Size(request.PageSize, standard: 20, maximum: 100);
        if (Paging.Page(replies, $"replies:{context.State.Id}", request.PageToken, size, id => id, id => IsNew(posts.Post(id)!)) is not { } page)
        {
            return new Refusal(ErrorReason.InvalidPageToken, "page_token");
        }

        return Reading.All([.. page.Items.Select(id => PostView.Of(context, posts.Post(id)!))],
            items => new ListRepliesResponse { Posts = { items }, NextPageToken = page.NextToken });
    }

    private bool IsNew(PostInfo post) => post is { Hidden: false, Redacted: false } && post.Id > readMark(post.Topic);
}
