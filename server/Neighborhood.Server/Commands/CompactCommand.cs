using Neighborhood.Ledger.LiteDb.Maintenance;

namespace Neighborhood.Server.Commands;

/// <summary>Gives back unused space. What restores kept aside stays, and is named, until the operator says that it may go.</summary>
internal static class CompactCommand
{
    public static Task<ExitCode> Run(string folder, bool discardsKeptAside, TimeProvider time, Teller say)
    {
        if (!MaintenanceFolder.HasData(folder))
        {
            return Task.FromResult(say.Refuse(ExitCode.Failed, "no_data", folder));
        }

        var report = LiteDbMaintenance.Compact(folder, time);
        say.Say("compact_done", report.BytesBefore, report.BytesAfter, report.SegmentsBefore, report.SegmentsAfter);
        TellKeptAside(LiteDbMaintenance.KeptAside(folder), folder, discardsKeptAside, time, say);
        return Task.FromResult(ExitCode.Done);
    }

    private static void TellKeptAside(IReadOnlyList<string> keptAside, string folder, bool discards, TimeProvider time, Teller say)
    {
        if (discards)
        {
            LiteDbMaintenance.DiscardKeptAside(folder, time);
        }

        foreach (var file in keptAside)
        {
            say.Say(discards ? "compact_discarded" : "compact_aside", file);
        }
    }
}
