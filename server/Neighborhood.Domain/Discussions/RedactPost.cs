using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Discussions;

/// <summary>Removes the words of a post, of all its versions, for good. That a post stood there remains.</summary>
public sealed class RedactPost : ICommand<CommunityState, RedactPostRequest, Post>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, RedactPostRequest request)
    {
        if (context.State.Post(request.Name) is not { } post)
        {
            return Refusal.NotFound("name");
        }

        var me = context.Me().Id;
        if (post.Author != me && !context.Has(PostView.Moderators))
        {
            return new Refusal(ErrorReason.AuthorRequired);
        }

        if (Says.Something("reason", request.Reason) is { } blank)
        {
            return blank;
        }

        if (post.Redacted)
        {
            return new Refusal(ErrorReason.NothingChanged);
        }

        var (commitment, words) = context.Commit(new WrittenText { Text = request.Reason });
        var decision = Decision.Of(new Fact { PostRedacted = new() { Post = post.Id, ByResident = me, Reason = commitment } }, words);
        decision.SideErasures.AddRange(post.Versions.Select(version => version.Sequence));
        return decision;
    }

    /// <inheritdoc/>
    public Reading<Post> Answer(QueryContext<CommunityState> context, RedactPostRequest request, IReadOnlyList<Entry> made) =>
        PostView.Of(context, context.State.Post(request.Name)!);
}
