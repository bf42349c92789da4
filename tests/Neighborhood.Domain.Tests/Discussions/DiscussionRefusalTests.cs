using Neighborhood.Domain.Core;
using Neighborhood.Domain.Discussions;
using Neighborhood.V1;
using static Neighborhood.Domain.Tests.Xingfu;

namespace Neighborhood.Domain.Tests.Discussions;

/// <summary>One row per refusal of every operation of Discussions.</summary>
public class DiscussionRefusalTests
{
    private const string Nowhere = "communities/xingfu/topics/999999";
    private const string NoPost = Nowhere + "/posts/999999";
    private static string Abroad(string name) => name.Replace("xingfu", "yangguang", StringComparison.Ordinal);

    private static readonly Dictionary<string, (ErrorReason Reason, string? Field, Func<TalkRoom, Refusal?> Attempt)> Rows = new()
    {
        ["A topic in another community"] = (ErrorReason.NotFound, "parent", room => room.Open(Wang, parent: "communities/yangguang").Decision.Refusal),
        ["A topic by an observer"] = (ErrorReason.RoleRequired, null, room => room.Open(Observer).Decision.Refusal),
        ["A topic without a title"] = (ErrorReason.InvalidField, "title", room => room.Open(Wang, title: " ").Decision.Refusal),
        ["A topic without a text"] = (ErrorReason.InvalidField, "text", room => room.Open(Wang, text: "\n").Decision.Refusal),

        ["Getting a topic that is not"] = (ErrorReason.NotFound, "name",
            room => room.Given.RefusalOf(new GetTopic(room.ReadMark), new() { Name = Nowhere }, As(Wang))),
        ["Getting a topic by the name of another community"] = (ErrorReason.NotFound, "name",
            room => room.Given.RefusalOf(new GetTopic(room.ReadMark), new() { Name = Abroad(room.Topic) }, As(Wang))),
        ["Getting a topic as an outsider"] = (ErrorReason.NotFound, "name",
            room => room.Given.RefusalOf(new GetTopic(room.ReadMark), new() { Name = room.Topic }, Outsider)),
        ["Listing the topics of another community"] = (ErrorReason.NotFound, "parent",
            room => room.Given.RefusalOf(new ListTopics(room.ReadMark), new() { Parent = "communities/yangguang" }, As(Wang))),
        ["Listing topics in an order that is none"] = (ErrorReason.InvalidField, "order",
            room => room.Given.RefusalOf(new ListTopics(room.ReadMark), new() { Parent = Name, Order = (ListTopicsRequest.Types.Order)9 }, As(Wang))),
        ["Listing topics from a forged token"] = (ErrorReason.InvalidPageToken, "page_token",
            room => room.Given.RefusalOf(new ListTopics(room.ReadMark), new() { Parent = Name, PageToken = "AAAAAAAA" }, As(Wang))),

        ["Summing up nothing that is"] = (ErrorReason.NotFound, "name", room => room.Summarize(Wang, topic: Nowhere).Decision.Refusal),
        ["Summing up another's topic"] = (ErrorReason.RoleRequired, null, room => room.Summarize(Li).Decision.Refusal),
        ["Summing up without words"] = (ErrorReason.InvalidField, "summary", room => room.Summarize(Wang, " ").Decision.Refusal),
        ["Summing up a closed topic"] = (ErrorReason.WrongState, null, room => Closed(room).Summarize(Wang).Decision.Refusal),

        ["Closing nothing that is"] = (ErrorReason.NotFound, "name", room => room.Close(Wang, Nowhere).Decision.Refusal),
        ["Closing another's topic"] = (ErrorReason.RoleRequired, null, room => room.Close(Li).Decision.Refusal),
        ["Closing a closed topic"] = (ErrorReason.WrongState, null, room => Closed(room).Close(Wang).Decision.Refusal),

        ["Reopening nothing that is"] = (ErrorReason.NotFound, "name", room => room.Reopen(Wang, Nowhere).Decision.Refusal),
        ["Reopening another's topic"] = (ErrorReason.RoleRequired, null, room => Closed(room).Reopen(Li).Decision.Refusal),
        ["Reopening an open topic"] = (ErrorReason.WrongState, null, room => room.Reopen(Wang).Decision.Refusal),

        ["Pinning nothing that is"] = (ErrorReason.NotFound, "name", room => room.Pin(Host, topic: Nowhere).Decision.Refusal),
        ["Pinning as the host of the topic"] = (ErrorReason.RoleRequired, null, room => room.Pin(Wang).Decision.Refusal),
        ["Unpinning what is not pinned"] = (ErrorReason.NothingChanged, "pinned", room => room.Pin(Host, pinned: false).Decision.Refusal),

        ["Writing into no topic"] = (ErrorReason.NotFound, "parent", room => room.Write(Li, topic: Nowhere).Decision.Refusal),
        ["Writing as an observer"] = (ErrorReason.RoleRequired, null, room => room.Write(Observer).Decision.Refusal),
        ["Writing nothing"] = (ErrorReason.InvalidField, "text", room => room.Write(Li, "  ").Decision.Refusal),
        ["Writing into a closed topic"] = (ErrorReason.TopicNotOpen, null, room => Closed(room).Write(Li).Decision.Refusal),
        ["Replying to a post that is not"] = (ErrorReason.ReplyElsewhere, "reply_to", room => room.Write(Li, replyTo: NoPost).Decision.Refusal),
        ["Replying to a post of another topic"] = (ErrorReason.ReplyElsewhere, "reply_to",
            room => room.Write(Li, replyTo: room.Post, topic: room.Open(Zhang).Answer.Name).Decision.Refusal),

        ["Getting a post that is not"] = (ErrorReason.NotFound, "name", room => room.Given.RefusalOf(new GetPost(), new() { Name = NoPost }, As(Wang))),
        ["Getting a post by the name of another topic"] = (ErrorReason.NotFound, "name",
            room => room.Given.RefusalOf(new GetPost(), new() { Name = $"{room.Open(Zhang).Answer.Name}/posts/{TalkRoom.PostId(room.Post)}" }, As(Wang))),
        ["Getting a post by the name of another community"] = (ErrorReason.NotFound, "name",
            room => room.Given.RefusalOf(new GetPost(), new() { Name = Abroad(room.Post) }, As(Wang))),
        ["Listing the posts of no topic"] = (ErrorReason.NotFound, "parent",
            room => room.Given.RefusalOf(new ListPosts(), new() { Parent = Nowhere }, As(Wang))),
        ["Listing posts from a forged token"] = (ErrorReason.InvalidPageToken, "page_token",
            room => room.Given.RefusalOf(new ListPosts(), new() { Parent = room.Topic, PageToken = "AAAAAAAA" }, As(Wang))),

        ["Listing replies in another community"] = (ErrorReason.NotFound, "parent",
            room => room.Given.RefusalOf(new ListReplies(room.ReadMark), new() { Parent = "communities/yangguang" }, As(Wang))),
        ["Listing replies from a forged token"] = (ErrorReason.InvalidPageToken, "page_token",
            room => room.Given.RefusalOf(new ListReplies(room.ReadMark), new() { Parent = Name, PageToken = "AAAAAAAA" }, As(Wang))),

        ["Changing a post that is not"] = (ErrorReason.NotFound, "name", room => room.Update(Li, post: NoPost).Decision.Refusal),
        ["Changing another's post"] = (ErrorReason.AuthorRequired, null, room => room.Update(Wang).Decision.Refusal),
        ["Changing another's post as a moderator"] = (ErrorReason.AuthorRequired, null, room => room.Update(Moderator).Decision.Refusal),
        ["Changing a post into nothing"] = (ErrorReason.InvalidField, "text", room => room.Update(Li, " ").Decision.Refusal),
        ["Changing a version that is past"] = (ErrorReason.EtagMismatch, "etag", room => Edited(room).Update(Li, etag: EtagOfFirst(room)).Decision.Refusal),
        ["Changing a post of a closed topic"] = (ErrorReason.TopicNotOpen, null, room => Closed(room).Update(Li).Decision.Refusal),
        ["Changing a hidden post"] = (ErrorReason.PostHidden, null, room => Hidden(room).Update(Li).Decision.Refusal),
        ["Changing a redacted post"] = (ErrorReason.WrongState, null, room => Redacted(room).Update(Li).Decision.Refusal),
        ["Listing the versions of a post that is not"] = (ErrorReason.NotFound, "name",
            room => room.Given.RefusalOf(new ListPostRevisions(), new() { Name = NoPost }, As(Wang))),

        ["Redacting a post that is not"] = (ErrorReason.NotFound, "name", room => room.Redact(Li, post: NoPost).Decision.Refusal),
        ["Redacting another's post"] = (ErrorReason.AuthorRequired, null, room => room.Redact(Wang).Decision.Refusal),
        ["Redacting without a reason"] = (ErrorReason.InvalidField, "reason", room => room.Redact(Li, " ").Decision.Refusal),
        ["Redacting twice"] = (ErrorReason.NothingChanged, null, room => Redacted(room).Redact(Li).Decision.Refusal),

        ["Reporting a post that is not"] = (ErrorReason.NotFound, "name", room => room.Report(Wang, post: NoPost).Decision.Refusal),
        ["Reporting without a reason"] = (ErrorReason.InvalidField, "reason", room => room.Report(Wang, " ").Decision.Refusal),
        ["Reporting twice"] = (ErrorReason.AlreadyReported, null, room => Reported(room).Report(Wang).Decision.Refusal),
        ["Reporting again what was found unfounded"] = (ErrorReason.AlreadyReported, null, room => Dismissed(room).Report(Wang).Decision.Refusal),
        ["Reporting a hidden post"] = (ErrorReason.PostHidden, null, room => Hidden(room).Report(Wang).Decision.Refusal),
        ["Reporting a redacted post"] = (ErrorReason.WrongState, null, room => Redacted(room).Report(Wang).Decision.Refusal),
        ["Listing reports as a resident"] = (ErrorReason.RoleRequired, null,
            room => room.Given.RefusalOf(new ListReports(), new() { Parent = Name }, As(Wang))),
        ["Listing the reports of another community"] = (ErrorReason.NotFound, "parent",
            room => room.Given.RefusalOf(new ListReports(), new() { Parent = "communities/yangguang" }, As(Moderator))),
        ["Listing reports from a forged token"] = (ErrorReason.InvalidPageToken, "page_token",
            room => room.Given.RefusalOf(new ListReports(), new() { Parent = Name, PageToken = "AAAAAAAA" }, As(Moderator))),

        ["Hiding a post that is not"] = (ErrorReason.NotFound, "name", room => room.Hide(Moderator, post: NoPost).Decision.Refusal),
        ["Hiding as a resident"] = (ErrorReason.RoleRequired, null, room => room.Hide(Wang).Decision.Refusal),
        ["Hiding without a reason"] = (ErrorReason.InvalidField, "reason", room => room.Hide(Moderator, " ").Decision.Refusal),
        ["Hiding twice"] = (ErrorReason.PostHidden, null, room => Hidden(room).Hide(Staff).Decision.Refusal),

        ["Restoring a post that is not"] = (ErrorReason.NotFound, "name", room => room.Restore(Moderator, post: NoPost).Decision.Refusal),
        ["Restoring as its author"] = (ErrorReason.RoleRequired, null, room => Hidden(room).Restore(Li).Decision.Refusal),
        ["Restoring without a reason"] = (ErrorReason.InvalidField, "reason", room => Hidden(room).Restore(Moderator, " ").Decision.Refusal),
        ["Restoring what is not hidden"] = (ErrorReason.PostNotHidden, null, room => room.Restore(Moderator).Decision.Refusal),

        ["Dismissing the reports of a post that is not"] = (ErrorReason.NotFound, "name", room => room.Dismiss(Moderator, NoPost).Decision.Refusal),
        ["Dismissing as a resident"] = (ErrorReason.RoleRequired, null, room => Reported(room).Dismiss(Li).Decision.Refusal),
        ["Dismissing where nobody reported"] = (ErrorReason.NothingChanged, null, room => room.Dismiss(Moderator).Decision.Refusal),

        ["Marking no topic as read"] = (ErrorReason.NotFound, "name",
            room => room.Given.RefusalOf(new MarkTopicRead(), new() { Name = Nowhere }, As(Wang))),
        ["Marking a topic as read to a post that is not"] = (ErrorReason.NotFound, "last_read_post",
            room => room.Given.RefusalOf(new MarkTopicRead(), new() { Name = room.Topic, LastReadPost = NoPost }, As(Wang))),
        ["Marking a topic as read to a post of another"] = (ErrorReason.NotFound, "last_read_post",
            room => room.Given.RefusalOf(new MarkTopicRead(), new() { Name = room.Open(Zhang).Answer.Name, LastReadPost = room.Post }, As(Wang))),
    };

    public static TheoryData<string> Sentences => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Is_refused(string sentence)
    {
        var (reason, field, attempt) = Rows[sentence];
        var room = new TalkRoom();
        var refusal = attempt(room);
        Assert.Equal((reason, field), (refusal?.Reason ?? ErrorReason.Unspecified, refusal?.Field));
    }

    private static TalkRoom Closed(TalkRoom room) => After(room, room.Close(Wang).Answer);

    private static TalkRoom Edited(TalkRoom room) => After(room, room.Update(Li).Answer);

    private static TalkRoom Hidden(TalkRoom room) => After(room, room.Hide(Moderator).Answer);

    private static TalkRoom Redacted(TalkRoom room) => After(room, room.Redact(Li).Answer);

    private static TalkRoom Reported(TalkRoom room) => After(room, room.Report(Wang).Answer);

    private static TalkRoom Dismissed(TalkRoom room) => After(room, Reported(room).Dismiss(Moderator).Answer);

    private static string EtagOfFirst(TalkRoom room) => Etag.Of(TalkRoom.PostId(room.Post));

    private static TalkRoom After(TalkRoom room, object answer)
    {
        Assert.NotNull(answer);
        return room;
    }
}
