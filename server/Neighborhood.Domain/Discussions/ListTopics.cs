using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Discussions;

/// <summary>Topics, pinned ones first, a page at a time.</summary>
/// <param name="readMark">As in <see cref="TopicView"/>.</param>
public sealed class ListTopics(Func<long, long> readMark) : IQuery<CommunityState, ListTopicsRequest, ListTopicsResponse>
{
    /// <inheritdoc/>
    public Reading<ListTopicsResponse> Read(QueryContext<CommunityState> context, ListTopicsRequest request)
    {
        if (request.Parent != Names.Community(context.State.Id))
        {
            return Refusal.NotFound("parent");
        }

        if (!Enum.IsDefined(request.Order))
        {
            return Refusal.BadField("order", FieldProblem.UnknownValue);
        }

        if (Page(context, request) is not { } page)
        {
            return new Refusal(ErrorReason.InvalidPageToken, "page_token");
        }

        var topics = context.State.Discussions;
        return Reading.All([.. page.Items.Select(place => TopicView.Of(context, topics.Topic(place.Id)!, readMark))],
            items => new ListTopicsResponse { Topics = { items }, NextPageToken = page.NextToken });
    }

    private (IReadOnlyList<TopicPlace> Items, string NextToken)? Page(QueryContext<CommunityState> context, ListTopicsRequest request)
    {
        var topics = context.State.Discussions;
        var reader = context.Me().Id;
        var order = request.Order == ListTopicsRequest.Types.Order.Unspecified ? ListTopicsRequest.Types.Order.Newest : request.Order;
        return Paging.Page(
            order == ListTopicsRequest.Types.Order.MostDiscussed ? topics.MostDiscussed : topics.Newest,
            $"topics:{context.State.Id}:{order}",
            request.PageToken,
            Paging.Size(request.PageSize, standard: 20, maximum: 100),
            place => place.Id,
            place => order != ListTopicsRequest.Types.Order.Unread || topics.PostsOf(place.Id).Unread(readMark(place.Id), reader) > 0);
    }
}
