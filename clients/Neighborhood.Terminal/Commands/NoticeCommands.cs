using System.CommandLine;
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
        var receipt = await run.Client.Audit.GetReceiptAsync(
            new GetReceiptRequest { Ledger = ledger, Sequence = sequence }, cancellationToken: run.Cancel).ConfigureAwait(false);
        await using var press = new Press(run.Words, run.Moments);
        var sheet = new PollSheet(community.Title, poll, receipt);
        return await (poll.Result is null ? press.NoticeAsync(sheet) : press.ResultAsync(sheet)).ConfigureAwait(false);
    }
}
