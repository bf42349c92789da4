using Neighborhood.Client.Verification;

namespace Neighborhood.Terminal.Text;

/// <summary>Both heads of a ledger that has two histories, and what to do with them.</summary>
internal static class HistoriesText
{
    /// <summary>The lines; none where the head is not inconsistent with the one remembered.</summary>
    public static IEnumerable<string> Lines(HeadCheck check, Words words) => check is not
        { Verdict: HeadVerdict.Inconsistent, Remembered: { } remembered, Seen: { } seen }
        ? []
        :
        [
            words["histories_two"],
            Of(words["histories_remembered"], remembered, words),
            Of(words["histories_seen"], seen, words),
            words.Say("histories_saved", check.EvidenceFile),
        ];

    private static string Of(string which, KnownHead head, Words words) =>
        words.Say("histories_head", which, head.Size, Convert.ToHexStringLower(head.Root), head.VerifierKey.Split('+')[0]);
}
