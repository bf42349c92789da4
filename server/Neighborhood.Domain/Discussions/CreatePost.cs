using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Discussions;

/// <summary>Writes into a topic.</summary>
public sealed class CreatePost : ICommand<CommunityState, CreatePostRequest, Post>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, CreatePostRequest request)
    {
        var state = context.State;
        if (state.Topic(request.Parent) is not { } topic)
        {
            return Refusal.NotFound("parent");
        }

        if (MayNot(context, topic, request) is { } refusal)
        {
            return refusal;
        }

        var (commitment, words) = context.Commit(new WrittenText { Text = request.Text });
        var replyTo = state.Post(request.ReplyTo)?.Id ?? 0;
        return Decision.Of(new Fact { PostCreated = new() { Topic = topic.Id, Author = context.Me().Id, ReplyTo = replyTo, Text = commitment } }, words);
    }

    /// <inheritdoc/>
    public Reading<Post> Answer(QueryContext<CommunityState> context, CreatePostRequest request, IReadOnlyList<Entry> made) =>
        PostView.Of(context, context.State.Discussions.Post(made[0].Sequence)!);

    private static Refusal? MayNot(CommandContext<CommunityState> context, TopicInfo topic, CreatePostRequest request)
    {
        if (Says.Something("text", request.Text) is { } blank)
        {
            return blank;
        }

        if (!topic.TakesPosts)
        {
            return Refusal.With(ErrorReason.TopicNotOpen, "state", topic.State);
        }

        if (request.ReplyTo.Length > 0 && context.State.Post(request.ReplyTo)?.Topic != topic.Id)
        {
            return new Refusal(ErrorReason.ReplyElsewhere, "reply_to");
        }

        return context.State.Discussions.RecentPosts.Check(context.Me().Id, context.NowMicros, context.State.Settings.PostsPerHourOrDefault());
    }
}
