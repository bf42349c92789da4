using System.Globalization;
using LiteDB;
using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Ledger.LiteDb.Maintenance;

/// <summary>
/// Puts a backup in the place of the store. The backup is prepared under another name first; between the two renames there is no store, and
/// opening says so instead of making an empty one.
/// </summary>
internal static class Restore
{
    public static RestoreReport Run(DiskFolder folder, string backupPath, TimeProvider time)
    {
        if (!File.Exists(backupPath)) throw new JournalException($"There is no backup {backupPath}.", null, outcomeUnknown: false);
        var replaced = ReadHeads(folder);
        File.Copy(backupPath, Path.Combine(folder.Path, Store.RestoringName), overwrite: true);
        var (restored, applied) = Prepare(folder);
        var aside = MoveAside(folder, time);
        folder.Rename(Store.RestoringName, Store.DataName);
        folder.Sync();
        return new RestoreReport(restored, replaced, aside, applied);
    }

    private static LedgerHead[]? ReadHeads(DiskFolder folder)
    {
        if (!folder.Exists(Store.DataName)) return null;
        try
        {
            using var store = Store.Open(folder, StoreRules.Safe, new JournalCounters());
            return [.. store.Heads.Select(row => row.Head)];
        }
        catch (Exception)
        {
            // A store that cannot be read is a reason to restore, not to refuse it.
            return null;
        }
    }

    private static (LedgerHead[] Heads, int Applied) Prepare(DiskFolder folder)
    {
        using var list = new ErasureList(folder, new JournalCounters());
        using var copy = new StoreCopy(folder, Store.RestoringName);
        var facts = copy.All(Documents.Facts, new Query()).ConvertAll(Documents.ToFacts).Single();
        var heads = copy.All(Documents.Heads, new Query()).ConvertAll(Documents.ToHead).ToDictionary(row => row.Head.Ledger.Name);
        var erasures = list.After(facts.Erasures).Where(erasure => heads.ContainsKey(erasure.Ledger)).ToArray();
        foreach (var erasure in erasures) Apply(copy, heads[erasure.Ledger].Number, erasure, facts.Salt);
        copy.Engine.Upsert(Documents.Facts, [Documents.Of(facts with { Erasures = Math.Max(facts.Erasures, list.Last) })], BsonAutoId.ObjectId);
        copy.Engine.Checkpoint();
        StoreFile.GiveId(copy.Engine);
        copy.Finish();
        return ([.. heads.Values.Select(row => row.Head)], erasures.Length);
    }

    private static void Apply(StoreCopy copy, int number, Erasure erasure, byte[] salt)
    {
        if (erasure is VaultErased vault) EraseFromVault(copy, number, vault, salt);
        if (erasure is SideErased side) EraseFromSide(copy, number, side);
        copy.Engine.Checkpoint();
    }

    private static void EraseFromVault(StoreCopy copy, int number, VaultErased erasure, byte[] salt)
    {
        var prefix = Documents.VaultKey(number, "");
        var query = new Query();
        query.Where.Add(BsonExpression.Create("$._id BETWEEN @0 AND @1", prefix, Documents.AfterPrefix(prefix)));
        var keys = copy.All(Documents.Vault, query).ConvertAll(document => document["_id"].AsString);
        var erased = keys.Where(key => Erasure.DigestOf(salt, Documents.KeyInVault(key)) == erasure.KeyDigest);
        copy.Engine.Delete(Documents.Vault, erased.Select(key => new BsonValue(key)));
    }

    private static void EraseFromSide(StoreCopy copy, int number, SideErased erasure)
    {
        var key = Documents.SegmentKey(number, erasure.FirstSequence);
        var query = new Query { Limit = 1 };
        query.Where.Add(BsonExpression.Create("$._id = @0", key));
        if (copy.All(Documents.Sides, query) is not [var document]) return;
        var side = document[Documents.Value].AsBinary;
        if ((long)erasure.Offset + erasure.Length > side.Length) return;
        side.AsSpan(erasure.Offset, erasure.Length).Clear();
        copy.Engine.Upsert(Documents.Sides, [Documents.Of(key, side)], BsonAutoId.ObjectId);
    }

    private static string? MoveAside(DiskFolder folder, TimeProvider time)
    {
        if (!folder.Exists(Store.DataName)) return null;
        var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
        var aside = $"{Store.DataName}.before-restore-{stamp}";
        if (folder.Exists(Store.LogName)) folder.Rename(Store.LogName, aside + "-log");
        folder.Rename(Store.DataName, aside);
        return Path.Combine(folder.Path, aside);
    }
}
