using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Discussions;

/// <summary>Shows a hidden post again.</summary>
public sealed class RestorePost : ICommand<CommunityState, RestorePostRequest, Post>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, RestorePostRequest request)
    {
        if (context.State.Post(request.Name) is not { } post)
        {
            return Refusal.NotFound("name");
        }

        if (Says.Something("reason", request.Reason) is { } blank)
        {
            return blank;
        }

        if (!post.Hidden)
        {
            return new Refusal(ErrorReason.PostNotHidden);
        }

        var (commitment, words) = context.Commit(new WrittenText { Text = request.Reason });
        return Decision.Of(new Fact { PostRestored = new() { Post = post.Id, Moderator = context.Me().Id, Reason = commitment } }, words);
    }

    /// <inheritdoc/>
    public Reading<Post> Answer(QueryContext<CommunityState> context, RestorePostRequest request, IReadOnlyList<Entry> made) =>
        PostView.Of(context, context.State.Post(request.Name)!);
}
