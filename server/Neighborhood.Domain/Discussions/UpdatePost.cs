using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Discussions;

/// <summary>Gives one's own post other words; the earlier ones stay readable.</summary>
public sealed class UpdatePost : ICommand<CommunityState, UpdatePostRequest, Post>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, UpdatePostRequest request)
    {
        if (context.State.Post(request.Name) is not { } post)
        {
            return Refusal.NotFound("name");
        }

        if (MayNot(context, post, request) is { } refusal)
        {
            return refusal;
        }

        var (commitment, words) = context.Commit(new WrittenText { Text = request.Text });
        return Decision.Of(new Fact { PostEdited = new() { Post = post.Id, Text = commitment } }, words);
    }

    /// <inheritdoc/>
    public Reading<Post> Answer(QueryContext<CommunityState> context, UpdatePostRequest request, IReadOnlyList<Entry> made) =>
        PostView.Of(context, context.State.Post(request.Name)!);

    private static Refusal? MayNot(CommandContext<CommunityState> context, PostInfo post, UpdatePostRequest request)
    {
        if (post.Author != context.Me().Id)
        {
            return new Refusal(ErrorReason.AuthorRequired);
        }

        if (Says.Something("text", request.Text) is { } blank)
        {
            return blank;
        }

        if (Etag.Check(request.Etag, post.Text) is { } stale)
        {
            return stale;
        }

        // Otherwise a post could be turned into another while nobody may answer it.
        if (context.State.Discussions.Topic(post.Topic) is { TakesPosts: false } topic)
        {
            return Refusal.With(ErrorReason.TopicNotOpen, "state", topic.State);
        }

        if (PostRules.MustStand(post) is { } gone)
        {
            return gone;
        }

        return post.Versions.Length < DomainLimits.Versions
            ? context.State.Discussions.RecentEdits.Check(post.Author, context.NowMicros, context.State.Settings.EditsPerHourOrDefault())
            : Refusal.With(ErrorReason.LimitExceeded, "limit", DomainLimits.Versions);
    }
}
