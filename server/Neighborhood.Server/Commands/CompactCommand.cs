using Neighborhood.Ledger.LiteDb.Maintenance;

namespace Neighborhood.Server.Commands;

/// <summary>Gives back unused space.</summary>
internal static class CompactCommand
{
    public static Task<ExitCode> Run(string folder, TimeProvider time, Teller say)
    {
        if (!MaintenanceFolder.HasData(folder))
        {
            return Task.FromResult(say.Refuse(ExitCode.Failed, "no_data", folder));
        }

        var report = LiteDbMaintenance.Compact(folder, time);
        say.Say("compact_done", report.BytesBefore, report.BytesAfter);
        return Task.FromResult(ExitCode.Done);
    }
}
