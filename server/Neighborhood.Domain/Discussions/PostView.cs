using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Discussions;

/// <summary>A post as its readers see it.</summary>
public static class PostView
{
    /// <summary>Who answers reports, and reads what is hidden.</summary>
    public const Roles Moderators = Roles.Moderator | Roles.Staff;

    /// <summary>Whether the caller may read its words: hidden ones are for moderators and the author.</summary>
    public static bool MayReadWords(this QueryContext<CommunityState> context, PostInfo post) =>
        !post.Redacted && (!post.Hidden || post.Author == context.Me().Id || context.Has(Moderators));

    /// <summary>The reading of a post.</summary>
    public static Reading<Post> Of(QueryContext<CommunityState> context, PostInfo post)
    {
        var community = context.State.Id;
        var author = context.State.Person(post.Author);
        var reports = post.OpenReports.IsEmpty || !context.Has(Moderators) ? 0 : post.OpenReports.Length;
        var text = context.MayReadWords(post) ? post.Text : 0;
        return Reading.Of(Needs(text, post.HiddenBy), texts =>
        {
            var words = text == 0 ? "" : texts.TextOf(text).Text;
            return new Post
            {
                Name = Names.Of(community, "topics", post.Topic, "posts", post.Id),
                Author = author,
                ReplyTo = Names.Of(community, "topics", post.Topic, "posts", post.ReplyTo),
                CreateTime = Times.Timestamp(post.CreatedMicros),
                EditTime = post.Edits.IsEmpty ? null : Times.Timestamp(post.Edits[^1].TimeMicros),
                Revision = post.Edits.Length + 1,
                Text = words,
                Hidden = post.Hidden,
                HiddenReason = post.Hidden ? texts.TextOf(post.HiddenBy).Text : "",

                // Nobody writes an empty post, so one that has no words lost them, with those of its author.
                Redacted = text == 0 ? post.Redacted : words.Length == 0,
                Etag = Etag.Of(post.Text),
                ReportCount = reports,
            };
        });
    }

    private static long[] Needs(long text, long hiddenBy) => (text, hiddenBy) switch
    {
        (0, 0) => [],
        (_, 0) => [text],
        (0, _) => [hiddenBy],
        _ => [text, hiddenBy],
    };
}
