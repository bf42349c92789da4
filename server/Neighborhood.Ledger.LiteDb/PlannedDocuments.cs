using LiteDB;

namespace Neighborhood.Ledger.LiteDb;

/// <summary>The documents of one collection that a plan inserts, and those that it changes: LiteDB looks for none of the former before.</summary>
internal sealed class PlannedDocuments
{
    private readonly Dictionary<string, BsonDocument> inserted = [];
    private readonly Dictionary<string, BsonDocument> changed = [];

    /// <summary>In the order of their keys: what stands side by side is found together.</summary>
    public IEnumerable<BsonDocument> Inserted => inserted.Values.OrderBy(document => document["_id"].AsString, StringComparer.Ordinal);

    public IReadOnlyCollection<BsonDocument> Changed => changed.Values;

    public void Insert(BsonDocument document) => inserted[document["_id"].AsString] = document;

    public void Change(BsonDocument document)
    {
        var key = document["_id"].AsString;
        (inserted.ContainsKey(key) ? inserted : changed)[key] = document;
    }

    /// <summary>The document of a key.</summary>
    public BsonDocument? Find(string key) => inserted.GetValueOrDefault(key) ?? changed.GetValueOrDefault(key);

    /// <summary>The document with the greatest key up to a key: the group that holds the segment of that key, if any that is planned does.</summary>
    public BsonDocument? LastUpTo(string key)
    {
        var last = inserted.Keys.Concat(changed.Keys).Where(one => string.CompareOrdinal(one, key) <= 0).Max(StringComparer.Ordinal);
        return last is null ? null : Find(last);
    }

    public void Take(PlannedDocuments later)
    {
        foreach (var document in later.inserted.Values) Insert(document);
        foreach (var document in later.changed.Values) Change(document);
    }
}
