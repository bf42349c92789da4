using Neighborhood.Client.Verification;

namespace Neighborhood.Terminal.Text;

/// <summary>Both heads of a ledger that has two histories, and what to do with them.</summary>
internal static class HistoriesText
{
    /// <summary>The lines; none where the head is not inconsistent with the one remembered.</summary>
    public static IReadOnlyList<string> Lines(HeadCheck check, Words words)
    {
        if (check.Verdict != HeadVerdict.Inconsistent || check.Remembered is null || check.Seen is null)
        {
            return [];
        }

        var remembered = Of(words["histories_remembered"], check.Remembered, words);
        var seen = Of(words["histories_seen"], check.Seen, words);
        return [words["histories_two"], remembered, seen, words.Say("histories_saved", check.EvidenceFile)];
    }

    private static string Of(string which, KnownHead head, Words words) =>
        words.Say("histories_head", which, head.Size, Convert.ToHexStringLower(head.Root), head.VerifierKey.Split('+')[0]);
}
