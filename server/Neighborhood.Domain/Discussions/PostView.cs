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
        var state = context.State;
        var view = new Post
        {
            Name = state.PostName(post.Topic, post.Id),
            Author = state.Person(post.Author),
            ReplyTo = state.PostName(post.Topic, post.ReplyTo),
            CreateTime = Times.Timestamp(post.CreatedMicros),
            EditTime = post.Edits.IsEmpty ? null : Times.Timestamp(post.Edits[^1].TimeMicros),
            Revision = post.Edits.Length + 1,
            Hidden = post.Hidden,
            Redacted = post.Redacted,
            Etag = Etag.Of(post.Text),
            ReportCount = context.Has(Moderators) ? post.OpenReports.Length : 0,
        };
        var text = context.MayReadWords(post) ? post.Text : 0;
        List<long> needs = [.. new[] { text, post.HiddenBy }.Where(sequence => sequence != 0)];
        return Reading.Of(needs, texts => WithWords(view.Clone(), text, post.HiddenBy, texts));
    }

    private static Post WithWords(Post view, long text, long hiddenBy, ITexts texts)
    {
        view.HiddenReason = hiddenBy == 0 ? "" : texts.TextOf(hiddenBy).Text;
        if (text != 0)
        {
            view.Text = texts.TextOf(text).Text;
            // Nobody writes an empty post, so one that has no words lost them, with those of its author.
            view.Redacted = view.Text.Length == 0;
        }

        return view;
    }
}
