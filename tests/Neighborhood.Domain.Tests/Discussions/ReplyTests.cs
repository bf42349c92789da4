using static Neighborhood.Domain.Tests.Xingfu;

namespace Neighborhood.Domain.Tests.Discussions;

public sealed class ReplyTests
{
    private readonly TalkRoom _room = new();

    [Fact]
    public void Answers_to_my_posts_and_to_my_topics_are_mine_newest_first()
    {
        var toPost = _room.Write(Li, replyTo: _room.Write(Wang, replyTo: _room.Post).Answer.Name).Answer.Name;

        Assert.Equal([toPost, _room.Post], _room.Replies(Wang));
    }

    [Fact]
    public void Nobody_is_told_of_what_they_wrote_to_themselves_or_others_wrote_to_others()
    {
        _room.Write(Wang, replyTo: _room.Write(Wang).Answer.Name);
        _room.Write(Zhang, replyTo: _room.Post);

        Assert.Equal([_room.Post], _room.Replies(Wang));
        Assert.Empty(_room.Replies(Zhang));
    }

    [Fact]
    public void What_was_read_is_not_told_again()
    {
        _room.Marks[TalkRoom.TopicId(_room.Topic)] = TalkRoom.PostId(_room.Post);
        var later = _room.Write(Zhang).Answer.Name;

        Assert.Equal([later], _room.Replies(Wang));
    }

    [Fact]
    public void What_was_hidden_or_redacted_is_not_told()
    {
        _room.Hide(Moderator);
        _room.Redact(Zhang, post: _room.Write(Zhang).Answer.Name);

        Assert.Empty(_room.Replies(Wang));
    }
}
