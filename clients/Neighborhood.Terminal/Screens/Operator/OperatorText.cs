using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of the server's status.</summary>
public static class OperatorText
{
    /// <summary>What needs a hand first, then the numbers.</summary>
    public static Page Show(ServerStatus? status, string address, Words words, Moments moments, int width)
    {
        var page = new PageWriter(width);
        if (status is null)
        {
            page.Say(" " + words["list_reading"], Tone.Muted);
            return page.Page(words["home_operator"]);
        }

        Alarms(page, status, words);
        page.Fact(" " + words["operator_server"], $"{address} · {status.Version}");
        page.Fact(" " + words["operator_since"], moments.At(status.StartTime));
        page.Fact(" " + words["operator_free"], Amounts.Bytes(status.FreeSpaceBytes), status.ReadOnly ? Tone.Bad : Tone.Normal);
        page.Fact(" " + words["operator_memory"], Amounts.Bytes(status.MemoryBytes));
        page.Fact(" " + words["operator_last_backup"], status.LastBackupTime is null ? words["operator_no_backup"] : moments.At(status.LastBackupTime),
            status.LastBackupTime is null ? Tone.Warning : Tone.Normal);
        page.Fact(" " + words["operator_ledgers"], words.Say("operator_ledgers_text", status.LedgerCount, status.ActiveLedgerCount));
        page.Fact(" " + words["operator_queue"], Amounts.Count(status.PendingCommandCount));
        page.Fact(" " + words["operator_segments"], words.Say("operator_segments_text", Amounts.Count(status.SegmentCount), Amounts.Count(status.SyncCount)));
        page.Fact(" " + words["operator_people"], words.Say("operator_people_text", status.SessionCount, status.WatcherCount));
        page.Fact(" " + words["receipt_key"], status.VerifierKey);
        Witnesses(page, status, words, moments);
        return page.Page(words["home_operator"]);
    }

    private static void Witnesses(PageWriter page, ServerStatus status, Words words, Moments moments)
    {
        if (status.Cosigning is { } cosigning)
        {
            var tone = cosigning.LastFailure == CosignFailure.Unspecified ? Tone.Normal : Tone.Bad;
            Lines(page, words["operator_cosigned"], CosigningText.Of(cosigning, words, moments), tone);
        }

        if (status.Witness is { } witness)
        {
            Lines(page, words["operator_witness"], CosigningText.Of(witness, words), witness.ForkedOrigins.Count == 0 ? Tone.Normal : Tone.Bad);
        }
    }

    private static void Lines(PageWriter page, string label, string text, Tone tone)
    {
        foreach (var (index, line) in text.Split('\n').Index())
        {
            page.Fact(index == 0 ? " " + label : "", line, tone);
        }
    }

    private static void Alarms(PageWriter page, ServerStatus status, Words words)
    {
        if (status.ReadOnly)
        {
            page.Tell(words["ErrorReason_ReadOnly"], Tone.Bad, indent: 1);
        }

        if (status.ClockConfirmationNeeded)
        {
            page.Tell(words["ErrorReason_ClockJumped"], Tone.Bad, indent: 1);
        }

        foreach (var ledger in status.FailedLedgers)
        {
            page.Tell(words.Say("operator_failed", ledger), Tone.Bad, indent: 1);
        }

        page.Gap();
    }
}
