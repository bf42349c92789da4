using System.Collections.Immutable;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Discussions;

/// <summary>Topics and posts, folded from facts. The lists are kept in order, so that a page costs the page.</summary>
public sealed class DiscussionsState
{
    private static readonly IComparer<ReportInfo> ByAge = Comparer<ReportInfo>.Create((left, right) => left.Id.CompareTo(right.Id));
    private static readonly IComparer<long> NewestFirst = Comparer<long>.Create((left, right) => right.CompareTo(left));
    private static readonly ImmutableSortedSet<long> NoReplies = ImmutableSortedSet.Create(NewestFirst);

    private readonly Dictionary<long, TopicInfo> _topics = [];
    private readonly Dictionary<long, PostInfo> _posts = [];
    private readonly Dictionary<long, TopicPosts> _postsOf = [];
    private readonly Dictionary<(long Post, long Reporter), long> _reported = [];
    private readonly Dictionary<long, long> _topicOfDraft = [];
    private readonly Dictionary<long, ImmutableSortedSet<long>> _repliesTo = [];

    /// <summary>By the newest post (where there is none, by the opening), pinned first.</summary>
    public ImmutableSortedSet<TopicPlace> Newest { get; private set; } = [];

    /// <summary>By the number of posts, pinned first.</summary>
    public ImmutableSortedSet<TopicPlace> MostDiscussed { get; private set; } = [];

    /// <summary>Reports that nobody has answered, oldest first.</summary>
    public ImmutableSortedSet<ReportInfo> OpenReports { get; private set; } = ImmutableSortedSet.Create(ByAge);

    /// <summary>Who opened topics within the hour.</summary>
    public HourlyCounts RecentTopics { get; } = new();

    /// <summary>Who wrote posts within the hour.</summary>
    public HourlyCounts RecentPosts { get; } = new();

    /// <summary>Who edited posts within the hour.</summary>
    public HourlyCounts RecentEdits { get; } = new();

    /// <summary>A topic, or null.</summary>
    public TopicInfo? Topic(long id) => _topics.GetValueOrDefault(id);

    /// <summary>A post, or null.</summary>
    public PostInfo? Post(long id) => _posts.GetValueOrDefault(id);

    /// <summary>The posts of a topic that exists. Not to leave the mailbox: copy the page.</summary>
    public TopicPosts PostsOf(long topic) => _postsOf[topic];

    /// <summary>What others answered a resident: to posts, and to the opening texts of topics; newest first.</summary>
    public ImmutableSortedSet<long> RepliesTo(long resident) => _repliesTo.GetValueOrDefault(resident, NoReplies);

    /// <summary>The topic of a post that exists.</summary>
    public long TopicOf(long post) => _posts[post].Topic;

    /// <summary>Whether this resident reported the present version of this post: one that was changed may be wrong anew.</summary>
    public bool HasReported(PostInfo post, long resident) => _reported.GetValueOrDefault((post.Id, resident)) == post.Text;

    internal void Apply(Entry entry)
    {
        var fact = entry.Fact;
        switch (fact.KindCase)
        {
            case Fact.KindOneofCase.TopicCreated:
                Open(new TopicInfo(entry.Sequence, fact.TopicCreated.Host, entry.TimeMicros));
                break;
            case Fact.KindOneofCase.TopicSummarized:
                Change(fact.TopicSummarized.Topic, topic => topic with { State = V1.Topic.Types.State.Summarized, Summary = entry.Sequence });
                break;
            case Fact.KindOneofCase.TopicClosed:
                Change(fact.TopicClosed.Topic, topic => topic with { State = V1.Topic.Types.State.Closed });
                break;
            case Fact.KindOneofCase.TopicReopened:
                Change(fact.TopicReopened.Topic, topic => topic with { State = V1.Topic.Types.State.Open });
                break;
            case Fact.KindOneofCase.TopicPinned:
                Change(fact.TopicPinned.Topic, topic => topic with { Pinned = fact.TopicPinned.Pinned });
                break;
            case Fact.KindOneofCase.PostCreated:
                Write(entry, fact.PostCreated);
                break;
            case Fact.KindOneofCase.PostEdited:
                ChangePost(fact.PostEdited.Post, post => post with { Edits = post.Edits.Add(new(entry.Sequence, entry.TimeMicros)) });
                RecentEdits.Add(_posts[fact.PostEdited.Post].Author, entry.TimeMicros);
                break;
            case Fact.KindOneofCase.PostRedacted:
                ChangePost(fact.PostRedacted.Post, post => post with { Redacted = true });
                break;
            case Fact.KindOneofCase.PostReported:
                Report(new ReportInfo(entry.Sequence, fact.PostReported.Post, fact.PostReported.Reporter, entry.TimeMicros));
                break;
            case Fact.KindOneofCase.PostHidden:
                AnswerReports(fact.PostHidden.Post);
                ChangePost(fact.PostHidden.Post, post => post with { HiddenBy = entry.Sequence });
                break;
            case Fact.KindOneofCase.PostRestored:
                ChangePost(fact.PostRestored.Post, post => post with { HiddenBy = 0 });
                break;
            case Fact.KindOneofCase.ReportsDismissed:
                AnswerReports(fact.ReportsDismissed.Post);
                break;
            default:
                throw new UnknownFactException(entry.Sequence);
        }
    }

