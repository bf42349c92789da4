using Neighborhood.Domain.Core;
using Neighborhood.Domain.Discussions;
using Neighborhood.V1;
using static Neighborhood.Domain.Tests.Xingfu;

namespace Neighborhood.Domain.Tests.Discussions;

/// <summary>A talk room: Wang's topic with a post by Li. The read marks of the caller can be set.</summary>
internal sealed class TalkRoom
{
    public TalkRoom(Settings? settings = null)
        : this(Founded(settings))
    {
    }

    private TalkRoom(Given<CommunityState> given)
    {
        Given = given;
        Topic = Open(Wang).Answer.Name;
        Post = Write(Li, "我家楼下也需要。").Answer.Name;
    }

    /// <summary>One in a neighbourhood that is there.</summary>
    public static TalkRoom In(Given<CommunityState> given) => new(given);

    public Given<CommunityState> Given { get; }

    /// <summary>The name of Wang's topic.</summary>
    public string Topic { get; }

    /// <summary>The name of Li's post in it.</summary>
    public string Post { get; }

    /// <summary>Read marks by topic.</summary>
    public Dictionary<long, long> Marks { get; } = [];

    public long ReadMark(long topic) => Marks.GetValueOrDefault(topic);

    public static long TopicId(string name) => Names.IdIn(name, "topics");

    public static long PostId(string name) => Names.IdsIn(name, "topics", "posts").Second;

    public Outcome<CommunityState, Topic> Open(long by, string title = "充电桩", string text = "装在哪里？", string parent = Name) =>
        Given.When(new CreateTopic(ReadMark), new() { Parent = parent, Title = title, Text = text }, As(by));

    public Outcome<CommunityState, Topic> Close(long by, string? topic = null) => Given.When(new CloseTopic(ReadMark), new() { Name = topic ?? Topic }, As(by));

    public Outcome<CommunityState, Topic> Reopen(long by, string? topic = null) =>
        Given.When(new ReopenTopic(ReadMark), new() { Name = topic ?? Topic }, As(by));

    public Outcome<CommunityState, Topic> Summarize(long by, string summary = "多数人赞成。", string? topic = null) =>
        Given.When(new SummarizeTopic(ReadMark), new() { Name = topic ?? Topic, Summary = summary }, As(by));

    public Outcome<CommunityState, Topic> Pin(long by, bool pinned = true, string? topic = null) =>
        Given.When(new PinTopic(ReadMark), new() { Name = topic ?? Topic, Pinned = pinned }, As(by));

    public Topic Get(long by, string? topic = null) => Given.Read(new GetTopic(ReadMark), new() { Name = topic ?? Topic }, As(by));

    public Outcome<CommunityState, Post> Write(long by, string text = "同意。", string replyTo = "", string? topic = null) =>
        Given.When(new CreatePost(), new() { Parent = topic ?? Topic, Text = text, ReplyTo = replyTo }, As(by));

    public Outcome<CommunityState, Post> Update(long by, string text = "改过的话。", string etag = "", string? post = null) =>
        Given.When(new UpdatePost(), new() { Name = post ?? Post, Text = text, Etag = etag }, As(by));

    public Outcome<CommunityState, Post> Redact(long by, string reason = "有电话号码", string? post = null) =>
        Given.When(new RedactPost(), new() { Name = post ?? Post, Reason = reason }, As(by));

    public Outcome<CommunityState, ReportPostResponse> Report(long by, string reason = "骂人", string? post = null) =>
        Given.When(new ReportPost(), new() { Name = post ?? Post, Reason = reason }, As(by));

    public Outcome<CommunityState, Post> Hide(long by, string reason = "人身攻击", string? post = null) =>
        Given.When(new HidePost(), new() { Name = post ?? Post, Reason = reason }, As(by));

    public Outcome<CommunityState, Post> Restore(long by, string reason = "误会", string? post = null) =>
        Given.When(new RestorePost(), new() { Name = post ?? Post, Reason = reason }, As(by));

    public Outcome<CommunityState, Post> Dismiss(long by, string? post = null) => Given.When(new DismissReports(), new() { Name = post ?? Post }, As(by));

    public Post Read(long by, string? post = null) => Given.Read(new GetPost(), new() { Name = post ?? Post }, As(by));

    public ListReportsResponse Reports(long by = Moderator) => Given.Read(new ListReports(), new() { Parent = Name }, As(by));

    public IReadOnlyList<string> Replies(long to) =>
        [.. Given.Read(new ListReplies(ReadMark), new() { Parent = Name }, As(to)).Posts.Select(post => post.Name)];

    public IReadOnlyList<Revision> Revisions(long by, string? post = null) =>
        Given.Read(new ListPostRevisions(), new() { Name = post ?? Post }, As(by)).Revisions;
}
