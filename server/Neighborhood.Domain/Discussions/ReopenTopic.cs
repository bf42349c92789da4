using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Discussions;

/// <summary>Lets a closed topic take posts again.</summary>
/// <param name="readMark">As in <see cref="TopicView"/>.</param>
public sealed class ReopenTopic(Func<long, long> readMark) : ICommand<CommunityState, ReopenTopicRequest, Topic>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, ReopenTopicRequest request)
    {
        if (context.State.Topic(request.Name) is not { } topic)
        {
            return Refusal.NotFound("name");
        }

        if (TopicRules.MustLead(context, topic) is { } forbidden)
        {
            return forbidden;
        }

        if (topic.TakesPosts)
        {
            return Refusal.WrongState(topic.State);
        }

        return Decision.Of(new Fact { TopicReopened = new() { Topic = topic.Id } });
    }

    /// <inheritdoc/>
    public Reading<Topic> Answer(QueryContext<CommunityState> context, ReopenTopicRequest request, IReadOnlyList<Entry> made) =>
        TopicView.Of(context, context.State.Topic(request.Name)!, readMark);
}
