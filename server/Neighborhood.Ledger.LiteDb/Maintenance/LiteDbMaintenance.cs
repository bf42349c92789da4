using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Ledger.LiteDb.Maintenance;

/// <summary>What an operator does to a data folder that no server holds. A live one is refused with <see cref="JournalHeldException"/>.</summary>
public static class LiteDbMaintenance
{
    /// <summary>
    /// Puts a backup in the place of the store: keeps the replaced file aside, applies the erasures newer than the backup again, leaves
    /// <see cref="RestoreNotes"/> for the ledgers, and forgets the named expiring collections: what was revoked since must not come to life again.
    /// </summary>
    /// <exception cref="JournalException">The backup is missing or not readable; nothing was changed.</exception>
    public static RestoreReport Restore(string backupPath, string dataFolder, IReadOnlyCollection<string> forgotten, TimeProvider time) =>
        Held(dataFolder, time, backupPath, folder =>
        {
            if (!File.Exists(backupPath)) throw new JournalException($"There is no backup {backupPath}.", null, outcomeUnknown: false);
            using var backup = File.OpenRead(backupPath);
            return LiteDb.Maintenance.Restore.Run(folder, backup, forgotten, time);
        });

    /// <summary>The files of before that restores kept aside. They hold what they held then, also what was erased since.</summary>
    public static IReadOnlyList<string> KeptAside(string dataFolder) =>
        [.. Directory.EnumerateFiles(dataFolder, Store.AsidePrefix + "*").Order(StringComparer.Ordinal)];

    /// <summary>Overwrites and deletes what restores kept aside.</summary>
    public static void DiscardKeptAside(string dataFolder, TimeProvider time) =>
        Held(dataFolder, time, folder =>
        {
            foreach (var path in KeptAside(dataFolder)) folder.Discard(Path.GetFileName(path));
            folder.Sync();
            return true;
        });

    /// <summary>
    /// Copies everything that is in use into a new file, merges small segments on the way, and puts it in the place of the old one. Needs as much free
    /// space as is in use.
    /// </summary>
    public static CompactReport Compact(string dataFolder, TimeProvider time) =>
        Held(dataFolder, time, folder => LiteDb.Maintenance.Compact.Run(folder));

    /// <summary>Reads everything: every segment joins, counts match, nothing is left over; <paramref name="verify"/> adds hashes and roots.</summary>
    public static CheckReport Check(string dataFolder, TimeProvider time, SegmentVerifier verify) =>
        Held(dataFolder, time, folder =>
        {
            using var store = Store.Open(folder, StoreRules.Safe, new JournalCounters());
            return new Check(store, verify).Run();
        });

    private static T Held<T>(string dataFolder, TimeProvider time, Func<DiskFolder, T> work) =>
        Held(dataFolder, time, Path.Combine(dataFolder, Store.DataName), work);

    /// <param name="dataFolder">Whose lock is taken.</param>
    /// <param name="time">When.</param>
    /// <param name="read">The file that the work reads, and that is damaged where the work cannot.</param>
    /// <param name="work">The work.</param>
    private static T Held<T>(string dataFolder, TimeProvider time, string read, Func<DiskFolder, T> work)
    {
        using var held = FolderLock.Take(dataFolder, time);
        try
        {
            return work(new DiskFolder(dataFolder));
        }
        catch (Exception error) when (error is not JournalException)
        {
            throw StoreUnreadableException.Of(error, read);
        }
    }
}
