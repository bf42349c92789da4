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
    public List<BsonDocument> All(string collection, Query query) => [.. Run(collection, query)];

    /// <summary>The documents with keys from <paramref name="first"/> to <paramref name="last"/>, in order. Nothing may be written meanwhile.</summary>
    public IEnumerable<BsonDocument> Range(string collection, string first, string last)
    {
        var query = new Query { OrderBy = BsonExpression.Create("$._id") };
        query.Where.Add(BsonExpression.Create("$._id BETWEEN @0 AND @1", first, last));
        return Run(collection, query);
    }

    /// <summary>The document with the greatest key from <paramref name="first"/> to <paramref name="last"/>; null where there is none.</summary>
    public BsonDocument? Last(string collection, string first, string last) => Run(collection, Bounded(first, last, Query.Descending)).FirstOrDefault();

    /// <summary>The document with the smallest key.</summary>
    public BsonDocument? First(string collection, string first, string last) => Run(collection, Bounded(first, last, Query.Ascending)).FirstOrDefault();

    /// <summary>The records of an expiring collection.</summary>
    public List<ExpiringRecord> Records(string collection) =>
        [.. RangeOf(collection).Select(document => Documents.ToExpiring(collection, document))];

    /// <summary>Deletes an expiring collection.</summary>
    public void Forget(string collection)
    {
        Engine.Delete(Documents.Expiring, RangeOf(collection).Select(document => document["_id"]).ToArray());
        Engine.Checkpoint();
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

    private static Query Bounded(string first, string last, int order)
    {
        var query = new Query { OrderBy = BsonExpression.Create("$._id"), Order = order, Limit = 1 };
        query.Where.Add(BsonExpression.Create("$._id BETWEEN @0 AND @1", first, last));
        return query;
    }

    private IEnumerable<BsonDocument> RangeOf(string collection)
    {
        var prefix = Documents.ExpiringKey(collection, "");
        return Range(Documents.Expiring, prefix, Documents.AfterPrefix(prefix));
    }

    private IEnumerable<BsonDocument> Run(string collection, Query query)
    {
        using var reader = Engine.Query(collection, query);
        while (reader.Read()) yield return reader.Current.AsDocument;
    }
}
