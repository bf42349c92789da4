using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Discussions;

/// <summary>Sums up what was said so far; a later summary takes its place.</summary>
/// <param name="readMark">As in <see cref="TopicView"/>.</param>
public sealed class SummarizeTopic(Func<long, long> readMark) : ICommand<CommunityState, SummarizeTopicRequest, Topic>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, SummarizeTopicRequest request)
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

        if (Says.Something("summary", request.Summary) is { } blank)
        {
            return blank;
        }

        var (commitment, words) = context.Commit(new WrittenText { Text = request.Summary });
        return Decision.Of(new Fact { TopicSummarized = new() { Topic = topic.Id, Summary = commitment } }, words);
    }

    /// <inheritdoc/>
    public Reading<Topic> Answer(QueryContext<CommunityState> context, SummarizeTopicRequest request, IReadOnlyList<Entry> made) =>
        TopicView.Of(context, context.State.Topic(request.Name)!, readMark);
}
