using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Discussions;

/// <summary>Puts a topic before all others, or back among them.</summary>
/// <param name="readMark">As in <see cref="TopicView"/>.</param>
public sealed class PinTopic(Func<long, long> readMark) : ICommand<CommunityState, PinTopicRequest, Topic>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, PinTopicRequest request)
    {
        if (context.State.Topic(request.Name) is not { } topic)
        {
            return Refusal.NotFound("name");
        }

        return topic.Pinned == request.Pinned
            ? new Refusal(ErrorReason.NothingChanged, "pinned")
            : Decision.Of(new Fact { TopicPinned = new() { Topic = topic.Id, Pinned = request.Pinned } });
    }

    /// <inheritdoc/>
    public Reading<Topic> Answer(QueryContext<CommunityState> context, PinTopicRequest request, IReadOnlyList<Entry> made) =>
        TopicView.Of(context, context.State.Topic(request.Name)!, readMark);
}
