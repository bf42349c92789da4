using Google.Protobuf;
using Neighborhood.Ledger;
using Neighborhood.Ledger.LiteDb.Maintenance;
using Neighborhood.Server.Hosting;
using Neighborhood.V1.Facts;

namespace Neighborhood.Server.Commands;

/// <summary>
/// Puts a backup in the place of the data. Each ledger begins a new epoch, later than any that the backup or this folder knows, and says so at its
/// next activation.
/// </summary>
internal static class RestoreCommand
{
    public static Task<ExitCode> Run(string file, string folder, TimeProvider time, Teller say)
    {
        if (!File.Exists(file))
        {
            return Task.FromResult(say.Refuse(ExitCode.Failed, "no_backup", Path.GetFullPath(file)));
        }

        var report = Replace(file, folder, time);
        var check = new LedgerCheck();
        LiteDbMaintenance.Check(folder, time, check.Verify);
        RestoreNotes.End(folder, FactsOf(report, check.RestoredEpochs, RestoreNotes.Read(folder)));
        Tell(file, folder, report, say);
        return Task.FromResult(ExitCode.Done);
    }

    private static RestoreReport Replace(string file, string folder, TimeProvider time)
    {
        var wasPending = RestoreNotes.IsPending(folder);
        RestoreNotes.Begin(folder);
        try
        {
            return LiteDbMaintenance.Restore(file, folder, time);
        }
        catch (JournalException) when (!wasPending && MaintenanceFolder.HasData(folder))
        {
            RestoreNotes.Abandon(folder);
            throw;
        }
    }

    private static Dictionary<LedgerId, Restored> FactsOf(
        RestoreReport report, IReadOnlyDictionary<LedgerId, long> epochs, IReadOnlyDictionary<LedgerId, Restored> earlier)
    {
        var replaced = report.Replaced?.ToDictionary(head => head.Ledger) ?? [];
        return report.Restored.ToDictionary(head => head.Ledger, head =>
        {
            var epoch = Math.Max(epochs.GetValueOrDefault(head.Ledger), earlier.TryGetValue(head.Ledger, out var known) ? known.Epoch : 0) + 1;
            return replaced.TryGetValue(head.Ledger, out var lost) && lost.NextSequence > head.NextSequence
                ? new Restored { Epoch = epoch, LostSize = lost.NextSequence, LostRoot = ByteString.CopyFrom(lost.Root.Span) }
                : new Restored { Epoch = epoch };
        });
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
            say.Say("restore_aside", aside);
        }

        if (!File.Exists(Path.Combine(folder, "server.keys")))
        {
            say.Say("restore_no_keys");
        }
    }
}
