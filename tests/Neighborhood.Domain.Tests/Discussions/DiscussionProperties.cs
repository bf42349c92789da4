using CsCheck;
using Neighborhood.Domain.Discussions;
using Neighborhood.V1;
using static Neighborhood.Domain.Tests.Xingfu;

namespace Neighborhood.Domain.Tests.Discussions;

public class DiscussionProperties
{
    private static readonly Gen<(int Verb, long Who, int Topic, int Post)[]> Talks =
        Gen.Select(Gen.Int[0, 13], Gen.Long[1, Observer], Gen.Int[0, 4], Gen.Int[0, 9]).Array[0, 60];

    [Fact]
    public void Whatever_people_do_the_counts_and_lists_agree_with_the_posts() => Talks.Sample(talk =>
    {
        var given = Founded(new Settings { PostsPerHour = 6, TopicsPerHour = 2 });
        List<string> topics = [], posts = [];
        foreach (var step in talk)
        {
            Do(given, topics, posts, step);
        }

        MustAgree(given, topics, posts);
        given.MustReplayEqually();
    }, iter: 100);

    private static void Do(Given<CommunityState> given, List<string> topics, List<string> posts, (int Verb, long Who, int Topic, int Post) step)
    {
        var caller = As(step.Who);
        var topic = topics.Count == 0 ? Name + "/topics/1" : topics[step.Topic % topics.Count];
        var post = posts.Count == 0 ? topic + "/posts/1" : posts[step.Post % posts.Count];
        switch (step.Verb)
        {
            case 0:
                Keep(topics, given.Try(new CreateTopic(_ => 0), new() { Parent = Name, Title = "题", Text = "话" }, caller).Response?.Name);
                break;
            case 1 or 2 or 3:
                Keep(posts, given.Try(new CreatePost(), new() { Parent = topic, Text = "话", ReplyTo = step.Verb == 3 ? post : "" }, caller).Response?.Name);
                break;
            case 4:
                given.Try(new UpdatePost(), new() { Name = post, Text = "改" }, caller);
                break;
            case 5:
                given.Try(new RedactPost(), new() { Name = post, Reason = "因" }, caller);
                break;
            case 6:
                given.Try(new ReportPost(), new() { Name = post, Reason = "因" }, caller);
                break;
            case 7:
                given.Try(new HidePost(), new() { Name = post, Reason = "因" }, caller);
                break;
            case 8:
                given.Try(new RestorePost(), new() { Name = post, Reason = "因" }, caller);
                break;
            case 9:
                given.Try(new DismissReports(), new() { Name = post }, caller);
                break;
            case 10:
                given.Try(new CloseTopic(_ => 0), new() { Name = topic }, caller);
                break;
            case 11:
                given.Try(new ReopenTopic(_ => 0), new() { Name = topic }, caller);
                break;
            case 12:
                given.Try(new PinTopic(_ => 0), new() { Name = topic, Pinned = step.Post % 2 == 0 }, caller);
                break;
            default:
                given.Later(TimeSpan.FromMinutes(step.Post));
                break;
        }
    }

    private static void Keep(List<string> names, string? made)
    {
        if (made is not null)
        {
            names.Add(made);
        }
    }

    private static void MustAgree(Given<CommunityState> given, List<string> topics, List<string> posts)
    {
        var state = given.State.Discussions;
        var infos = posts.Select(name => state.Post(TalkRoom.PostId(name))!).ToList();
        var all = topics.Select(name => state.Topic(TalkRoom.TopicId(name))!).ToList();
        Assert.Equal(all.OrderByDescending(topic => (topic.Pinned, Math.Max(topic.Id, topic.LastPost))).Select(topic => topic.Id),
            state.Newest.Select(place => place.Id));
        Assert.Equal(all.OrderByDescending(topic => (topic.Pinned, topic.PostCount, topic.Id)).Select(topic => topic.Id),
            state.MostDiscussed.Select(place => place.Id));
        Assert.Equal(infos.SelectMany(post => post.OpenReports).Select(report => report.Id).Order(), state.OpenReports.Select(report => report.Id));
        Assert.All(infos, post => Assert.True(!post.Hidden || post.OpenReports.IsEmpty));
        foreach (var topic in all)
        {
            var own = infos.Where(post => post.Topic == topic.Id).ToList();
            Assert.Equal((own.Count, own.Count == 0 ? 0 : own[^1].Id), (topic.PostCount, topic.LastPost));
            var mark = own.Count == 0 ? 0 : own[own.Count / 2].Id;
            Assert.Equal(own.Count(post => post.Id > mark && post.Author != Li), state.PostsOf(topic.Id).Unread(mark, Li));
        }

        Assert.All(infos.Where(post => post.Redacted).SelectMany(post => post.Versions), version => Assert.Null(given.Texts.Find(version.Sequence)));
    }
}
