using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Ledger.LiteDb.Maintenance;

/// <summary>Copies a store as it is at one moment while it goes on being written. The copy appears under its name only when it is whole.</summary>
internal static class Backup
{
    public static BackupReport Run(StoreGate gate, string path, CancellationToken cancel)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full)) throw new JournalException($"{full} is already there: name a new file.", null, outcomeUnknown: false);
        var folder = new DiskFolder(Path.GetDirectoryName(full)!);
        var name = Path.GetFileName(full);
        var partial = name + ".partial";
        try
        {
            var (bytes, heads) = Copy(gate, folder, partial, cancel);
            folder.Rename(partial, name);
            folder.Sync();
            return new BackupReport(full, bytes, heads);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new JournalException($"The backup {full} could not be written.", error, outcomeUnknown: false);
        }
        finally
        {
            if (folder.Exists(partial)) folder.Delete(partial);
        }
    }

    private static (long Bytes, IReadOnlyList<LedgerHead> Heads) Copy(StoreGate gate, DiskFolder folder, string name, CancellationToken cancel)
    {
        using var target = folder.Open(name);
        target.SetLength(0);
        var (snapshot, heads) = gate.Exclusive(store => (store.StartSnapshot(target), store.Heads.Select(row => row.Head).ToArray()));
        try
        {
            while (snapshot.CopyMore()) cancel.ThrowIfCancellationRequested();
        }
        finally
        {
            gate.Exclusive(store => store.EndSnapshot(snapshot));
        }

        target.Sync();
        return (target.Length, heads);
    }
}
