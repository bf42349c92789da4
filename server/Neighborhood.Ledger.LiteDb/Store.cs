using LiteDB;
using LiteDB.Engine;
using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Ledger.LiteDb;

/// <summary>What stands below a store; only a test that shows what the simulated disk finds uses another than <see cref="Safe"/>.</summary>
internal sealed record StoreRules(Func<IStorageFile, uint, JournalCounters, LogStream> OpenLog, bool SyncLogBeforeData, long RecentBytes)
{
    /// <summary>The framed log and the write-ahead barrier.</summary>
    public static readonly StoreRules Safe = new(
        (file, store, counters) => new FramedLogStream(file, store, LogRules.Safe, counters), SyncLogBeforeData: true, RecentBytes: 2 << 20);
}

/// <summary>
/// LiteDB's engine over our two streams, from one opening to the first storage error. Writing belongs to one thread; after an exception
/// from here the store must be disposed and opened anew.
/// </summary>
internal sealed class Store : IDisposable
{
    public const string DataName = "neighborhood.litedb";
    public const string LogName = "neighborhood.litedb-log";
    public const string RestoringName = DataName + ".restoring";
    public const string RestoredName = DataName + ".restored";
    public const string CompactingName = DataName + ".compacting";
    public const string AsidePrefix = DataName + ".before-restore-";

    /// <summary>Copies that an interruption left; where there is a store none of them is needed, and they may hold what was erased since.</summary>
    private static readonly IReadOnlyList<string> Leftovers = [RestoringName, RestoredName, CompactingName];

    private const int DocumentsPerPage = 4096;

    private readonly StoreFiles files;
    private readonly BarrierDataStream data;
    private readonly LogStream log;
    private readonly LiteEngine engine;
    private readonly Dictionary<LedgerId, HeadRow> heads;
    private readonly RecentSegments recent;
    private readonly long recentBytes;
    private StoreFacts facts;
    private bool scrubIsDue;

    private Store(StoreFiles files, StoreRules rules, JournalCounters counters)
    {
        this.files = files;
        log = rules.OpenLog(files.Log, StoreFile.ReadId(files.Data), counters);
        data = new BarrierDataStream(files.Data, rules.SyncLogBeforeData ? log.SyncIfWritten : () => { }, counters);
        engine = new LiteEngine(new EngineSettings { DataStream = data, LogStream = log, Collation = Collation.Binary });
        Checkpoint();
        StoreFile.EnsureWhole(files.Data);
        scrubIsDue = !TryScrub();
        facts = ReadFacts();
        heads = Read(Documents.Heads, Documents.ToHead).ToDictionary(row => row.Head.Ledger);
        recent = new RecentSegments(Range(Documents.Recent, "", Documents.LastKey, _ => false));
        recentBytes = rules.RecentBytes;
        files.Erasures.VoidAfter(facts.Erasures);
        counters.Opened();
    }

    /// <summary>Every ledger's head on disk.</summary>
    public IReadOnlyCollection<HeadRow> Heads => heads.Values;

