using Neighborhood.Client.Verification;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of a receipt and of its check.</summary>
public static class ReceiptText
{
    /// <summary>Where the ballot stands, and step by step what was checked.</summary>
    public static Page Show(ReceiptState state, bool isAtBooth, Words words, Moments moments, int width)
    {
        var page = new PageWriter(width);
        page.Tell(state.Poll.Question, Tone.Title, indent: 1);
        page.Gap();
        if (state.Ballot is not { } ballot)
        {
            page.Say(" " + words["list_reading"], Tone.Muted);
            return page.Page(words["receipt"]);
        }

        Histories(page, state.Check, words);
        if (isAtBooth)
        {
            page.Tell(words["booth_receipt"], Tone.Accent, indent: 1);
        }

        Ballot(page, state, isAtBooth ? null : ChoiceItem(state), ballot, words, moments);
        page.Heading(" " + words["receipt_check"]);
        if (state.Check is { } check)
        {
            Steps(page, check, words);
        }
        else
        {
            page.Tell(words["receipt_not_checked"], Tone.Muted, indent: 2);
        }

        page.Gap();
        page.Tell(words["receipt_claims"], Tone.Muted, indent: 1);
        foreach (var row in isAtBooth ? CodeText.QrRows(Code(ballot)) : [])
        {
            page.Add(Line.Of(width, new Span("   "), new Span(row, Tone.Code)));
        }

        return page.Page(words["receipt"]);
    }

    /// <summary>What was checked of a ballot that is not shown.</summary>
    public static Page Show(Poll poll, BallotCheck check, Words words, int width)
    {
        var page = new PageWriter(width);
        page.Tell(poll.Question, Tone.Title, indent: 1);
        page.Gap();
        Histories(page, check, words);
        page.Heading(" " + words["receipt_check"]);
        Steps(page, check, words);
        return page.Page(words["receipt"]);
    }

    private static void Histories(PageWriter page, BallotCheck? check, Words words)
    {
        foreach (var line in check?.Histories is { } histories ? HistoriesText.Lines(histories, words) : [])
        {
            page.Tell(line, Tone.Bad, indent: 1);
        }
    }

    // In capitals and without a line break it is a code that a small terminal shows whole.
    private static string Code(MyBallot ballot) => $"{ballot.Name.ToUpperInvariant()} {Convert.ToHexString(ballot.Receipt.Inclusion.LeafHash.Span)}";

    // Each face of the line is an item of its own: the line that has just turned is selected anew, and so brought into sight. At a booth, where Enter leaves, a
    // click on it must not.
    private static string ChoiceItem(ReceiptState state) => state.IsChoiceShown ? "choice shown" : "choice hidden";

    private static void Ballot(PageWriter page, ReceiptState state, string? item, MyBallot ballot, Words words, Moments moments)
    {
        var choice = state.IsChoiceShown ? AnswerText.Say(state.Poll, ballot.Choice, words) : words["receipt_choice_hidden"];
        page.Fact(" " + words["receipt_choice"], choice, state.IsChoiceShown ? Tone.Accent : Tone.Muted, item);
        page.Fact(" " + words["receipt_time"], moments.At(ballot.Time));
        page.Fact(" " + words["receipt_ordinal"], words.Say("receipt_ordinal_text", ballot.Opening?.Ordinal ?? 0));
        page.Fact(" " + words["receipt_entry"], words.Say("receipt_entry_text", ballot.Receipt.Inclusion.Sequence, ballot.Receipt.Head.Size));
        page.Fact(" " + words["receipt_leaf"], Convert.ToHexStringLower(ballot.Receipt.Inclusion.LeafHash.Span), Tone.Muted);
        page.Fact(" " + words["receipt_key"], ballot.Receipt.Head.VerifierKey, Tone.Muted);
    }

    // The conclusion stands first: on a small terminal the steps that led to it go on below.
    private static void Steps(PageWriter page, BallotCheck check, Words words)
    {
        page.Tell(words[check.Holds ? "receipt_holds" : "receipt_fails"], check.Holds ? Tone.Good : Tone.Bad, indent: 2);
        foreach (var step in check.Receipt.Checks)
        {
            Step(page, step.Holds, words.Of(step.Check));
            if (!step.Holds && step.Expected.Length > 0)
            {
                page.Tell(words.Say("receipt_differs", step.Expected, step.Found), Tone.Bad, indent: 4);
            }
        }

        Step(page, check.IsHeadGood, words.Of(check.Head));
        if (check.Epoch.Length > 0)
        {
            page.Tell(words.Say("receipt_epoch", check.Epoch), Tone.Muted, indent: 4);
        }
    }

    private static void Step(PageWriter page, bool holds, string sentence) =>
        page.Tell((holds ? "✓ " : "✗ ") + sentence, holds ? Tone.Good : Tone.Bad, indent: 2);
}
