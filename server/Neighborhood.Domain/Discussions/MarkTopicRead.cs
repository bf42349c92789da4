using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Discussions;

/// <summary>The post up to which the caller has read a topic: the sequence to keep as its read mark, which only moves forward.</summary>
public sealed class MarkTopicRead : IQuery<CommunityState, MarkTopicReadRequest, long>
{
    /// <inheritdoc/>
    public Reading<long> Read(QueryContext<CommunityState> context, MarkTopicReadRequest request)
    {
        if (context.State.Topic(request.Name) is not { } topic)
        {
            return Refusal.NotFound("name");
        }

        if (request.LastReadPost.Length == 0)
        {
            return Reading.Of(Math.Max(topic.Id, topic.LastPost));
        }

        return context.State.Post(request.LastReadPost) is { } post && post.Topic == topic.Id ? Reading.Of(post.Id) : Refusal.NotFound("last_read_post");
    }
}
