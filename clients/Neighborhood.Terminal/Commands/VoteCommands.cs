using System.CommandLine;
using System.Text.Json.Nodes;
using Neighborhood.Client.Verification;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>Casting a ballot, and checking its receipt without asking the server.</summary>
internal static class VoteCommands
{
    public static Command Vote(Grammar grammar)
    {
        var which = grammar.Argument("poll");
        var answers = new AnswerOptions(grammar);
        var receipt = grammar.Text("receipt");
        var proxy = grammar.Text("for");
        return grammar.Verb("vote", [which, .. answers.All, receipt, proxy], async run =>
        {
            answers.Require(run);
            var poll = await run.NameAsync(run.Get(which), "polls").ConfigureAwait(false);
            var request = new CastBallotRequest { Parent = poll, Choice = await answers.ChoiceAsync(run, poll).ConfigureAwait(false) };
            request.Authorization = run.Get(proxy) is { } named ? await run.NameAsync(named, "proxies").ConfigureAwait(false) : "";
            var cast = await run.Client.Polls.CastBallotAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            var file = request.Authorization.Length > 0
                ? new ReceiptFile(run.Client.Address, "", cast.Receipt, Poll: poll)
                : await MineAsync(run, poll).ConfigureAwait(false);
            return await CheckAsync(run, cast.Name, file, run.Get(receipt)).ConfigureAwait(false);
        });
    }

    /// <summary>Checks a receipt that was kept.</summary>
    public static async Task<ExitCode> VerifyAsync(Invocation run, string path)
    {
        var file = await ReceiptFile.LoadAsync(path, run.Cancel).ConfigureAwait(false);
        var known = await new KnownHeads(run.Around.KnownHeadsPath).FindAsync(file.Server, file.Receipt.Ledger, run.Cancel).ConfigureAwait(false);

        // The key of the first contact outweighs the one in the file, which whoever made the file could have chosen.
        var verification = (known is null ? file : file with { VerifierKey = known.VerifierKey }).Verify();
        return Tell(run, verification, known is null ? "key_of_file" : "key_remembered");
    }

    // One's own ballot is checked with what opens it; what a proxy cast is opened by its voter alone.
    private static async Task<ReceiptFile> MineAsync(Invocation run, string poll)
    {
        var ballot = await run.Client.Polls.GetMyBallotAsync(new GetMyBallotRequest { Name = poll }, cancellationToken: run.Cancel).ConfigureAwait(false);
        return new ReceiptFile(run.Client.Address, "", ballot.Receipt, ballot, await run.ResidentAsync(Names.CommunityOf(poll)).ConfigureAwait(false), poll);
    }

    private static async Task<ExitCode> CheckAsync(Invocation run, string ballot, ReceiptFile kept, string? path)
    {
        var head = await run.Client.CheckHeadAsync(Names.CommunityOf(kept.Poll), kept.Receipt.Head, run.Cancel).ConfigureAwait(false);
        var file = kept with { VerifierKey = (head.Remembered ?? head.Seen)?.VerifierKey ?? "" };
        if (path is not null)
        {
            await file.SaveAsync(path, run.Cancel).ConfigureAwait(false);
        }

        var holds = head.Holds && file.Verify().Holds;
        if (run.IsJson)
        {
            run.Json(new JsonObject
            {
                ["ballot"] = ballot,
                ["verified"] = holds,
                ["head"] = head.Verdict.ToString(),
                ["epoch"] = head.Epoch,
                ["receiptFile"] = path,
                ["rememberedHead"] = head.EvidenceFile is null ? null : head.Remembered!.Checkpoint,
                ["seenHead"] = head.EvidenceFile is null ? null : head.Seen!.Checkpoint,
                ["evidenceFile"] = head.EvidenceFile,
            });
        }
        else
        {
            run.Facts(
                ("ballot", ballot),
                ("leaf", Convert.ToHexStringLower(file.Receipt.Inclusion.LeafHash.Span)),
                ("receipt", path ?? ""),
                ("verified", run.Phrases[holds ? "receipt_holds" : "receipt_fails"]));
            run.Lines(HistoriesText.Lines(head, run.Words));
        }

        if (head.Verdict == HeadVerdict.Inconsistent)
        {
            return ExitCode.Forked;
        }

        return holds ? ExitCode.Done : ExitCode.NotVerified;
    }

    private static ExitCode Tell(Invocation run, ReceiptVerification verification, string keySource)
    {
        if (run.IsJson)
        {
            run.Json(new JsonObject
            {
                ["verified"] = verification.Holds,
                ["key"] = keySource == "key_remembered" ? "remembered" : "file",
                ["checks"] = new JsonArray([.. verification.Checks.Select(check => (JsonNode?)new JsonObject
                {
                    ["check"] = check.Check.ToString(), ["holds"] = check.Holds, ["expected"] = check.Expected, ["found"] = check.Found,
                })]),
            });
            return CodeOf(verification);
        }

        foreach (var check in verification.Checks)
        {
            run.Lines([$"{(check.Holds ? "✓" : "✗")} {run.Words.Of(check.Check)}"]);
            if (!check.Holds)
            {
                run.Say("check_found", check.Expected, check.Found);
            }
        }

        run.Say(keySource);
        run.Say(verification.Holds ? "receipt_holds" : "receipt_fails");
        return CodeOf(verification);
    }

    private static ExitCode CodeOf(ReceiptVerification verification) => verification.Holds ? ExitCode.Done : ExitCode.NotVerified;
}
