using LiteDB;
using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Ledger.LiteDb.Maintenance;

/// <summary>
/// LiteDB cannot shrink a store on streams of one's own, so everything in use is copied and the copy renamed. Small segments are merged on the way.
/// </summary>
internal static class Compact
{
    public static CompactReport Run(IStorageFolder folder)
    {
        var report = Copy(folder);
        folder.Rename(Store.CompactingName, Store.DataName);
        folder.Sync();
        return report;
    }

    private static CompactReport Copy(IStorageFolder folder)
    {
        using var store = Store.Open(folder, StoreRules.Safe, new JournalCounters());
        store.Settle();
        using var copy = new StoreCopy(folder, Store.CompactingName);
        StoreFile.Prepare(copy.Engine);
        foreach (var collection in Documents.Collections.Except([Documents.Segments, Documents.Sides])) CopyAll(store, copy, collection);
        var (before, after) = new Merge(store, copy).Run();
        copy.Finish();
        return new CompactReport(store.Bytes, copy.Bytes, before, after);
    }

    private static void CopyAll(Store store, StoreCopy copy, string collection)
    {
        foreach (var some in store.Pages(collection, Limits.JournalGroupBytes))
        {
            copy.Engine.Insert(collection, some, BsonAutoId.ObjectId);
            copy.Engine.Checkpoint();
        }
    }
}
