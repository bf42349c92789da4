using Neighborhood.Domain.Discussions;
using Neighborhood.V1;
using static Neighborhood.Domain.Tests.Xingfu;
using Order = Neighborhood.V1.ListTopicsRequest.Types.Order;

namespace Neighborhood.Domain.Tests.Discussions;

public class TopicListTests
{
    private readonly TalkRoom _room = new();
    private readonly string _first, _second, _third;

    public TopicListTests()
    {
        _first = _room.Topic;
        _second = _room.Open(Zhang, "二").Answer.Name;
        _third = _room.Open(Zhang, "三").Answer.Name;
    }

    [Fact]
    public void The_newest_post_or_else_the_opening_orders_topics()
    {
        Assert.Equal([_third, _second, _first], List(Order.Unspecified));
        _room.Write(Li, topic: _second);
        Assert.Equal([_second, _third, _first], List(Order.Newest));
    }

    [Fact]
    public void The_number_of_posts_orders_the_most_discussed() => Assert.Equal([_first, _third, _second], List(Order.MostDiscussed));

    [Theory]
    [InlineData(Order.Newest)]
    [InlineData(Order.MostDiscussed)]
    public void Pinned_topics_come_first(Order order)
    {
        _room.Pin(Host, topic: _second);
        Assert.Equal(_second, List(order)[0]);
        _room.Pin(Host, pinned: false, topic: _second);
        Assert.NotEqual(_second, List(order)[0]);
    }

    [Fact]
    public void Unread_topics_are_those_where_others_wrote_after_the_readers_mark()
    {
        Assert.Equal([_first], List(Order.Unread));
        Assert.Empty(List(Order.Unread, by: Li));
        _room.Marks[TalkRoom.TopicId(_first)] = TalkRoom.PostId(_room.Post);
        Assert.Empty(List(Order.Unread));
        _room.Write(Zhang, topic: _first);
        Assert.Equal([_first], List(Order.Unread));
    }

    [Fact]
    public void Unread_posts_are_counted_without_ones_own()
    {
        _room.Write(Wang);
        _room.Write(Zhang);
        _room.Write(Li);
        Assert.Equal((3, 2, 3), (_room.Get(Wang).UnreadCount, _room.Get(Li).UnreadCount, _room.Get(Zhang).UnreadCount));
        _room.Marks[TalkRoom.TopicId(_first)] = _room.Given.Last - 1;
        Assert.Equal((1, 0, 1), (_room.Get(Wang).UnreadCount, _room.Get(Li).UnreadCount, _room.Get(Zhang).UnreadCount));
    }

    [Fact]
    public void Marking_a_topic_as_read_gives_its_last_post_or_the_one_named_or_else_its_opening()
    {
        var newest = TalkRoom.PostId(_room.Write(Zhang).Answer.Name);
        Assert.Equal(newest, _room.Given.Read(new MarkTopicRead(), new() { Name = _first }, As(Wang)));
        Assert.Equal(TalkRoom.PostId(_room.Post), _room.Given.Read(new MarkTopicRead(), new() { Name = _first, LastReadPost = _room.Post }, As(Wang)));
        Assert.Equal(TalkRoom.TopicId(_second), _room.Given.Read(new MarkTopicRead(), new() { Name = _second }, As(Wang)));
    }

    [Theory]
    [InlineData(Order.Newest)]
    [InlineData(Order.MostDiscussed)]
    public void Pages_of_one_show_every_topic_once(Order order)
    {
        List<string> seen = [];
        var token = "";
        do
        {
            var page = Page(order, token);
            seen.Add(Assert.Single(page.Topics).Name);
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(List(order), seen);
    }

    [Fact]
    public void A_page_of_unread_topics_goes_on_behind_one_that_was_read_meanwhile()
    {
        _room.Write(Li, topic: _second);
        _room.Write(Li, topic: _third);
        var page = Page(Order.Unread);
        Assert.Equal(_third, Assert.Single(page.Topics).Name);
        _room.Marks[TalkRoom.TopicId(_third)] = _room.Given.Last;
        page = Page(Order.Unread, page.NextPageToken);
        Assert.Equal(_second, Assert.Single(page.Topics).Name);
        page = Page(Order.Unread, page.NextPageToken);
        Assert.Equal((_first, ""), (Assert.Single(page.Topics).Name, page.NextPageToken));
    }

    [Fact]
    public void A_token_of_one_order_is_refused_by_another()
    {
        var token = Page(Order.Newest).NextPageToken;
        var refusal = _room.Given.RefusalOf(
            new ListTopics(_room.ReadMark), new() { Parent = Name, Order = Order.MostDiscussed, PageToken = token }, As(Wang));
        Assert.Equal(ErrorReason.InvalidPageToken, refusal.Reason);
    }

    [Fact]
    public void A_page_has_at_most_a_hundred_topics()
    {
        for (var i = 0; i < 101; i++)
        {
            _room.Given.And(new V1.Facts.Fact { TopicCreated = new() { Host = Wang } });
        }

        Assert.Equal(100, _room.Given.Read(new ListTopics(_room.ReadMark), new() { Parent = Name, PageSize = 1_000 }, As(Wang)).Topics.Count);
        Assert.Equal(20, _room.Given.Read(new ListTopics(_room.ReadMark), new() { Parent = Name }, As(Wang)).Topics.Count);
    }

    private ListTopicsResponse Page(Order order, string token = "") => _room.Given.Read(
        new ListTopics(_room.ReadMark), new() { Parent = Name, Order = order, PageSize = 1, PageToken = token }, As(Wang));

    private List<string> List(Order order, long by = Wang) =>
        [.. _room.Given.Read(new ListTopics(_room.ReadMark), new() { Parent = Name, Order = order }, As(by)).Topics.Select(topic => topic.Name)];
}
