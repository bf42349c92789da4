using LiteDB;
using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Ledger.LiteDb.Maintenance;

/// <summary>LiteDB cannot shrink a store on streams of one's own, so everything in use is copied and the copy renamed.</summary>
internal static class Compact
{
    private const string CopyName = Store.DataName + ".compacting";

    public static CompactReport Run(DiskFolder folder)
    {
        if (folder.Exists(CopyName)) folder.Delete(CopyName);
        var before = 0L;
        var after = 0L;
        using (var store = Store.Open(folder, StoreRules.Safe, new JournalCounters()))
        using (var copy = new StoreCopy(folder, CopyName))
        {
            before = store.Bytes;
            StoreFile.Prepare(copy.Engine);
            foreach (var collection in Documents.Collections) CopyAll(store, copy, collection);
            copy.Finish();
            after = copy.Bytes;
        }

        folder.Rename(CopyName, Store.DataName);
        folder.Sync();
        return new CompactReport(before, after);
    }

    private static void CopyAll(Store store, StoreCopy copy, string collection)
    {
        var first = "";
        while (true)
        {
            var bytes = 0L;
            var some = store.Range(collection, first, Documents.LastKey, document => (bytes += Documents.BytesOf(document)) >= Limits.JournalGroupBytes);
            if (some.Count == 0) return;
            copy.Engine.Insert(collection, some, BsonAutoId.ObjectId);
            copy.Engine.Checkpoint();
            first = Documents.After(some[^1]["_id"].AsString);
        }
    }
}
