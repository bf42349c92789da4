using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The reconciliation of a poll's papers: issued, returned, spoiled, counted; and the way to those who have not voted.</summary>
public sealed class ReconciliationPresenter(Workspace workspace, Poll poll) : Presenter<ReconciliationState>(workspace, new ReconciliationState(null))
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        .. Visitor.Has(Role.Staff, Role.ContactCadre)
            ? [new Command("m", "voters_missing", () => Navigator.Open(new VotersPresenter(Workspace, poll.Name, isMissing: true)))]
            : ImmutableArray<Command>.Empty,
        new Command("o", "papers_print_count", () => PaperForms.PrintCount(Workspace, poll), When(State.Count is null, "list_reading")),
    ];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var (words, page) = (Workspace.Words, new PageWriter(width));
        page.Tell(poll.Question, Tone.Title, indent: 1);
        if (State.Count is not { } count)
        {
            page.Say(" " + words["list_reading"], Tone.Muted);
            return page.Page(words["papers_count"]);
        }

        if (count.Issued == 0)
        {
            page.Tell(words["disabled_no_papers"], Tone.Muted, indent: 1);
            return page.Page(words["papers_count"]);
        }

        page.Gap();
        Row(page, "count_issued", count.Issued, Tone.Accent);
        Row(page, "count_returned", count.Returned, Tone.Normal);
        Row(page, "count_counted", count.Counted, Tone.Good);
        Row(page, "count_uncounted", count.Uncounted, count.Uncounted > 0 ? Tone.Warning : Tone.Normal);
        Row(page, "count_spoiled", count.Spoiled, Tone.Normal);
        Row(page, "count_outstanding", count.Outstanding, count.Outstanding > 0 ? Tone.Warning : Tone.Normal);
        page.Gap();
        page.Tell(count.FinishTime is null
            ? words.Say("count_open", Workspace.Moments.At(count.EntryUntil))
            : words.Say("count_finished", Workspace.Moments.At(count.FinishTime), count.Sequence), Tone.Muted, indent: 1);
        page.Tell(words["count_text"], Tone.Muted, indent: 1);
        return page.Page(words["papers_count"]);
    }

    /// <inheritdoc/>
    public override void Read() => Call(
        cancellation => Server.Papers.GetPaperCountAsync(new GetPaperCountRequest { Name = poll.Name }, cancellationToken: cancellation).ResponseAsync,
        read => Set(_ => new ReconciliationState(read)));

    private void Row(PageWriter page, string label, long number, Tone tone) => page.Add(TableRow.Of(
        page.Width, new Cell("", 1), new Cell(Workspace.Words[label], 24, Tone.Muted), new Cell(Amounts.Count(number), 12, tone, IsRight: true)));
}

/// <summary>The numbers of a poll's papers, once they are read.</summary>
public sealed record ReconciliationState(PaperCount? Count);
