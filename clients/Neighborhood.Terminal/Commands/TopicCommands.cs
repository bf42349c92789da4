using System.CommandLine;
using Neighborhood.Client;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>恳谈室: topics and posts.</summary>
internal static class TopicCommands
{
    public static Command Build(Grammar grammar) => grammar.Group(
        "topics", List(grammar), Show(grammar), Create(grammar), Post(grammar), Summarize(grammar), Close(grammar),
        Reopen(grammar), Pin(grammar));

    private static Command List(Grammar grammar)
    {
        var order = grammar.Choice("order", ListTopicsRequest.Types.Order.Newest);
        return grammar.Verb("topics list", [order], async run =>
        {
            var request = new ListTopicsRequest { Parent = await run.CommunityAsync().ConfigureAwait(false), Order = run.Get(order), PageSize = 100 };
            var all = await run.Client.Discussions.ListAllTopicsAsync(request, run.Cancel).ToListAsync(run.Cancel).ConfigureAwait(false);
            return run.List(
                "topics", all,
                new("id", topic => Names.Last(topic.Name), IsRight: true),
                new("state", topic => run.Words.Of(topic.State)),
                new("posts", topic => Amounts.Count(topic.PostCount), IsRight: true),
                new("unread", topic => Amounts.Count(topic.UnreadCount), IsRight: true),
                new("last", topic => run.Moments.At(topic.LastPostTime ?? topic.CreateTime)),
                new("host", topic => topic.Host?.DisplayName ?? ""),
                new("title", topic => topic.Title));
        });
    }

    private static Command Show(Grammar grammar)
    {
        var which = grammar.Argument("topic");
        return grammar.Verb("topics show", [which], async run =>
        {
            var name = await run.NameAsync(run.Get(which), "topics").ConfigureAwait(false);
            var topic = await run.Client.Discussions.GetTopicAsync(new GetTopicRequest { Name = name }, cancellationToken: run.Cancel).ConfigureAwait(false);
            var posts = await run.Client.Discussions.ListAllPostsAsync(new ListPostsRequest { Parent = name, PageSize = 100 }, run.Cancel)
                .ToListAsync(run.Cancel).ConfigureAwait(false);
            if (run.IsJson)
            {
                var document = Invocation.NodeOf(topic);
                document["posts"] = new System.Text.Json.Nodes.JsonArray([.. posts.Select(post => (System.Text.Json.Nodes.JsonNode?)Invocation.NodeOf(post))]);
                return run.Json(document);
            }

            Tell(run, topic, await BornAsync(run, topic).ConfigureAwait(false));
            return run.Lines(posts.SelectMany(post => LinesOf(run, post)));
        });
    }

    private static Command Create(Grammar grammar)
    {
        var title = grammar.Needed("title");
        var text = grammar.Needed("text");
        return grammar.Verb("topics create", [title, text], async run =>
        {
            var request = new CreateTopicRequest { Parent = await run.CommunityAsync().ConfigureAwait(false), Title = run.Get(title), Text = run.Get(text) };
            return Tell(run, await run.Client.Discussions.CreateTopicAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Post(Grammar grammar)
    {
        var which = grammar.Argument("topic");
        var text = grammar.Needed("text");
        var replyTo = grammar.Text("reply-to");
        return grammar.Verb("topics post", [which, text, replyTo], async run =>
        {
            var topic = await run.NameAsync(run.Get(which), "topics").ConfigureAwait(false);
            var answered = run.Get(replyTo) switch
            {
                null => "",
                { } full when full.Contains('/') => full,
                { } last => $"{topic}/posts/{last}",
            };
            var request = new CreatePostRequest { Parent = topic, Text = run.Get(text), ReplyTo = answered };
            var post = await run.Client.Discussions.CreatePostAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            return run.Show(post, ("name", post.Name), ("time", run.Moments.At(post.CreateTime)));
        });
    }

    private static Command Summarize(Grammar grammar)
    {
        var which = grammar.Argument("topic");
        var text = grammar.Needed("text");
        return grammar.Verb("topics summarize", [which, text], async run =>
        {
            var request = new SummarizeTopicRequest { Name = await run.NameAsync(run.Get(which), "topics").ConfigureAwait(false), Summary = run.Get(text) };
            return Tell(run, await run.Client.Discussions.SummarizeTopicAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Close(Grammar grammar)
    {
        var which = grammar.Argument("topic");
        return grammar.Verb("topics close", [which], async run =>
        {
            var request = new CloseTopicRequest { Name = await run.NameAsync(run.Get(which), "topics").ConfigureAwait(false) };
            return Tell(run, await run.Client.Discussions.CloseTopicAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Reopen(Grammar grammar)
    {
        var which = grammar.Argument("topic");
        return grammar.Verb("topics reopen", [which], async run =>
        {
            var request = new ReopenTopicRequest { Name = await run.NameAsync(run.Get(which), "topics").ConfigureAwait(false) };
            return Tell(run, await run.Client.Discussions.ReopenTopicAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Pin(Grammar grammar)
    {
        var which = grammar.Argument("topic");
        var off = grammar.Flag("off");
        return grammar.Verb("topics pin", [which, off], async run =>
        {
            var request = new PinTopicRequest { Name = await run.NameAsync(run.Get(which), "topics").ConfigureAwait(false), Pinned = !run.Get(off) };
            return Tell(run, await run.Client.Discussions.PinTopicAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static async Task<string> BornAsync(Invocation run, Topic topic)
    {
        var born = new List<string>();
        foreach (var name in topic.Proposals)
        {
            var proposal = await run.Client.Proposals.GetProposalAsync(
                new GetProposalRequest { Name = name }, cancellationToken: run.Cancel).ConfigureAwait(false);
            born.Add($"{name}  {proposal.Title}");
        }

        return string.Join('\n', born);
    }

    private static ExitCode Tell(Invocation run, Topic topic) => Tell(run, topic, string.Join('\n', topic.Proposals));

    private static ExitCode Tell(Invocation run, Topic topic, string proposals) => run.Show(
        topic,
        ("name", topic.Name),
        ("title", topic.Title),
        ("state", run.Words.Of(topic.State)),
        ("host", topic.Host?.DisplayName ?? ""),
        ("created", run.Moments.At(topic.CreateTime)),
        ("text", topic.Text),
        ("summary", topic.Summary),
        ("proposals", proposals));

    private static IEnumerable<string> LinesOf(Invocation run, Post post)
    {
        var answers = post.ReplyTo.Length == 0 ? "" : $" ↪ {Names.Last(post.ReplyTo)}";
        yield return "";
        yield return $"#{Names.Last(post.Name)}{answers}  {post.Author?.DisplayName}  {run.Moments.At(post.CreateTime)}";
        yield return Columns.Clean(TextOf(run, post));
    }

    private static string TextOf(Invocation run, Post post)
    {
        if (post.Redacted)
        {
            return run.Phrases["post_redacted"];
        }

        return post.Hidden && post.Text.Length == 0 ? run.Phrases.Say("post_hidden", post.HiddenReason) : post.Text;
    }
}
