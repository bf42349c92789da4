using Neighborhood.Domain.Core;

namespace Neighborhood.Domain.Discussions;

/// <summary>Finds what a resource name stands for; null for a name of anything else, of nothing, or of another community.</summary>
public static class DiscussionNames
{
    /// <summary><c>communities/{community}/topics/{topic}</c></summary>
    public static TopicInfo? Topic(this CommunityState state, string name) =>
        state.Owns(name) ? state.Discussions.Topic(Names.IdIn(name, "topics")) : null;

    /// <summary><c>communities/{community}/topics/{topic}/posts/{post}</c></summary>
    public static PostInfo? Post(this CommunityState state, string name)
    {
        var (topic, id) = Names.IdsIn(name, "topics", "posts");
        return state.Owns(name) && state.Discussions.Post(id) is { } post && post.Topic == topic ? post : null;
    }

    /// <summary>The name of a post; empty for post 0.</summary>
    public static string PostName(this CommunityState state, long topic, long post) => Names.Of(state.Id, "topics", topic, "posts", post);
}
