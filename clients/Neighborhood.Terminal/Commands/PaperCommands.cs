using System.CommandLine;
using Google.Protobuf;
using Neighborhood.Client;
using Neighborhood.Terminal.Printing;
using Neighborhood.Terminal.Screens;
using Neighborhood.V1;
using SdkNeighborhood = Neighborhood.Terminal.Shell.SdkNeighborhood;

namespace Neighborhood.Terminal.Commands;

/// <summary>纸质选票: issued and printed, taken back, entered by two people, and reconciled.</summary>
internal static class PaperCommands
{
    private const int PageSize = 500;

    public static Command Build(Grammar grammar) => grammar.Group(
        "papers", Issue(grammar), Print(grammar), List(grammar), Return(grammar), Enter(grammar), Void(grammar), Spoil(grammar), Count(grammar));

    private static Command Issue(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var voter = grammar.Text("voter");
        return grammar.Verb("papers issue", [which, voter], async run =>
        {
            var request = new IssuePapersRequest { Parent = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false) };
            if (run.Get(voter) is { } one)
            {
                request.Voters.Add(await run.NameAsync(one, "residents").ConfigureAwait(false));
            }

            var issued = await run.Client.Papers.IssuePapersAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            return run.IsJson ? run.Json(Invocation.NodeOf(issued)) : run.Say("papers_issued", issued.Issued, issued.FirstSerial);
        });
    }

    private static Command Print(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var output = grammar.Needed("output", "-o");
        return grammar.Verb("papers print", [which, output], async run =>
        {
            var name = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false);
            await using var press = new Press(run.Words, run.Moments);
            var page = await PaperPages.IssuedAsync(new SdkNeighborhood(run.Client), press, name, run.Cancel).ConfigureAwait(false);
            return await OutputFile.WriteAsync(run, run.Get(output)!, page, isPrivate: true).ConfigureAwait(false);
        });
    }

    private static Command List(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var state = grammar.Choice<PaperState>("paper-state");
        return grammar.Verb("papers list", [which, state], async run =>
        {
            var papers = await AllAsync(run, await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false), run.Get(state)).ConfigureAwait(false);
            return run.List(
                "papers", papers,
                new("serial", paper => paper.Serial.ToString(run.Words.Culture), IsRight: true),
                new("state", paper => run.Words.Of(paper.State)),
                new("person", paper => paper.Voter?.DisplayName ?? ""),
                new("addresses", paper => string.Join(" · ", paper.Addresses)),
                new("entered_by", paper => paper.EnteredBy?.DisplayName ?? ""));
        });
    }

    private static Command Return(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var named = grammar.Argument("serials");
        return grammar.Verb("papers return", [which, named], async run =>
        {
            var name = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false);
            var serials = Serials(run, run.Get(named));
            return Tell(run, await PaperSerials.ReturnAsync(run.Client.Papers, name, serials, run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Enter(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var serial = grammar.Argument("serial");
        var code = grammar.Needed("announcement");
        var answers = new AnswerOptions(grammar);
        return grammar.Verb("papers enter", [which, serial, code, .. answers.All], async run =>
        {
            answers.Require(run);
            var request = new EnterPaperRequest
            {
                Name = await PaperAsync(run, run.Get(which), run.Get(serial)).ConfigureAwait(false),
                Announcement = CodeOf(run.Get(code)!),
                Choice = await answers.ChoiceAsync(run, await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false)).ConfigureAwait(false),
            };
            return Tell(run, await run.Client.Papers.EnterPaperAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false));
        });
    }

    private static Command Void(Grammar grammar) => WithReason(grammar, "papers void", async (run, name, reason) =>
        await run.Client.Papers.VoidPaperEntryAsync(
            new VoidPaperEntryRequest { Name = name, Reason = reason }, cancellationToken: run.Cancel).ConfigureAwait(false));

    private static Command Spoil(Grammar grammar) => WithReason(grammar, "papers spoil", async (run, name, reason) =>
        await run.Client.Papers.SpoilPaperAsync(new SpoilPaperRequest { Name = name, Reason = reason }, cancellationToken: run.Cancel).ConfigureAwait(false));

    private static Command WithReason(Grammar grammar, string words, Func<Invocation, string, string, Task<V1.Paper>> changeAsync)
    {
        var which = grammar.Argument("poll");
        var serial = grammar.Argument("serial");
        var reason = grammar.Needed("reason");
        return grammar.Verb(words, [which, serial, reason], async run =>
        {
            var name = await PaperAsync(run, run.Get(which), run.Get(serial)).ConfigureAwait(false);
            return Tell(run, await changeAsync(run, name, run.Get(reason)!).ConfigureAwait(false));
        });
    }

    private static Command Count(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var output = grammar.Text("output-page", "-o");
        return grammar.Verb("papers count", [which, output], async run =>
        {
            var name = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false);
            var count = await run.Client.Papers.GetPaperCountAsync(
                new GetPaperCountRequest { Name = name }, cancellationToken: run.Cancel).ConfigureAwait(false);
            if (run.Get(output) is not { } path)
            {
                return Tell(run, count);
            }

            await using var press = new Press(run.Words, run.Moments);
            var page = await PaperPages.ReconciliationAsync(new SdkNeighborhood(run.Client), press, name, run.Cancel).ConfigureAwait(false);
            return await OutputFile.WriteAsync(run, path, page, isPrivate: false).ConfigureAwait(false);
        });
    }

    private static async Task<List<V1.Paper>> AllAsync(Invocation run, string poll, PaperState state) =>
        await run.Client.Papers.ListAllPapersAsync(new ListPapersRequest { Parent = poll, PageSize = PageSize, State = state }, run.Cancel)
            .ToListAsync(run.Cancel).ConfigureAwait(false);

    private static async Task<string> PaperAsync(Invocation run, string poll, string serial) => Serials(run, serial) is [var one]
        ? PaperSerials.NameOf(await run.NameAsync(poll, "polls").ConfigureAwait(false), one)
        : throw new UsageException(run.Phrases.Say("usage_serials", serial));

    // What is no code is sent as none, and refused by the server with its field and remedy.
    private static ByteString CodeOf(string text) => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit)
        ? ByteString.CopyFrom(Convert.FromHexString(text))
        : ByteString.CopyFrom(0);

    private static IReadOnlyList<long> Serials(Invocation run, string text) =>
        PaperSerials.Parse(text) ?? throw new UsageException(run.Phrases.Say("usage_serials", text));

    private static ExitCode Tell(Invocation run, V1.Paper paper) => run.Show(
        paper, ("serial", paper.Serial.ToString(run.Words.Culture)), ("state", run.Words.Of(paper.State)), ("person", paper.Voter?.DisplayName ?? ""));

    private static ExitCode Tell(Invocation run, PaperCount count)
    {
        var culture = run.Words.Culture;
        return run.Show(
            count, ("issued", count.Issued.ToString(culture)), ("returned", count.Returned.ToString(culture)), ("spoiled", count.Spoiled.ToString(culture)),
            ("counted", count.Counted.ToString(culture)), ("uncounted", count.Uncounted.ToString(culture)),
            ("outstanding", count.Outstanding.ToString(culture)), ("entry_until", run.Moments.At(count.EntryUntil)));
    }
}
