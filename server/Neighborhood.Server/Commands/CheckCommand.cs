using Neighborhood.Ledger;
using Neighborhood.Ledger.LiteDb.Maintenance;

namespace Neighborhood.Server.Commands;

/// <summary>Reads everything and says what is wrong.</summary>
internal static class CheckCommand
{
    public static Task<ExitCode> Run(string folder, TimeProvider time, Teller say)
    {
        if (!MaintenanceFolder.HasData(folder))
        {
            return Task.FromResult(say.Refuse(ExitCode.Failed, "no_data", folder));
        }

        var report = LiteDbMaintenance.Check(folder, time, new LedgerCheck().Verify);
        return Task.FromResult(Tell(report, say));
    }

    private static ExitCode Tell(CheckReport report, Teller say)
    {
        if (report.Findings.Count == 0)
        {
            say.Say("check_sound", report.Ledgers, report.Segments, report.Entries);
            return ExitCode.Done;
        }

        say.Say("check_defects", report.Findings.Count);
        foreach (var finding in report.Findings)
        {
            say.Show("  " + Sentence(finding, say));
        }

        return ExitCode.Defects;
    }

    private static string Sentence(Finding finding, Teller say)
    {
        var defect = say.Sentence($"defect_{finding.Defect.Kind}", [.. finding.Defect.Values]);
        return finding.Segment is { } first
            ? say.Sentence("finding_in_segment", finding.Place, first, defect)
            : say.Sentence("finding", finding.Place, defect);
    }
}
