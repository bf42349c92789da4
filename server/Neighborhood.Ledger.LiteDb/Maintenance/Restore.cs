using System.Globalization;
using System.Security.Cryptography;
using LiteDB;
using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Ledger.LiteDb.Maintenance;

/// <summary>
/// Puts a backup in the place of the store. It is prepared under another name until it is whole, with everything that the server has to know of the
/// restore, and gets a second name that says so; opening finishes what stopped between the renames. So there is always the old store or the new one.
/// </summary>
internal static class Restore
{
    private const int CopiedAtOnceBytes = 1 << 20;

    public static RestoreReport Run(IStorageFolder folder, Stream backup, IReadOnlyCollection<string> forgotten, TimeProvider time)
    {
        var replaced = Replaced.Read(folder);
        Copy(folder, backup);
        var (heads, applied, unplaced) = Prepare(folder, forgotten, replaced);
        var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        var aside = folder.Exists(Store.DataName) ? Store.AsidePrefix + stamp : null;
        folder.Rename(Store.RestoringName, Store.RestoredName);
        folder.Sync();
        if (aside is not null) folder.Rename(Store.DataName, aside);
        folder.Rename(Store.RestoredName, Store.DataName);
        folder.Sync();
        if (aside is not null && replaced is null) KeepLog(folder, aside);
        return new RestoreReport(heads, replaced?.Heads, aside, applied, unplaced);
    }

    private static void Copy(IStorageFolder folder, Stream backup)
    {
        using var file = folder.Open(Store.RestoringName);
        file.SetLength(0);
        var some = new byte[CopiedAtOnceBytes];
        for (var at = 0L; backup.ReadAtLeast(some, some.Length, throwOnEndOfStream: false) is > 0 and var read; at += read)
            file.Write(at, some.AsSpan(0, read));
        StoreFile.EnsureWhole(file);
    }

    private static (LedgerHead[] Heads, int Applied, int Unplaced) Prepare(IStorageFolder folder, IReadOnlyCollection<string> forgotten, Replaced? replaced)
    {
        using var list = new ErasureList(folder, new JournalCounters());
        using var copy = new StoreCopy(folder, Store.RestoringName);
        RecentSegments.Settle(copy.Engine, [.. copy.Range(Documents.Recent, "", Documents.LastKey)]);
        var facts = copy.All(Documents.Facts, new Query()).ConvertAll(Documents.ToFacts).Single();
        var rows = copy.All(Documents.Heads, new Query()).ConvertAll(Documents.ToHead);
        var (applied, unplaced) = new ErasuresAgain(copy, rows, facts.Salt).Apply(list.After(facts.Erasures));
        copy.Engine.Upsert(Documents.Facts, [Documents.Of(facts with { Erasures = Math.Max(facts.Erasures, list.Last) })], BsonAutoId.ObjectId);
        copy.Engine.Checkpoint();
        LedgerHead[] heads = [.. rows.Select(row => row.Head)];
        ExpiringRecord[] earlier = [.. copy.Records(RestoreNotes.Collection), .. replaced?.Notes ?? []];
        var notes = RestoreNotes.Of(heads, replaced?.Heads ?? [], earlier, RandomNumberGenerator.GetBytes(RestoreNotes.MarkBytes));
        foreach (var collection in forgotten.Append(RestoreNotes.Collection)) copy.Forget(collection);
        copy.Engine.Insert(Documents.Expiring, notes.Select(Documents.Of), BsonAutoId.ObjectId);
        copy.Engine.Checkpoint();
        StoreFile.GiveId(copy.Engine);
        copy.Finish();
        return (heads, applied, unplaced);
    }

    /// <summary>The log of a store that could not be read may hold what is missing in it; any other was played in before.</summary>
    private static void KeepLog(IStorageFolder folder, string aside)
    {
        if (!folder.Exists(Store.LogName)) return;
        folder.Rename(Store.LogName, aside + "-log");
        folder.Sync();
    }

    /// <summary>What the store knew that is replaced.</summary>
    private sealed record Replaced(LedgerHead[] Heads, IReadOnlyList<ExpiringRecord> Notes)
    {
        /// <summary>Null where there is none, or none that can be read: that is a reason to restore, not to refuse it.</summary>
        public static Replaced? Read(IStorageFolder folder)
        {
            if (!folder.Exists(Store.DataName) && !folder.Exists(Store.RestoredName)) return null;
            try
            {
                using var store = Store.Open(folder, StoreRules.Safe, new JournalCounters());
                return new Replaced([.. store.Heads.Select(row => row.Head)], store.Records(RestoreNotes.Collection));
            }
            catch (Exception)
            {
                return null;
            }
        }
    }
}
