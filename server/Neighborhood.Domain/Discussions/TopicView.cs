using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Discussions;

/// <summary>A topic as its readers see it.</summary>
public static class TopicView
{
    /// <summary>The reading of a topic.</summary>
    /// <param name="context">Who reads it, and when.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="readMark">The newest post of a topic that the caller has read; 0 for none.</param>
    public static Reading<Topic> Of(QueryContext<CommunityState> context, TopicInfo topic, Func<long, long> readMark)
    {
        var state = context.State;
        var view = new Topic
        {
            Name = Names.Of(state.Id, "topics", topic.Id),
            Host = state.Person(topic.Host),
            State = topic.State,
            Pinned = topic.Pinned,
            CreateTime = Times.Timestamp(topic.CreatedMicros),
            LastPostTime = Times.TimestampOrNull(topic.LastPostMicros),
            PostCount = topic.PostCount,
            UnreadCount = state.Discussions.PostsOf(topic.Id).Unread(readMark(topic.Id), context.Me().Id),
            Proposals = { topic.Proposals.Select(id => Names.Of(state.Id, "proposals", id)) },
        };
        return Reading.Of(topic.Summary == 0 ? [topic.Id] : [topic.Id, topic.Summary], texts => WithWords(view.Clone(), topic, texts));
    }

    private static Topic WithWords(Topic view, TopicInfo topic, ITexts texts)
    {
        var opening = texts.TextOf(topic.Id);
        view.Title = opening.Title;
        view.Text = opening.Text;
        view.Summary = topic.Summary == 0 ? "" : texts.TextOf(topic.Summary).Text;
        // Nobody opens a topic without a title, so one that has none lost it.
        view.Redacted = opening.Title.Length == 0;
        return view;
    }
}