    /// <summary>A draft is its author's secret: the topic shows a proposal from its publication on.</summary>
    internal void ApplyProposal(Entry entry)
    {
        var fact = entry.Fact;
        switch (fact.KindCase)
        {
            case Fact.KindOneofCase.ProposalDrafted when fact.ProposalDrafted.Topic != 0:
                _topicOfDraft[entry.Sequence] = fact.ProposalDrafted.Topic;
                break;
            case Fact.KindOneofCase.ProposalPublished when _topicOfDraft.Remove(fact.ProposalPublished.Proposal, out var topic):
                Change(topic, before => before with { Proposals = [.. before.Proposals.Add(fact.ProposalPublished.Proposal).Order()] });
                break;
            case Fact.KindOneofCase.ProposalWithdrawn:
                _topicOfDraft.Remove(fact.ProposalWithdrawn.Proposal);
                break;
            case Fact.KindOneofCase.ProposalDraftDiscarded:
                _topicOfDraft.Remove(fact.ProposalDraftDiscarded.Proposal);
                break;
        }
    }

    private void Open(TopicInfo topic)
    {
        _postsOf[topic.Id] = new();
        Put(topic);
        RecentTopics.Add(topic.Host, topic.CreatedMicros);
    }

    private void Write(Entry entry, PostCreated created)
    {
        var post = new PostInfo(entry.Sequence, created.Topic, created.Author, created.ReplyTo, entry.TimeMicros);
        _posts[post.Id] = post;
        _postsOf[post.Topic].Add(post.Id, post.Author);
        RecentPosts.Add(post.Author, post.CreatedMicros);
        var answered = post.ReplyTo == 0 ? _topics[post.Topic].Host : _posts[post.ReplyTo].Author;
        if (answered != post.Author)
        {
            _repliesTo[answered] = RepliesTo(answered).Add(post.Id);
        }

        Change(post.Topic, topic => topic with { LastPost = post.Id, LastPostMicros = post.CreatedMicros, PostCount = topic.PostCount + 1 });
    }

    private void Report(ReportInfo report)
    {
        _reported[(report.Post, report.Reporter)] = _posts[report.Post].Text;
        OpenReports = OpenReports.Add(report);
        ChangePost(report.Post, post => post with { OpenReports = post.OpenReports.Add(report) });
    }

    private void AnswerReports(long id)
    {
        OpenReports = OpenReports.Except(_posts[id].OpenReports);
        ChangePost(id, post => post with { OpenReports = [] });
    }

    private void ChangePost(long id, Func<PostInfo, PostInfo> change) => _posts[id] = change(_posts[id]);

    private void Change(long id, Func<TopicInfo, TopicInfo> change)
    {
        var before = _topics[id];
        Newest = Newest.Remove(ByNewest(before));
        MostDiscussed = MostDiscussed.Remove(ByPosts(before));
        Put(change(before));
    }

    private void Put(TopicInfo topic)
    {
        _topics[topic.Id] = topic;
        Newest = Newest.Add(ByNewest(topic));
        MostDiscussed = MostDiscussed.Add(ByPosts(topic));
    }

    private static TopicPlace ByNewest(TopicInfo topic) => new(topic.Pinned, Math.Max(topic.Id, topic.LastPost), topic.Id);

    private static TopicPlace ByPosts(TopicInfo topic) => new(topic.Pinned, topic.PostCount, topic.Id);
}
