using System.CommandLine;
using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>Posts one by one: their author's changes, reports, and what moderators decide.</summary>
internal static class PostCommands
{
    public static IEnumerable<Command> Build(Grammar grammar) =>
    [
        grammar.Group("posts", Show(grammar), Edit(grammar), History(grammar), Replies(grammar), Report(grammar),
            WithReason(grammar, "posts redact", async (run, name, reason) => await run.Client.Discussions.RedactPostAsync(
                new RedactPostRequest { Name = name, Reason = reason }, cancellationToken: run.Cancel).ConfigureAwait(false)),
            WithReason(grammar, "posts hide", async (run, name, reason) => await run.Client.Discussions.HidePostAsync(
                new HidePostRequest { Name = name, Reason = reason }, cancellationToken: run.Cancel).ConfigureAwait(false)),
            WithReason(grammar, "posts restore", async (run, name, reason) => await run.Client.Discussions.RestorePostAsync(
                new RestorePostRequest { Name = name, Reason = reason }, cancellationToken: run.Cancel).ConfigureAwait(false))),
        grammar.Group("reports", Reports(grammar), Dismiss(grammar)),
    ];

    private static Command Show(Grammar grammar)
    {
        var which = grammar.Argument("post");
        return grammar.Verb("posts show", [which], async run =>
        {
            var request = new GetPostRequest { Name = await NameAsync(run, which).ConfigureAwait(false) };
            return Tell(run, await run.Client.Discussions.GetPostAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Edit(Grammar grammar)
    {
        var which = grammar.Argument("post");
        var text = grammar.Needed("text");
        return grammar.Verb("posts edit", [which, text], async run =>
        {
            var request = new UpdatePostRequest { Name = await NameAsync(run, which).ConfigureAwait(false), Text = run.Get(text) };
            return Tell(run, await run.Client.Discussions.UpdatePostAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command History(Grammar grammar)
    {
        var which = grammar.Argument("post");
        return grammar.Verb("posts history", [which], async run =>
        {
            var request = new ListPostRevisionsRequest { Name = await NameAsync(run, which).ConfigureAwait(false) };
            var read = await run.Client.Discussions.ListPostRevisionsAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            return run.List<Revision>(
                "revisions", read.Revisions,
                new("id", revision => revision.Revision_.ToString(run.Words.Culture), IsRight: true),
                new("time", revision => run.Moments.At(revision.Time)),
                new("text", revision => revision.Text));
        });
    }

    private static Command Replies(Grammar grammar) => grammar.Verb("posts replies", [], async run =>
    {
        var request = new ListRepliesRequest { Parent = await run.CommunityAsync().ConfigureAwait(false), PageSize = 100 };
        var all = await run.Client.Discussions.ListAllRepliesAsync(request, run.Cancel).ToListAsync(run.Cancel).ConfigureAwait(false);
        return run.List(
            "posts", all,
            new("name", post => post.Name),
            new("time", post => run.Moments.At(post.CreateTime)),
            new("person", post => post.Author?.DisplayName ?? ""),
            new("text", post => post.Redacted ? run.Phrases["post_redacted"] : post.Text));
    });

    private static Command Report(Grammar grammar)
    {
        var which = grammar.Argument("post");
        var reason = grammar.Needed("reason");
        return grammar.Verb("posts report", [which, reason], async run =>
        {
            var request = new ReportPostRequest { Name = await NameAsync(run, which).ConfigureAwait(false), Reason = run.Get(reason) };
            var answer = await run.Client.Discussions.ReportPostAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            return run.Show(answer, ("name", request.Name), ("reason", run.Get(reason)!));
        });
    }

    private static Command WithReason(Grammar grammar, string words, Func<Invocation, string, string, Task<Post>> changeAsync)
    {
        var which = grammar.Argument("post");
        var reason = grammar.Needed("reason");
        return grammar.Verb(words, [which, reason], async run =>
            Tell(run, await changeAsync(run, await NameAsync(run, which).ConfigureAwait(false), run.Get(reason)!).ConfigureAwait(false)));
    }

    private static Command Reports(Grammar grammar) => grammar.Verb("reports list", [], async run =>
    {
        var request = new ListReportsRequest { Parent = await run.CommunityAsync().ConfigureAwait(false), PageSize = 100 };
        var all = await run.Client.Discussions.ListAllReportsAsync(request, run.Cancel).ToListAsync(run.Cancel).ConfigureAwait(false);
        return run.List(
            "reports", all,
            new("name", report => report.Post.Name),
            new("time", report => run.Moments.At(report.Time)),
            new("person", report => report.Reporter?.DisplayName ?? ""),
            new("reason", report => report.Reason),
            new("text", report => report.Post.Text));
    });

    private static Command Dismiss(Grammar grammar)
    {
        var which = grammar.Argument("post");
        return grammar.Verb("reports dismiss", [which], async run =>
        {
            var request = new DismissReportsRequest { Name = await NameAsync(run, which).ConfigureAwait(false) };
            return Tell(run, await run.Client.Discussions.DismissReportsAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Task<string> NameAsync(Invocation run, Argument<string> which) => run.NameAsync(run.Get(which), "topics", "posts");

    private static ExitCode Tell(Invocation run, Post post) => run.Show(
        post,
        ("name", post.Name),
        ("author", post.Author?.DisplayName ?? ""),
        ("created", run.Moments.At(post.CreateTime)),
        ("reason", post.HiddenReason),
        ("text", post.Redacted ? run.Phrases["post_redacted"] : post.Text));
}
