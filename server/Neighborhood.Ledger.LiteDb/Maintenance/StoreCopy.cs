using LiteDB;
using LiteDB.Engine;
using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Ledger.LiteDb.Maintenance;

/// <summary>A data file that is being prepared under another name. It needs no log: a crash only leaves an unfinished file that nobody opens.</summary>
internal sealed class StoreCopy : IDisposable
{
    private readonly IStorageFile file;

    public StoreCopy(IStorageFolder folder, string name)
    {
        file = folder.Open(name);
        Engine = StoreFile.OpenUnlogged(new BarrierDataStream(file, () => { }, new JournalCounters()) { InCheckpoint = true });
    }

    public LiteEngine Engine { get; }

    public long Bytes => file.Length;

    /// <summary>The documents of a collection.</summary>
    public List<BsonDocument> All(string collection, Query query)
    {
        using var reader = Engine.Query(collection, query);
        var found = new List<BsonDocument>();
        while (reader.Read()) found.Add(reader.Current.AsDocument);
        return found;
    }

    /// <summary>Ends it: everything is on the disk.</summary>
    public void Finish()
    {
        Engine.Checkpoint();
        file.Sync();
    }

    public void Dispose()
    {
        Engine.Dispose();
        file.Dispose();
    }
}
