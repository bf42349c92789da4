using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>A topic: reading, writing, answering and moderating; new posts appear by themselves.</summary>
public sealed class TopicPresenter(Workspace workspace, string name) : Presenter<TopicState>(workspace, new TopicState(name, null, [], [], ""))
{
    private const int PageSize = 100;
    private const int MostPages = 10;
    private const int MostProposals = 10;

    private string? written;

    /// <summary>The post for which one comes here: it is selected once it has been read.</summary>
    public string Wanted
    {
        init => written = value.Contains("/posts/", StringComparison.Ordinal) ? value : null;
    }

    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command("w", "topic_write", () => Write(answered: null), CannotWrite),
        new Command("r", "topic_reply", () => Write(Current), CannotWrite ?? NoPost),
        new Command("e", "topic_edit", Edit, NoPost ?? NotMine ?? CannotWrite ?? When(Current!.Hidden, "ErrorReason_PostHidden")),
        new Command("v", "topic_history", () => Navigator.Open(new PostHistoryPresenter(Workspace, Selected!)),
            NoPost ?? When(Current!.EditTime is null, "disabled_never_edited")),
        new Command("x", "topic_report", Report, NoPost ?? When(IsMine, "disabled_own_post") ?? When(Current!.Hidden, "ErrorReason_PostHidden")),
        new Command("p", "topic_propose", () => ProposalForm.Create(Workspace, State.Name, State.Topic!.Title),
            When(State.Topic is null, "list_reading") ?? Observing),
        .. ModeratorCommands(),
        .. HostCommands(),
        new Command("d", "topic_redact", Redact, NoPost ?? When(!IsMine && !MayModerate, "disabled_not_mine") ?? When(Current!.Redacted, "disabled_redacted")),
        new Command("l", "topic_read_on", ReadOn, When(State.NextToken.Length == 0, "disabled_all_read")),
        new Command(Keys.Enter, "command_open", () => Navigator.Open(Links.To(Workspace, Selected!)),
            When(Selected is null || Current is not null, "disabled_nothing_to_open")),
    ];

    private Post? Current => State.Posts.FirstOrDefault(post => post.Name == Selected);

    private bool IsMine => Current?.Author?.Resident == Visitor.Resident;

    private bool MayModerate => Visitor.Has(Role.Moderator, Role.Staff);

    private bool MayHost => Visitor.Has(Role.Host) || (State.Topic is { } topic && topic.Host?.Resident == Visitor.Resident);

    private string? NoPost => When(Current is null, "disabled_no_post");

    private string? NotMine => When(!IsMine, "disabled_not_mine");

    private string? Observing => When(Visitor.IsOnlyObserver, "disabled_observer");

    private string? CannotWrite =>
        When(State.Topic is null, "list_reading") ?? Observing ?? When(State.Topic!.State == Topic.Types.State.Closed, "ErrorReason_TopicNotOpen");

    /// <inheritdoc/>
    public override Page Show(int width) => TopicText.Show(State, Visitor.Resident, Workspace.Words, Workspace.Moments, width);

    /// <inheritdoc/>
    public override void Read()
    {
        var wanted = written is null ? State.Posts.Length : int.MaxValue;
        Call(cancellation => ReadAsync(wanted, cancellation), ShowThread);
    }

    /// <inheritdoc/>
    public override void Hear(WatchResponse happening)
    {
        if (happening.Resource == State.Name || happening.Resource.StartsWith(State.Name + "/", StringComparison.Ordinal))
        {
            ReadAgain();
        }
    }

    private async Task<TopicState> ReadAsync(int wanted, CancellationToken cancellation)
    {
        var topic = await Server.Discussions.GetTopicAsync(new GetTopicRequest { Name = State.Name }, cancellationToken: cancellation).ConfigureAwait(false);
        var posts = new List<Post>();
        var token = "";
        for (var page = 0; page < MostPages; page++)
        {
            var request = new ListPostsRequest { Parent = State.Name, PageSize = PageSize, PageToken = token };
            var read = await Server.Discussions.ListPostsAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            posts.AddRange(read.Posts);
            token = read.NextPageToken;
            if (token.Length == 0 || posts.Count >= wanted)
            {
                break;
            }
        }

        if (topic.UnreadCount > 0 && posts.Count > 0)
        {
            var mark = new MarkTopicReadRequest { Name = State.Name, LastReadPost = posts[^1].Name };
            await Server.Discussions.MarkTopicReadAsync(mark, cancellationToken: cancellation).ConfigureAwait(false);
        }

        return new TopicState(State.Name, topic, await BornAsync(topic, cancellation).ConfigureAwait(false), [.. posts], token);
    }

    private async Task<ImmutableArray<Proposal>> BornAsync(Topic topic, CancellationToken cancellation) =>
        [.. await Task.WhenAll(topic.Proposals.Take(MostProposals).Select(proposal => Server.Proposals.GetProposalAsync(
            new GetProposalRequest { Name = proposal }, cancellationToken: cancellation).ResponseAsync)).ConfigureAwait(false)];

    // What one has just written is what one wants to see.
    private void ShowThread(TopicState read)
    {
        Set(_ => read);
        if (written is not null && read.Posts.Any(post => post.Name == written))
        {
            SelectItem(written);
            written = null;
        }
    }

    private void ReadOn()
    {
        var asked = State;
        var request = new ListPostsRequest { Parent = asked.Name, PageSize = PageSize, PageToken = asked.NextToken };
        Call(cancellation => Server.Discussions.ListPostsAsync(request, cancellationToken: cancellation).ResponseAsync,
            read => Set(state => state == asked ? state with { Posts = state.Posts.AddRange(read.Posts), NextToken = read.NextPageToken } : state));
    }

    private void Write(Post? answered)
    {
        var replyTo = answered?.Name ?? "";
        Navigator.Open(new FormPresenter(Workspace, answered is null ? "topic_write" : "topic_reply", [Fields.LongText("text", "field_text", 4000)],
            async (form, cancellation) =>
            {
                var request = new CreatePostRequest { Parent = State.Name, Text = form["text"], ReplyTo = replyTo };
                var post = await Server.Discussions.CreatePostAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
                return () => Return(post.Name);
            })
        {
            Introduction = words => answered is null
            ? State.Topic!.Title
            : words.Say("topic_replying", ListText.NameOf(answered.Author, words), Columns.Truncate(answered.Text, 60))
        });
    }

    private void Edit()
    {
        var post = Current!;
        Navigator.Open(new FormPresenter(Workspace, "topic_edit", [Fields.LongText("text", "field_text", 4000) with { Value = post.Text }],
            async (form, cancellation) =>
            {
                var request = new UpdatePostRequest { Name = post.Name, Text = form["text"], Etag = post.Etag };
                await Server.Discussions.UpdatePostAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
                return () => Return(post.Name);
            })
        { Introduction = words => words["topic_edit_text"] });
    }

    private void Report()
    {
        var post = Current!.Name;
        AskReason("topic_report", async (reason, cancellation) =>
            await Server.Discussions.ReportPostAsync(
                new ReportPostRequest { Name = post, Reason = reason }, cancellationToken: cancellation).ConfigureAwait(false), "topic_reported");
    }

    private void Redact()
    {
        var post = Current!.Name;
        AskReason("topic_redact", async (reason, cancellation) =>
            await Server.Discussions.RedactPostAsync(
                new RedactPostRequest { Name = post, Reason = reason }, cancellationToken: cancellation).ConfigureAwait(false), "topic_redacted");
    }

    private ImmutableArray<Command> ModeratorCommands() => !MayModerate ? [] :
    [
        Current is { Hidden: true }
            ? new Command("h", "topic_restore", Restore)
            : new Command("h", "topic_hide", Hide, NoPost),
    ];

    private void Hide()
    {
        var post = Current!.Name;
        AskReason("topic_hide", async (reason, cancellation) =>
            await Server.Discussions.HidePostAsync(new HidePostRequest { Name = post, Reason = reason }, cancellationToken: cancellation).ConfigureAwait(false),
                "topic_hidden");
    }

    private void Restore()
    {
        var post = Current!.Name;
        AskReason("topic_restore", async (reason, cancellation) =>
            await Server.Discussions.RestorePostAsync(
                new RestorePostRequest { Name = post, Reason = reason }, cancellationToken: cancellation).ConfigureAwait(false), "topic_restored");
    }

    private ImmutableArray<Command> HostCommands()
    {
        var commands = ImmutableArray.CreateBuilder<Command>();
        if (MayHost && State.Topic is { } topic)
        {
            commands.Add(new Command("s", "topic_summarize", Summarize, When(topic.State == Topic.Types.State.Closed, "ErrorReason_TopicNotOpen")));
            commands.Add(topic.State == Topic.Types.State.Closed ? new Command("c", "topic_reopen", Reopen) : new Command("c", "topic_close", Close));
        }

        if (Visitor.Has(Role.Host, Role.Moderator, Role.Staff) && State.Topic is { } pinnable)
        {
            commands.Add(new Command("b", pinnable.Pinned ? "topic_unpin" : "topic_pin", Pin));
        }

        return commands.ToImmutable();
    }

    private void Summarize() => Navigator.Open(new FormPresenter(
        Workspace, "topic_summarize", [Fields.LongText("summary", "field_summary", 4000) with { Value = State.Topic!.Summary }],
        async (form, cancellation) =>
        {
            var request = new SummarizeTopicRequest { Name = State.Name, Summary = form["summary"] };
            await Server.Discussions.SummarizeTopicAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return Navigator.Back;
        }));

    private void Close() => Call(
        cancellation => Server.Discussions.CloseTopicAsync(new CloseTopicRequest { Name = State.Name }, cancellationToken: cancellation).ResponseAsync,
        ShowTopic);

    private void Reopen() => Call(
        cancellation => Server.Discussions.ReopenTopicAsync(new ReopenTopicRequest { Name = State.Name }, cancellationToken: cancellation).ResponseAsync,
        ShowTopic);

    private void Pin()
    {
        var request = new PinTopicRequest { Name = State.Name, Pinned = !State.Topic!.Pinned };
        Call(cancellation => Server.Discussions.PinTopicAsync(request, cancellationToken: cancellation).ResponseAsync, ShowTopic);
    }

    private void ShowTopic(Topic topic) => Set(state => state with { Topic = topic });

    private void AskReason(string title, Func<string, CancellationToken, Task> send, string told) => Navigator.Open(new FormPresenter(
        Workspace, title, [Fields.Reason], async (form, cancellation) =>
        {
            await send(form["reason"], cancellation).ConfigureAwait(false);
            return () =>
            {
                Navigator.Back();
                Tell(told);
            };
        }));

    private void Return(string post)
    {
        written = post;
        Navigator.Back();
    }
}
