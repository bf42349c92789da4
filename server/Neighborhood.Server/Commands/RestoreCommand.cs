using Neighborhood.Ledger.LiteDb.Maintenance;
using Neighborhood.Server.Identity;

namespace Neighborhood.Server.Commands;

/// <summary>
/// Puts a backup in the place of the data. Each ledger begins a new epoch, later than any that the backup or this folder knows, and says so at its
/// next loading. All sessions end.
/// </summary>
internal static class RestoreCommand
{
    public static Task<ExitCode> Run(string file, string folder, TimeProvider time, Teller say)
    {
        if (!File.Exists(file))
        {
            return Task.FromResult(say.Refuse(ExitCode.Failed, "no_backup", Path.GetFullPath(file)));
        }

        // Sessions that were ended since the backup would live again, and spent tokens with them: everybody signs in anew.
        var report = LiteDbMaintenance.Restore(file, folder, [SessionStore.Collection], time);
        Tell(file, folder, report, say);
        return Task.FromResult(ExitCode.Done);
    }

    private static void Tell(string file, string folder, RestoreReport report, Teller say)
    {
        say.Say("restore_done", file, report.Restored.Count, report.ErasuresApplied);
        var restored = report.Restored.ToDictionary(head => head.Ledger, head => head.NextSequence);
        foreach (var before in report.Replaced ?? [])
        {
            if (!restored.TryGetValue(before.Ledger, out var now))
            {
                say.Say("restore_gone", before.Ledger, before.NextSequence);
                continue;
            }

            if (before.NextSequence > now)
            {
                say.Say("restore_lost", before.Ledger, before.NextSequence, now);
            }
        }

        if (report.KeptAside is { } aside)
        {
            say.Say("restore_aside", Path.Combine(folder, aside));
        }

        if (report.ErasuresUnplaced > 0)
        {
            say.Say("restore_unplaced", report.ErasuresUnplaced);
        }

        if (!File.Exists(Path.Combine(folder, "server.keys")))
        {
            say.Say("restore_no_keys");
        }
    }
}
