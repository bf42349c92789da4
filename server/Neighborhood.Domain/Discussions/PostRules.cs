using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Discussions;

/// <summary>What a post must be for others to act on it.</summary>
public static class PostRules
{
    /// <summary>A refusal where the post is hidden, or its words are gone.</summary>
    public static Refusal? MustStand(PostInfo post)
    {
        if (post.Hidden)
        {
            return new Refusal(ErrorReason.PostHidden);
        }

        return post.Redacted ? Refusal.WrongState("REDACTED") : null;
    }
}
