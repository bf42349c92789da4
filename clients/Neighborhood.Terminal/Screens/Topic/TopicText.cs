using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of a topic and its thread.</summary>
public static class TopicText
{
    private const int DeepestIndent = 4;

    /// <summary>The opening, what came of it, and the posts, answers indented below what they answer.</summary>
    public static Page Show(TopicState state, string me, Words words, Moments moments, int width)
    {
        var page = new PageWriter(width);
        if (state.Topic is not { } topic)
        {
            page.Say(" " + words["list_reading"], Tone.Muted);
            return page.Page(words["topic"]);
        }

        Opening(page, topic, words, moments);
        foreach (var proposal in state.Born)
        {
            page.Say("  → " + words.Say("topic_born", proposal.Title, words.Of(proposal.State)), Tone.Accent, proposal.Name);
        }

        page.Gap();
        foreach (var threaded in state.Thread)
        {
            One(page, threaded, me, words, moments);
        }

        var more = state.NextToken.Length > 0 ? "topic_more" : state.Posts.Length == 0 ? "topic_no_posts" : "topic_all";
        page.Say(" " + words.Say(more, state.Posts.Length, topic.PostCount), Tone.Muted);
        return page.Page(topic.Redacted ? words["redacted"] : topic.Title);
    }

    private static void Opening(PageWriter page, Topic topic, Words words, Moments moments)
    {
        page.Tell(topic.Redacted ? words["redacted"] : topic.Title, Tone.Title, indent: 1);
        var pinned = topic.Pinned ? words["topic_pinned"] + " " : "";
        page.Say($" {pinned}{words.Of(topic.State)} · {ListText.NameOf(topic.Host, words)} · {moments.At(topic.CreateTime)}", Tone.Muted);
        page.Add(Line.Empty);
        page.Tell(topic.Redacted ? words["redacted"] : topic.Text, indent: 1);
        if (topic.Summary.Length > 0)
        {
            page.Heading(" " + words["topic_summary"]);
            page.Tell(topic.Summary, Tone.Good, indent: 2);
        }
    }

    private static void One(PageWriter page, ThreadedPost threaded, string me, Words words, Moments moments)
    {
        var post = threaded.Post;
        var indent = 1 + (2 * Math.Min(threaded.Depth, DeepestIndent));
        var edited = post.EditTime is null ? "" : " · " + words["post_edited"];
        var reports = post.ReportCount > 0 ? " · " + words.Say("post_reports", post.ReportCount) : "";
        var mine = post.Author?.Resident == me ? words["post_mine"] : "";
        var mark = threaded.Depth > 0 ? "└ " : "● ";
        page.Add(Line.Of(page.Width, new Span(new string(' ', indent) + mark, Tone.Muted), new Span(ListText.NameOf(post.Author, words) + mine, Tone.Accent),
            new Span($" · {moments.Brief(post.CreateTime)}{edited}", Tone.Muted), new Span(reports, Tone.Warning)).At(post.Name));
        if (post.Hidden)
        {
            page.Tell(words.Say("post_hidden", post.HiddenReason), Tone.Warning, indent + 2, post.Name);
        }

        if (post.Text.Length > 0 || post.Redacted)
        {
            page.Tell(post.Redacted ? words["redacted"] : post.Text, post.Hidden || post.Redacted ? Tone.Muted : Tone.Normal, indent + 2, post.Name);
        }

        page.Add(Line.Empty);
    }
}
