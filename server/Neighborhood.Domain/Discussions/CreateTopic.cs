using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Discussions;

/// <summary>Opens a topic, of which the caller is the host.</summary>
/// <param name="readMark">As in <see cref="TopicView"/>.</param>
public sealed class CreateTopic(Func<long, long> readMark) : ICommand<CommunityState, CreateTopicRequest, Topic>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, CreateTopicRequest request)
    {
        var state = context.State;
        if (request.Parent != Names.Community(state.Id))
        {
            return Refusal.NotFound("parent");
        }

        if ((Says.Something("title", request.Title) ?? Says.Something("text", request.Text)) is { } blank)
        {
            return blank;
        }

        var host = context.Me().Id;
        if (state.Discussions.RecentTopics.Check(host, context.NowMicros, state.Settings.TopicsPerHourOrDefault()) is { } tooFast)
        {
            return tooFast;
        }

        var (commitment, words) = context.Commit(new WrittenText { Title = request.Title, Text = request.Text });
        return Decision.Of(new Fact { TopicCreated = new() { Host = host, Text = commitment } }, words);
    }

    /// <inheritdoc/>
    public Reading<Topic> Answer(QueryContext<CommunityState> context, CreateTopicRequest request, IReadOnlyList<Entry> made) =>
        TopicView.Of(context, context.State.Discussions.Topic(made[0].Sequence)!, readMark);
}
