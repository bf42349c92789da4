using Neighborhood.Domain.Discussions;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using static Neighborhood.Domain.Tests.Xingfu;

namespace Neighborhood.Domain.Tests.Discussions;

public class PostTests
{
    private readonly TalkRoom _room = new();

    private long Topic => TalkRoom.TopicId(_room.Topic);

    private long Post => TalkRoom.PostId(_room.Post);

    [Fact]
    public void A_reply_names_what_it_answers_and_moves_the_topic()
    {
        var written = _room.Write(Wang, "好。", replyTo: _room.Post)
            .Then(new Fact { PostCreated = new() { Topic = Topic, Author = Wang, ReplyTo = Post } });
        var post = written.AnsweredAs(new GetPost(), new() { Name = written.Answer.Name }, As(Wang)).Answer;
        Assert.Equal(("好。", _room.Post, 1, false), (post.Text, post.ReplyTo, post.Revision, post.Redacted));
        Assert.Null(post.EditTime);
        Assert.Equal((2, post.CreateTime), (_room.Get(Li).PostCount, _room.Get(Li).LastPostTime));
    }

    [Fact]
    public void Posts_are_listed_in_the_order_written()
    {
        var second = _room.Write(Wang).Answer.Name;
        var third = _room.Write(Zhang).Answer.Name;
        var page = _room.Given.Read(new ListPosts(), new() { Parent = _room.Topic, PageSize = 2 }, As(Wang));
        Assert.Equal([_room.Post, second], page.Posts.Select(post => post.Name));
        page = _room.Given.Read(new ListPosts(), new() { Parent = _room.Topic, PageSize = 2, PageToken = page.NextPageToken }, As(Wang));
        Assert.Equal((third, ""), (Assert.Single(page.Posts).Name, page.NextPageToken));
    }

    [Fact]
    public void An_edit_keeps_the_earlier_words_readable()
    {
        var first = _room.Read(Li);
        _room.Given.Later(TimeSpan.FromMinutes(1));
        var edited = _room.Update(Li, "改过的话。", first.Etag).Then(new Fact { PostEdited = new() { Post = Post } })
            .AnsweredAs(new GetPost(), new() { Name = _room.Post }, As(Li)).Answer;
        Assert.Equal(("改过的话。", 2), (edited.Text, edited.Revision));
        Assert.NotEqual(first.Etag, edited.Etag);
        Assert.NotNull(edited.EditTime);
        Assert.Equal([(1, first.Text), (2, "改过的话。")], _room.Revisions(Zhang).Select(version => (version.Revision_, version.Text)));
    }

    [Fact]
    public void A_report_does_not_change_the_etag()
    {
        var before = _room.Read(Li).Etag;
        _room.Report(Wang);
        Assert.Equal(before, _room.Read(Li).Etag);
    }

    [Theory]
    [InlineData(Li)]
    [InlineData(Moderator)]
    [InlineData(Staff)]
    public void Redacting_erases_every_version_and_leaves_the_post_standing(long who)
    {
        _room.Update(Li);
        var edit = _room.Given.Last;
        _room.Report(Wang, "有电话号码");
        var report = _room.Given.Last;
        var redacted = _room.Redact(who).Then(new Fact { PostRedacted = new() { Post = Post, ByResident = who } })
            .AnsweredAs(new GetPost(), new() { Name = _room.Post }, As(who));
        Assert.Equal([Post, edit], redacted.Decision.SideErasures);
        Assert.Null(_room.Given.Texts.Find(edit));
        Assert.NotNull(_room.Given.Texts.Find(report));
        Assert.Equal((true, "", 2), (redacted.Answer.Redacted, redacted.Answer.Text, redacted.Answer.Revision));
        Assert.All(_room.Revisions(Staff), version => Assert.Empty(version.Text));
        Assert.Equal("有电话号码", Assert.Single(_room.Reports().Reports).Reason);
    }

    [Fact]
    public void A_post_whose_words_went_with_its_author_says_so()
    {
        _room.Given.Texts.Put(Post, null);
        Assert.True(_room.Read(Wang).Redacted);
    }

    [Fact]
    public void A_hundred_first_version_is_refused()
    {
        _room.Given.And(Enumerable.Repeat(new Fact { PostEdited = new() { Post = Post } }, DomainLimits.Versions - 2)).Later(TimeSpan.FromHours(1));
        Assert.Equal(DomainLimits.Versions, _room.Update(Li).Answer.Revision);
        _room.Update(Li).Refused(ErrorReason.LimitExceeded);
    }

    [Fact]
    public void A_third_edit_within_the_hour_is_refused_where_two_are_allowed()
    {
        _room.Given.And(new Fact { CommunityUpdated = new() { Title = "幸福小区", Settings = new() { EditsPerHour = 2 } } });
        Assert.NotNull(_room.Update(Li, "一").Answer);
        Assert.NotNull(_room.Update(Li, "二").Answer);
        Assert.Equal(TimeSpan.FromHours(1).Ticks / 10, _room.Update(Li, "三").Refused(ErrorReason.PostingTooFast).RetryAfterMicros);
        _room.Given.Later(TimeSpan.FromHours(1));
        Assert.NotNull(_room.Update(Li, "三").Answer);
    }

    [Fact]
    public void A_thirty_first_post_within_the_hour_is_refused_with_the_time_of_the_next()
    {
        for (var i = 0; i < 29; i++)
        {
            Assert.NotNull(_room.Write(Li).Answer);
        }

        Assert.Equal(TimeSpan.FromHours(1).Ticks / 10, _room.Write(Li).Refused(ErrorReason.PostingTooFast).RetryAfterMicros);
        Assert.NotNull(_room.Write(Wang).Answer);
        _room.Given.Later(TimeSpan.FromHours(1));
        Assert.NotNull(_room.Write(Li).Answer);
    }
}
