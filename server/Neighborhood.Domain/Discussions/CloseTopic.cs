using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Discussions;

/// <summary>Ends the posting in a topic.</summary>
/// <param name="readMark">As in <see cref="TopicView"/>.</param>
public sealed class CloseTopic(Func<long, long> readMark) : ICommand<CommunityState, CloseTopicRequest, Topic>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, CloseTopicRequest request)
    {
        if (context.State.Topic(request.Name) is not { } topic)
        {
            return Refusal.NotFound("name");
        }

        if (TopicRules.MustLead(context, topic) is { } forbidden)
        {
            return forbidden;
        }

        if (!topic.TakesPosts)
        {
            return Refusal.WrongState(topic.State);
        }

        return Decision.Of(new Fact { TopicClosed = new() { Topic = topic.Id } });
    }

    /// <inheritdoc/>
    public Reading<Topic> Answer(QueryContext<CommunityState> context, CloseTopicRequest request, IReadOnlyList<Entry> made) =>
        TopicView.Of(context, context.State.Topic(request.Name)!, readMark);
}
