using System.Collections.Immutable;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>A topic, the proposals born of it, and its posts as far as they have been read, in the order written.</summary>
public sealed record TopicState(string Name, Topic? Topic, ImmutableArray<Proposal> Born, ImmutableArray<Post> Posts, string NextToken)
{
    /// <summary>The posts as a thread: each followed by the answers to it, with how deep it stands.</summary>
    public ImmutableArray<ThreadedPost> Thread => ThreadedPost.Of(Posts);
}

/// <summary>A post in its thread; 0 is an answer to the opening text.</summary>
public sealed record ThreadedPost(Post Post, int Depth)
{
    /// <summary>Orders posts depth first. An answer to a post that has not been read stands by itself.</summary>
    public static ImmutableArray<ThreadedPost> Of(ImmutableArray<Post> posts)
    {
        var known = posts.Select(post => post.Name).ToHashSet();
        var answers = posts.ToLookup(post => known.Contains(post.ReplyTo) ? post.ReplyTo : "");
        var thread = ImmutableArray.CreateBuilder<ThreadedPost>(posts.Length);
        var waiting = new Stack<ThreadedPost>(answers[""].Reverse().Select(post => new ThreadedPost(post, 0)));
        while (waiting.TryPop(out var next))
        {
            thread.Add(next);
            foreach (var answer in answers[next.Post.Name].Reverse())
            {
                waiting.Push(new ThreadedPost(answer, next.Depth + 1));
            }
        }

        return thread.ToImmutable();
    }
}