    /// <summary>Opens the store of a folder, or makes one where there is none; what an interrupted transaction left is put right or dropped.</summary>
    public static Store Open(IStorageFolder folder, StoreRules rules, JournalCounters counters)
    {
        if (!folder.Exists(DataName)) Begin(folder);
        foreach (var leftover in Leftovers.Where(folder.Exists)) folder.Delete(leftover);
        var files = new StoreFiles(folder, counters);
        try
        {
            return new Store(files, rules, counters);
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <summary>A restore that was interrupted between its two renames is finished; one that was still copying is not taken for an empty folder.</summary>
    private static void Begin(IStorageFolder folder)
    {
        if (folder.Exists(RestoredName))
        {
            folder.Rename(RestoredName, DataName);
            folder.Sync();
            return;
        }

        if (folder.Exists(RestoringName))
            throw new JournalException("A restore was interrupted: run it again before the server starts.", null, outcomeUnknown: false);
        StoreFile.Create(folder, DataName);
    }

    /// <summary>The size of the data file.</summary>
    public long Bytes => files.Data.Length;

    public HeadRow? HeadOf(LedgerId ledger) => heads.GetValueOrDefault(ledger);

    /// <summary>A plan on top of what is on disk.</summary>
    public WritePlan NewPlan() =>
        new(new StoreView(HeadOf, () => heads.Count, SideOf, recent.Of, () => recent.All, facts.Salt));

    /// <summary>The small segments written last.</summary>
    public RecentSegments Recent => recent;

    /// <summary>Puts all recent segments into their places.</summary>
    public void Settle()
    {
        if (recent.Keys.Count == 0) return;
        var plan = NewPlan();
        plan.Settle();
        Write(plan);
        Commit(plan);
    }

    /// <summary>Puts a plan into an open transaction. Nothing is on disk for readers, nor after a crash, before <see cref="Commit"/>.</summary>
    public void Write(WritePlan plan)
    {
        if (plan.Erasures.Count > 0) facts = facts with { Erasures = files.Erasures.Append(plan.Erasures, facts.Erasures) };
        if (recent.Bytes + plan.Recent.Bytes > recentBytes) plan.Settle();
        if (!engine.BeginTrans()) throw new InvalidOperationException("A transaction is still open on the writing thread.");
        engine.Insert(Documents.Segments, plan.Segments.Inserted, BsonAutoId.ObjectId);
        engine.Insert(Documents.Sides, plan.Sides.Inserted, BsonAutoId.ObjectId);
        engine.Update(Documents.Segments, plan.Segments.Changed);
        engine.Update(Documents.Sides, plan.Sides.Changed);
        if (plan.IsSettling) engine.Delete(Documents.Recent, recent.Keys);
        if (plan.Recent.Bytes > 0) engine.Insert(Documents.Recent, [Documents.Of(recent.NextKey, plan.Recent.All)], BsonAutoId.ObjectId);
        Apply(Documents.Vault, plan.Vault);
        Apply(Documents.Expiring, plan.Expiring);
        if (plan.Erasures.Count > 0) engine.Upsert(Documents.Facts, [Documents.Of(facts)], BsonAutoId.ObjectId);
        engine.Upsert(Documents.Heads, plan.Heads.Select(Documents.Of), BsonAutoId.ObjectId);
    }

    /// <summary>Makes the open transaction durable: one transaction, one checkpoint, two syncs.</summary>
    public void Commit(WritePlan plan)
    {
        if (!engine.Commit()) throw new InvalidOperationException("The transaction belongs to another thread.");
        Checkpoint();
        if (plan.Erasures.Count > 0 || scrubIsDue) log.Scrub();
        scrubIsDue = false;
        if (plan.IsSettling) recent.Clear();
        recent.Take(plan.Recent);
        foreach (var row in plan.Heads) heads[row.Head.Ledger] = row;
    }

    /// <summary>The side block of a segment that is in its place; null where it has none.</summary>
    public SideHolder? SideOf(string key)
    {
        if (One(Documents.Sides, key) is { } side) return SideHolder.OfSide(side);
        var group = LastKey(Documents.Segments, Documents.SegmentKey(Documents.NumberIn(key), 0), key);
        return group is null ? null : SideHolder.InGroup(One(Documents.Segments, group), key);
    }

    /// <summary>The document of a key.</summary>
    public BsonDocument? One(string collection, string key)
    {
        var query = new Query { Limit = 1 };
        query.Where.Add(BsonExpression.Create("$._id = @0", key));
        return Run(collection, query, document => document).FirstOrDefault();
    }

    /// <summary>
    /// Documents with keys from <paramref name="first"/> to <paramref name="last"/> in order, until <paramref name="enough"/> says so:
    /// every read is bounded, because an open cursor holds up the writer.
    /// </summary>
    public List<BsonDocument> Range(string collection, string first, string last, Func<BsonDocument, bool> enough) =>
        Range(collection, first, last, document => document, enough);

    /// <summary>The same, each document converted as it is read: what a document needs beside its bytes is gone before the next one is.</summary>
    public List<T> Range<T>(string collection, string first, string last, Func<BsonDocument, T> convert, Func<T, bool> enough)
    {
        var query = new Query { OrderBy = BsonExpression.Create("$._id"), Order = Query.Ascending };
        query.Where.Add(BsonExpression.Create("$._id BETWEEN @0 AND @1", first, last));
        var found = new List<T>();
        using var reader = engine.Query(collection, query);
        while (reader.Read())
        {
            var item = convert(reader.Current.AsDocument);
            found.Add(item);
            if (enough(item)) break;
        }

        return found;
    }

    /// <summary>A whole collection in order, in bounded reads.</summary>
    public IEnumerable<List<BsonDocument>> Pages(string collection, long pageBytes)
    {
        var first = "";
        while (true)
        {
            var (count, bytes) = (0, 0L);
            var some = Range(collection, first, Documents.LastKey,
                document => ++count == DocumentsPerPage || (bytes += Documents.BytesOf(document)) >= pageBytes);
            if (some.Count == 0) yield break;
            yield return some;
            first = Documents.After(some[^1]["_id"].AsString);
        }
    }

    /// <summary>The last key from <paramref name="first"/> to <paramref name="last"/>, from the index alone; null where there is none.</summary>
    public string? LastKey(string collection, string first, string last)
    {
        var query = new Query { Select = BsonExpression.Create("$._id"), OrderBy = BsonExpression.Create("$._id"), Order = Query.Descending, Limit = 1 };
        query.Where.Add(BsonExpression.Create("$._id BETWEEN @0 AND @1", first, last));
        return Run(collection, query, document => document["_id"].AsString).FirstOrDefault();
    }

    /// <summary>The keys of expiring records whose time has come, at most <paramref name="count"/>.</summary>
    public List<string> Expired(DateTimeOffset now, int count)
    {
        var query = new Query { Limit = count };
        query.Where.Add(BsonExpression.Create($"$.{Documents.Expires} <= @0", now.UtcTicks));
        return Run(Documents.Expiring, query, document => document["_id"].AsString);
    }

    /// <summary>All records of a small expiring collection.</summary>
    public List<ExpiringRecord> Records(string collection)
    {
        var prefix = Documents.ExpiringKey(collection, "");
        var found = Range(Documents.Expiring, prefix, Documents.AfterPrefix(prefix), _ => false);
        return found.ConvertAll(document => Documents.ToExpiring(collection, document));
    }

    /// <summary>All documents of a collection, for small collections and for maintenance.</summary>
    public List<T> Read<T>(string collection, Func<BsonDocument, T> convert) => Run(collection, new Query(), convert);

    /// <summary>Starts a consistent copy of the data file. Call between transactions.</summary>
    public PageSnapshot StartSnapshot(IStorageFile target) => data.StartSnapshot(target);

    /// <summary>Ends the copy; false where it was of the store before a reopening.</summary>
    public bool EndSnapshot(PageSnapshot snapshot) => data.EndSnapshot(snapshot);

    public void Dispose()
    {
        engine.Dispose();
        files.Dispose();
    }

    private void Checkpoint()
    {
        data.InCheckpoint = true;
        try
        {
            engine.Checkpoint();
        }
        finally
        {
            data.InCheckpoint = false;
        }
    }

    /// <summary>A full disk must not keep a store from being read; then the next commit scrubs.</summary>
    private bool TryScrub()
    {
        try
        {
            log.Scrub();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void Apply(string collection, IReadOnlyDictionary<string, BsonDocument?> changes)
    {
        if (changes.Count == 0) return;
        engine.Delete(collection, changes.Where(change => change.Value is null).Select(change => new BsonValue(change.Key)));
        engine.Upsert(collection, changes.Values.OfType<BsonDocument>(), BsonAutoId.ObjectId);
    }

    private StoreFacts ReadFacts()
    {
        var found = Read(Documents.Facts, Documents.ToFacts).Single();
        if (found.Format == Documents.Format) return found;
        throw new JournalException(
            $"{DataName} has format {found.Format}, and this version reads format {Documents.Format}: use the version that wrote it.", null, false);
    }

    private List<T> Run<T>(string collection, Query query, Func<BsonDocument, T> convert)
    {
        var found = new List<T>();
        using var reader = engine.Query(collection, query);
        while (reader.Read()) found.Add(convert(reader.Current.AsDocument));
        return found;
    }
}

/// <summary>The open files of a store.</summary>
internal sealed class StoreFiles : IDisposable
{
    public StoreFiles(IStorageFolder folder, JournalCounters counters)
    {
        var isNew = !folder.Exists(Store.LogName) || !folder.Exists(ErasureList.FileName);
        Data = folder.Open(Store.DataName);
        Log = folder.Open(Store.LogName);
        Erasures = new ErasureList(folder, counters);
        if (isNew) folder.Sync();
    }

    public IStorageFile Data { get; }

    public IStorageFile Log { get; }

    public ErasureList Erasures { get; }

    public void Dispose()
    {
        Data.Dispose();
        Log.Dispose();
        Erasures.Dispose();
    }
}
