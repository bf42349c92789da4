using System.CommandLine;
using Neighborhood.Terminal.Counting;
using Neighborhood.Terminal.Printing;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>A page for the board at the gate: the notice of a poll, or its result once it is decided.</summary>
internal static class NoticeCommands
{
    public static Command Build(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var output = grammar.Needed("output", "-o");
        return grammar.Verb("notice", [which, output], async run =>
        {
            var name = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false);
            var page = await PageAsync(run, name).ConfigureAwait(false);
            return await OutputFile.WriteAsync(run, run.Get(output)!, page, isPrivate: false).ConfigureAwait(false);
        });
    }

    private static async Task<string> PageAsync(Invocation run, string name)
    {
        var poll = await run.Client.Polls.GetPollAsync(new GetPollRequest { Name = name }, cancellationToken: run.Cancel).ConfigureAwait(false);
        var ledger = Names.CommunityOf(name);
        var community = await run.Client.Communities.GetCommunityAsync(
            new GetCommunityRequest { Name = ledger }, cancellationToken: run.Cancel).ConfigureAwait(false);
        var sequence = poll.Result is null ? poll.AnnounceSequence : poll.Result.Sequence;
        var receipt = await ReceiptAsync(run, ledger, sequence).ConfigureAwait(false);
        await using var press = new Press(run.Words, run.Moments);
        var counting = new Phrases("Counting", run.Words);
        var sheet = new PollSheet(community.Title, poll, receipt)
        {
            Questions = QuestionPicture.Of(poll, counting),
            Outcomes = OutcomePicture.Of(poll, counting),
        };
        return await (poll.Result is null ? press.NoticeAsync(sheet) : press.ResultAsync(sheet)).ConfigureAwait(false);
    }

    /// <summary>The receipt under the head right behind the entry: the one that the audit bundle shows too, so that paper and bundle can be compared.</summary>
    private static async Task<Receipt> ReceiptAsync(Invocation run, string ledger, long sequence)
    {
        var audit = run.Client.Audit;
        var (request, size) = (new GetReceiptRequest { Ledger = ledger, Sequence = sequence }, sequence + 1);
        var receipt = await audit.GetReceiptAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
        var head = new GetTreeHeadRequest { Ledger = ledger, Size = size };
        receipt.Head = await audit.GetTreeHeadAsync(head, cancellationToken: run.Cancel).ConfigureAwait(false);
        var inclusion = new GetInclusionProofRequest { Ledger = ledger, Sequence = sequence, TreeSize = size };
        receipt.Inclusion = await audit.GetInclusionProofAsync(inclusion, cancellationToken: run.Cancel).ConfigureAwait(false);
        return receipt;
    }
}
