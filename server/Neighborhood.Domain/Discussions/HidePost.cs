using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Discussions;

/// <summary>Takes a post out of sight, for a reason everybody can read; its reports are answered by that.</summary>
public sealed class HidePost : ICommand<CommunityState, HidePostRequest, Post>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, HidePostRequest request)
    {
        if (context.State.Post(request.Name) is not { } post)
        {
            return Refusal.NotFound("name");
        }

        if (Says.Something("reason", request.Reason) is { } blank)
        {
            return blank;
        }

        if (post.Hidden)
        {
            return new Refusal(ErrorReason.PostHidden);
        }

        var (commitment, words) = context.Commit(new WrittenText { Text = request.Reason });
        return Decision.Of(new Fact { PostHidden = new() { Post = post.Id, Moderator = context.Me().Id, Reason = commitment } }, words);
    }

    /// <inheritdoc/>
    public Reading<Post> Answer(QueryContext<CommunityState> context, HidePostRequest request, IReadOnlyList<Entry> made) =>
        PostView.Of(context, context.State.Post(request.Name)!);
}
