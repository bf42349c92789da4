using System.Buffers.Binary;
using System.Security.Cryptography;
using LiteDB;
using LiteDB.Engine;
using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Ledger.LiteDb;

/// <summary>
/// Data files as a whole: each has an id of its own, so that the log of another file (before a restore, say) is never played into it.
/// The id is LiteDB's USER_VERSION pragma.
/// </summary>
internal static class StoreFile
{
    /// <summary>
    /// Where LiteDB keeps USER_VERSION: in the first sector, which never changes otherwise within these bytes, so no torn write can spoil it.
    /// </summary>
    private const int IdOffset = 76;

    /// <summary>Where LiteDB keeps the number of the last page that was ever taken into use.</summary>
    private const int LastPageOffset = 64;

    private const int SaltBytes = 32;

    /// <summary>The id of a data file.</summary>
    public static uint ReadId(IStorageFile file)
    {
        var id = new byte[sizeof(uint)];
        file.Read(IdOffset, id);
        return BinaryPrimitives.ReadUInt32LittleEndian(id);
    }

    /// <summary>A copy that ended early still opens, and would be missed only where somebody reads what it lacks.</summary>
    /// <exception cref="InvalidDataException">The file is shorter than its first page says.</exception>
    public static void EnsureWhole(IStorageFile file)
    {
        var number = new byte[sizeof(uint)];
        file.Read(LastPageOffset, number);
        var pages = BinaryPrimitives.ReadUInt32LittleEndian(number) + 1L;
        if (file.Length < pages * PagedStream.PageBytes) throw new InvalidDataException($"{pages} pages do not stand in {file.Length} bytes.");
    }

    /// <summary>
    /// Makes an empty store under another name, syncs it and renames it: a file of the final name is always whole.
    /// </summary>
    public static void Create(IStorageFolder folder, string name)
    {
        using var made = new MemoryStream();
        using (var engine = OpenUnlogged(made))
        {
            Prepare(engine);
            engine.Insert(Documents.Facts, [Documents.Of(new StoreFacts(Documents.Format, RandomNumberGenerator.GetBytes(SaltBytes), 0))], BsonAutoId.ObjectId);
            engine.Checkpoint();
        }

        var partial = name + ".new";
        using (var file = folder.Open(partial))
        {
            file.SetLength(0);
            file.Write(0, made.GetBuffer().AsSpan(0, (int)made.Length));
            file.Sync();
        }

        folder.Rename(partial, name);
        folder.Sync();
    }

    /// <summary>LiteDB over a data stream whose log is in memory: for files that are not yet in use.</summary>
    public static LiteEngine OpenUnlogged(Stream data) =>
        new(new EngineSettings { DataStream = data, LogStream = new MemoryStream(), Collation = Collation.Binary });

    /// <summary>Pragmas and collections of an empty file, each followed by its own checkpoint.</summary>
    public static void Prepare(LiteEngine engine)
    {
        engine.Pragma("CHECKPOINT", 0);
        engine.Checkpoint();
        GiveId(engine);
        foreach (var collection in Documents.Collections)
        {
            engine.Insert(collection, [new BsonDocument { ["_id"] = "new" }], BsonAutoId.ObjectId);
            engine.Delete(collection, ["new"]);
            engine.Checkpoint();
        }

        engine.EnsureIndex(Documents.Expiring, Documents.ExpiryIndex, BsonExpression.Create($"$.{Documents.Expires}"), unique: false);
        engine.Checkpoint();
    }

    /// <summary>Gives a file an id of its own.</summary>
    public static void GiveId(LiteEngine engine)
    {
        engine.Pragma("USER_VERSION", RandomNumberGenerator.GetInt32(1, int.MaxValue));
        engine.Checkpoint();
    }
}
