using System.Collections.Immutable;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The paper ballots of a poll: issued and printed, taken back, entered by two people. Never a choice.</summary>
public sealed class PapersPresenter(Workspace workspace, Poll poll) : ListPresenter<Paper, PaperState>(workspace, PaperState.Unspecified)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        .. Visitor.Has(Role.Staff) ? StaffCommands() : ImmutableArray<Command>.Empty,
        new Command("f", "papers_state", () => Filter(Cycle.Next(State.Filter))),
        new Command("k", "papers_count", () => Navigator.Open(new ReconciliationPresenter(Workspace, poll))),
    ];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var (words, page) = (Workspace.Words, new PageWriter(width));
        page.Tell(poll.Question, Tone.Title, indent: 1);
        page.Tell(words["papers_text"], Tone.Muted, indent: 1);
        page.Say(" " + words.Say("petitions_shown", words.Of(State.Filter)), Tone.Muted);
        page.Gap();
        foreach (var paper in State.Items)
        {
            page.Add(TableRow.Of(width, new Cell(words.Say("paper_number", paper.Serial), 9, Tone.Accent, IsRight: true),
                new Cell(words.Of(paper.State), 13, ToneOf(paper.State)), new Cell(ListText.NameOf(paper.Voter, words), 12),
                new Cell(string.Join(" · ", paper.Addresses), 0, Tone.Muted), new Cell(NoteOf(paper, words), 20, Tone.Muted)).At(paper.Name));
        }

        ListText.End(page, State, words);
        return page.Page(words["poll_papers"]);
    }

    /// <inheritdoc/>
    protected override string NameOf(Paper item) => item.Name;

    /// <inheritdoc/>
    protected override async Task<ListPage<Paper>> ReadPageAsync(PaperState filter, string token, CancellationToken cancellation)
    {
        var request = new ListPapersRequest { Parent = poll.Name, State = filter, PageToken = token };
        var read = await Server.Papers.ListPapersAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        return new ListPage<Paper>(read.Papers, read.NextPageToken);
    }

    private ImmutableArray<Command> StaffCommands() =>
    [
        new Command(Keys.Enter, "paper_enter", () => PaperForms.Enter(Workspace, poll, Current!),
            WhenNothingSelected ?? When(IsOver(Current!), "disabled_paper_over")
            ?? When(Current!.State == PaperState.Entered && !Current.SecondEntryByMe, "ErrorReason_SecondPersonRequired")),
        new Command("t", "paper_return", () => Return(Current!), WhenNothingSelected ?? When(Current!.State != PaperState.Issued, "disabled_paper_returned")),
        new Command("T", "papers_return", () => PaperForms.Return(Workspace, poll)),
        new Command("x", "paper_spoil", () => PaperForms.Spoil(Workspace, Current!),
            WhenNothingSelected ?? When(IsOver(Current!), "disabled_paper_over")),
        new Command("z", "paper_void", () => PaperForms.Void(Workspace, Current!),
            WhenNothingSelected ?? When(Current!.State != PaperState.Entered, "disabled_paper_not_entered")),
        new Command("i", "papers_issue", Issue, When(poll.State is not (Poll.Types.State.Announced or Poll.Types.State.Open), "disabled_papers_closed")),
        new Command("n", "paper_issue", () => PaperForms.Issue(Workspace, poll),
            When(poll.State is not (Poll.Types.State.Announced or Poll.Types.State.Open), "disabled_papers_closed")),
        new Command("a", "paper_print", () => PaperForms.Print(Workspace, poll, Current!),
            WhenNothingSelected ?? When(Current!.State != PaperState.Issued, "disabled_paper_returned")),
        new Command("o", "papers_print", () => PaperForms.Print(Workspace, poll), When(State.Items.IsEmpty, "disabled_no_papers")),
    ];

    private static bool IsOver(Paper paper) => paper.State is PaperState.Counted or PaperState.Spoiled;

    private static Tone ToneOf(PaperState state) => state switch
    {
        PaperState.Counted => Tone.Good,
        PaperState.Returned or PaperState.Entered => Tone.Accent,
        _ => Tone.Muted,
    };

    private static string NoteOf(Paper paper, Words words)
    {
        if (paper.State != PaperState.Entered)
        {
            return "";
        }

        return paper.SecondEntryByMe ? words["paper_second_by_me"] : words.Say("paper_first_by", ListText.NameOf(paper.EnteredBy, words));
    }

    private void Return(Paper paper) => Call(
        cancellation => Server.Papers.ReturnPapersAsync(
            new ReturnPapersRequest { Parent = poll.Name, Papers = { paper.Name } }, cancellationToken: cancellation).ResponseAsync,
        _ =>
        {
            Tell("paper_was_returned", paper.Serial);
            Read();
        });

    private void Issue() => Navigator.Open(ConfirmPresenter.For(
        Workspace, "papers_issue", [new Confirmation(words => words["papers_issue_text"])], "papers_issue",
        cancellation => Server.Papers.IssuePapersAsync(new IssuePapersRequest { Parent = poll.Name }, cancellationToken: cancellation).ResponseAsync,
        issued =>
        {
            Navigator.Back();
            Tell("papers_were_issued", issued.Issued, issued.FirstSerial);
        }));
}
