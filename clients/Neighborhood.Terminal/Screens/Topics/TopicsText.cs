using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of the list of topics.</summary>
public static class TopicsText
{
    /// <summary>A row a topic: what is new, the title, who opened it, how many posts, when the last one came.</summary>
    public static Page Show(ListState<Topic, ListTopicsRequest.Types.Order> state, Words words, Moments moments, int width)
    {
        var page = new PageWriter(width);
        page.Say(" " + words.Say("topics_by", words.Of(state.Filter)), Tone.Muted);
        foreach (var topic in state.Items)
        {
            page.Add(TableRow.Of(width, State(topic, words), new Cell(Title(topic, words), 0, topic.UnreadCount > 0 ? Tone.Title : Tone.Normal),
                new Cell(ListText.NameOf(topic.Host, words), 10, Tone.Muted),
                new Cell(words.Say("topics_posts", topic.PostCount), 8, Tone.Muted, IsRight: true),
                new Cell(moments.Brief(topic.LastPostTime ?? topic.CreateTime), 11, Tone.Muted)).At(topic.Name));
        }

        ListText.End(page, state, words);
        return page.Page(words["home_topics"]);
    }

    private static Cell State(Topic topic, Words words)
    {
        if (topic.UnreadCount > 0)
        {
            return new Cell(words.Say("topic_unread", topic.UnreadCount), 8, Tone.Accent);
        }

        return topic.State == Topic.Types.State.Open ? new Cell("", 8) : new Cell(words.Of(topic.State), 8, Tone.Muted);
    }

    private static string Title(Topic topic, Words words)
    {
        var title = topic.Redacted ? words["redacted"] : topic.Title;
        return topic.Pinned ? words["topic_pinned"] + " " + title : title;
    }
}
