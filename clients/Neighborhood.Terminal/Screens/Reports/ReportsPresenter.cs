using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The moderation queue: reported posts, oldest report first.</summary>
public sealed class ReportsPresenter(Workspace workspace) : ListPresenter<Report, string>(workspace, workspace.Visitor.Community)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command("h", "topic_hide", Hide, WhenNothingSelected ?? When(Current!.Post.Hidden, "ErrorReason_PostHidden")),
        new Command("d", "report_dismiss", Dismiss, WhenNothingSelected),
        new Command(Keys.Enter, "report_topic", () => Navigator.Open(Links.To(Workspace, Current!.Post.Name)), WhenNothingSelected),
    ];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var words = Workspace.Words;
        var page = new PageWriter(width);
        foreach (var report in State.Items)
        {
            var name = NameOf(report);
            page.Add(Line.Of(width,
                new Span(" " + words.Say("report_by", ListText.NameOf(report.Reporter, words), Workspace.Moments.Brief(report.Time)), Tone.Warning)).At(name));
            page.Tell(words.Say("report_reason", report.Reason), Tone.Warning, indent: 3, item: name);
            page.Say("   " + words.Say("report_post", ListText.NameOf(report.Post.Author, words)), Tone.Accent, name);
            page.Tell(report.Post.Text, indent: 5, item: name);
            page.Add(Line.Empty);
        }

        ListText.End(page, State, words);
        return page.Page(words["home_reports"]);
    }

    /// <inheritdoc/>
    public override void Hear(WatchResponse happening)
    {
        if (happening.Kind == WatchResponse.Types.Kind.ReportFiled)
        {
            ReadAgain();
        }
    }

    // One post may be reported by several people, and each report stands for itself.
    /// <inheritdoc/>
    protected override string NameOf(Report item) => $"{item.Post.Name} {item.Reporter?.Resident} {item.Time}";

    /// <inheritdoc/>
    protected override async Task<ListPage<Report>> ReadPageAsync(string filter, string token, CancellationToken cancellation)
    {
        var read = await Server.Discussions.ListReportsAsync(
            new ListReportsRequest { Parent = filter, PageToken = token }, cancellationToken: cancellation).ConfigureAwait(false);
        return new ListPage<Report>(read.Reports, read.NextPageToken);
    }

    private void Hide()
    {
        var post = Current!.Post.Name;
        Navigator.Open(new FormPresenter(Workspace, "topic_hide", [Fields.Reason with { Value = Current.Reason }], async (form, cancellation) =>
        {
            var request = new HidePostRequest { Name = post, Reason = form["reason"] };
            await Server.Discussions.HidePostAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return Navigator.Back;
        }));
    }

    private void Dismiss()
    {
        var post = Current!.Post.Name;
        Navigator.Open(ConfirmPresenter.For(Workspace, "report_dismiss", [new Confirmation(words => words["report_dismiss_text"])], "report_dismiss",
            cancellation => Server.Discussions.DismissReportsAsync(new DismissReportsRequest { Name = post }, cancellationToken: cancellation).ResponseAsync,
            _ => Navigator.Back()));
    }
}
