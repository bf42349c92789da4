using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Demo;

/// <summary>Topics and what is said in them.</summary>
internal sealed class SeedTalk(SeedScene scene)
{
    public async Task LoadAsync()
    {
        // Newest first is how topics are listed, so the first of the file is opened last.
        foreach (var topic in Enumerable.Reverse(scene.Seed.Topics))
        {
            await LoadAsync(topic).ConfigureAwait(false);
        }
    }

    /// <summary>All topics of the neighbourhood by title.</summary>
    public static async Task<Dictionary<string, Topic>> ListAsync(SeedScene scene) =>
        await scene.Staff.Discussions.ListAllTopicsAsync(new ListTopicsRequest { Parent = scene.Community, PageSize = 100 }, scene.Cancel)
            .ToDictionaryAsync(topic => topic.Title, cancellationToken: scene.Cancel).ConfigureAwait(false);

    private async Task LoadAsync(SeedTopic wanted)
    {
        var known = await ListAsync(scene).ConfigureAwait(false);
        var topic = known.GetValueOrDefault(wanted.Title) ?? await OpenAsync(wanted).ConfigureAwait(false);
        await SayAsync(topic, wanted.Posts).ConfigureAwait(false);
        if (wanted.Summary.Length > 0 && topic.Summary.Length == 0)
        {
            var request = new SummarizeTopicRequest { Name = topic.Name, Summary = wanted.Summary.Trim() }.WithId();
            await scene.Neighbours[wanted.By].Discussions.SummarizeTopicAsync(request, cancellationToken: scene.Cancel).ConfigureAwait(false);
            scene.Note("summary");
        }

        if (wanted.Pinned && !topic.Pinned)
        {
            await scene.Staff.Discussions.PinTopicAsync(
                new PinTopicRequest { Name = topic.Name, Pinned = true }.WithId(), cancellationToken: scene.Cancel).ConfigureAwait(false);
            scene.Note("pin");
        }

        if (wanted.Closed && topic.State != Topic.Types.State.Closed)
        {
            var request = new CloseTopicRequest { Name = topic.Name }.WithId();
            await scene.Neighbours[wanted.By].Discussions.CloseTopicAsync(request, cancellationToken: scene.Cancel).ConfigureAwait(false);
            scene.Note("close");
        }
    }

    private async Task<Topic> OpenAsync(SeedTopic wanted)
    {
        var request = new CreateTopicRequest { Parent = scene.Community, Title = wanted.Title, Text = wanted.Text.Trim() }.WithId();
        var topic = await scene.Neighbours[wanted.By].Discussions.CreateTopicAsync(request, cancellationToken: scene.Cancel).ConfigureAwait(false);
        scene.Note("topic");
        return topic;
    }

    private async Task SayAsync(Topic topic, List<SeedPost> wanted)
    {
        var said = await scene.Staff.Discussions.ListAllPostsAsync(new ListPostsRequest { Parent = topic.Name, PageSize = 100 }, scene.Cancel)
            .ToListAsync(scene.Cancel).ConfigureAwait(false);
        foreach (var post in wanted)
        {
            var name = await SayAsync(topic, said, post, replyTo: "").ConfigureAwait(false);
            foreach (var reply in post.Replies)
            {
                await SayAsync(topic, said, reply, name).ConfigureAwait(false);
            }
        }
    }

    private async Task<string> SayAsync(Topic topic, List<Post> said, SeedPost wanted, string replyTo)
    {
        var text = wanted.Text.Trim();
        if (said.Find(post => post.Author?.DisplayName == wanted.By && post.Text.Trim() == text) is { } known)
        {
            return known.Name;
        }

        var request = new CreatePostRequest { Parent = topic.Name, Text = text, ReplyTo = replyTo }.WithId();
        var post = await scene.Neighbours[wanted.By].Discussions.CreatePostAsync(request, cancellationToken: scene.Cancel).ConfigureAwait(false);
        scene.Note("post");
        return post.Name;
    }
}
