using Neighborhood.Client;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Counting;
using Neighborhood.Terminal.Printing;
using Neighborhood.Terminal.Shell;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The pages printed of a poll's papers.</summary>
public static class PaperPages
{
    private const int PageSize = 500;

    /// <summary>Every paper that was issued and has not come back, one a page with its QR code.</summary>
    public static async Task<string> IssuedAsync(INeighborhood server, Press press, string poll, CancellationToken cancellation)
    {
        var papers = await server.Papers.ListAllPapersAsync(
                new ListPapersRequest { Parent = poll, PageSize = PageSize, State = PaperState.Issued }, cancellation)
            .ToListAsync(cancellation).ConfigureAwait(false);
        return await PapersAsync(server, press, poll, papers, cancellation).ConfigureAwait(false);
    }

    /// <summary>These papers, one a page with its QR code.</summary>
    public static async Task<string> PapersAsync(
        INeighborhood server, Press press, string poll, IReadOnlyList<V1.Paper> papers, CancellationToken cancellation)
    {
        var sheet = await SheetAsync(server, poll, sequence: 0, cancellation).ConfigureAwait(false);
        return await press.PapersAsync(new PaperSheet(sheet.Community, sheet.Poll, sheet.Receipt, papers)
        {
            Questions = QuestionPicture.Of(sheet.Poll, new Phrases("Counting", press.Words)),
        }).ConfigureAwait(false);
    }

    /// <summary>The reconciliation, with the head under which it stands.</summary>
    public static async Task<string> ReconciliationAsync(INeighborhood server, Press press, string poll, CancellationToken cancellation)
    {
        var count = await server.Papers.GetPaperCountAsync(new GetPaperCountRequest { Name = poll }, cancellationToken: cancellation).ConfigureAwait(false);
        var sheet = await SheetAsync(server, poll, count.Sequence, cancellation).ConfigureAwait(false);
        return await press.ReconciliationAsync(new ReconciliationSheet(sheet, count)).ConfigureAwait(false);
    }

    private static async Task<PollSheet> SheetAsync(INeighborhood server, string name, long sequence, CancellationToken cancellation)
    {
        var ledger = Names.CommunityOf(name);
        var poll = await server.Polls.GetPollAsync(new GetPollRequest { Name = name }, cancellationToken: cancellation).ConfigureAwait(false);
        var community = await server.Communities.GetCommunityAsync(
            new GetCommunityRequest { Name = ledger }, cancellationToken: cancellation).ConfigureAwait(false);
        var receipt = await server.Audit.GetReceiptAsync(
            new GetReceiptRequest { Ledger = ledger, Sequence = sequence == 0 ? poll.AnnounceSequence : sequence },
            cancellationToken: cancellation).ConfigureAwait(false);
        return new PollSheet(community.Title, poll, receipt);
    }
}
