using Neighborhood.Domain.Discussions;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using static Neighborhood.Domain.Tests.Xingfu;
using State = Neighborhood.V1.Topic.Types.State;

namespace Neighborhood.Domain.Tests.Discussions;

public class TopicTests
{
    private readonly TalkRoom _room = new();

    private long Id => TalkRoom.TopicId(_room.Topic);

    [Fact]
    public void Opening_a_topic_makes_one_fact_and_shows_the_topic()
    {
        var opened = _room.Open(Zhang, "车位", "不够。").Then(new Fact { TopicCreated = new() { Host = Zhang } });
        var topic = opened.AnsweredAs(new GetTopic(_room.ReadMark), new() { Name = opened.Answer.Name }, As(Zhang)).Answer;
        Assert.Equal(("车位", "不够。", State.Open, 0, false), (topic.Title, topic.Text, topic.State, topic.PostCount, topic.Redacted));
        Assert.Equal((Resident(Zhang), "邻居3"), (topic.Host.Resident, topic.Host.DisplayName));
        Assert.Null(topic.LastPostTime);
    }

    [Fact]
    public void A_summary_leaves_the_topic_open_for_posts_and_a_later_one_takes_its_place()
    {
        _room.Summarize(Host, "先装两个。").Then(new Fact { TopicSummarized = new() { Topic = Id } })
            .AnsweredAs(new GetTopic(_room.ReadMark), new() { Name = _room.Topic }, As(Host));
        Assert.NotNull(_room.Write(Li).Answer);
        var topic = _room.Summarize(Wang, "装四个。").Answer;
        Assert.Equal((State.Summarized, "装四个。"), (topic.State, topic.Summary));
    }

    [Theory]
    [InlineData(Wang)]
    [InlineData(Host)]
    [InlineData(Moderator)]
    [InlineData(Staff)]
    public void Its_host_or_whoever_leads_talk_closes_and_reopens_it(long leader)
    {
        _room.Close(leader).Then(new Fact { TopicClosed = new() { Topic = Id } })
            .AnsweredAs(new GetTopic(_room.ReadMark), new() { Name = _room.Topic }, As(leader));
        Assert.Equal(State.Closed, _room.Get(Li).State);
        _room.Reopen(leader).Then(new Fact { TopicReopened = new() { Topic = Id } })
            .AnsweredAs(new GetTopic(_room.ReadMark), new() { Name = _room.Topic }, As(leader));
        Assert.Equal(State.Open, _room.Get(Li).State);
    }

    [Fact]
    public void A_reopened_topic_keeps_its_summary()
    {
        _room.Summarize(Wang, "装四个。");
        _room.Close(Wang);
        Assert.Equal((State.Open, "装四个。"), (_room.Reopen(Wang).Answer.State, _room.Get(Li).Summary));
    }

    [Fact]
    public void Pinning_is_undone_by_unpinning()
    {
        Assert.True(_room.Pin(Host).Then(new Fact { TopicPinned = new() { Topic = Id, Pinned = true } }).Answer.Pinned);
        Assert.False(_room.Pin(Staff, pinned: false).Then(new Fact { TopicPinned = new() { Topic = Id } }).Answer.Pinned);
    }

    [Fact]
    public void A_topic_whose_words_are_gone_says_so()
    {
        _room.Given.Texts.Put(Id, null);
        var topic = _room.Get(Li);
        Assert.Equal((true, "", ""), (topic.Redacted, topic.Title, topic.Text));
    }

    [Fact]
    public void A_sixth_topic_within_the_hour_is_refused_with_the_time_of_the_next()
    {
        var given = _room.Given;
        var first = given.NowMicros;
        given.Later(TimeSpan.FromMinutes(10));
        for (var i = 0; i < 4; i++)
        {
            Assert.NotNull(_room.Open(Wang).Answer);
        }

        var refusal = _room.Open(Wang).Refused(ErrorReason.PostingTooFast);
        Assert.Equal(TimeSpan.FromMinutes(50).Ticks / 10, refusal.RetryAfterMicros);
        Assert.Equal($"{first + TimeSpan.FromHours(1).Ticks / 10}", refusal.Details!["time_micros"]);
        Assert.NotNull(_room.Open(Li).Answer);

        given.Later(TimeSpan.FromMinutes(50) - TimeSpan.FromMicroseconds(1));
        Assert.Equal(1, _room.Open(Wang).Refused(ErrorReason.PostingTooFast).RetryAfterMicros);
        given.Later(TimeSpan.FromMicroseconds(1));
        Assert.NotNull(_room.Open(Wang).Answer);
    }

    [Fact]
    public void A_lowered_limit_waits_until_few_enough_are_recent()
    {
        var given = _room.Given;
        given.Later(TimeSpan.FromMinutes(1));
        _room.Open(Wang);
        given.And(new Fact { CommunityUpdated = new() { Title = "幸福小区", Settings = new() { TopicsPerHour = 1 } } });
        Assert.Equal(TimeSpan.FromMinutes(60).Ticks / 10, _room.Open(Wang).Refused(ErrorReason.PostingTooFast).RetryAfterMicros);
    }

    [Fact]
    public void A_draft_shows_in_its_topic_only_once_it_is_published()
    {
        var given = _room.Given;
        given.And(new Fact { ProposalDrafted = new() { Author = Wang, Topic = Id, Terms = new() } });
        var first = given.Last;
        given.And(new Fact { ProposalDrafted = new() { Author = Li, Topic = Id, Terms = new() } });
        var second = given.Last;
        Assert.Empty(_room.Get(Wang).Proposals);
        given.And(new Fact { ProposalPublished = new() { Proposal = second } }, new Fact { ProposalPublished = new() { Proposal = first } });
        Assert.Equal([Named("proposals", first), Named("proposals", second)], _room.Get(Zhang).Proposals);
    }
}
