using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Discussions;

/// <summary>One topic.</summary>
/// <param name="readMark">As in <see cref="TopicView"/>.</param>
public sealed class GetTopic(Func<long, long> readMark) : IQuery<CommunityState, GetTopicRequest, Topic>
{
    /// <inheritdoc/>
    public Reading<Topic> Read(QueryContext<CommunityState> context, GetTopicRequest request) =>
        context.State.Topic(request.Name) is { } topic ? TopicView.Of(context, topic, readMark) : Refusal.NotFound("name");
}
