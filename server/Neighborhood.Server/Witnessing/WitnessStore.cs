using System.Security.Cryptography;
using System.Text;
using Neighborhood.Ledger;
using Neighborhood.Ledger.LiteDb.Storage;
using Neighborhood.Rules.Proofs;
using Neighborhood.Server.Hosting;

namespace Neighborhood.Server.Witnessing;

/// <summary>
/// What a witness remembers: of each ledger the head that it cosigned last, a file with that signed note. It stands apart from the store of the ledgers,
/// because a restore from a backup would have the witness forget what it saw, and sign a second history.
/// </summary>
public sealed class WitnessStore
{
    /// <summary>Its folder in the data folder.</summary>
    public const string Folder = "witness";

    private const string Extension = ".head";
    private const string ForkExtension = ".fork";
    private readonly string _path;
    private readonly Dictionary<string, Checkpoint> _last = [];

    /// <summary>Reads what is remembered.</summary>
    /// <exception cref="UnfitOptionException">A file cannot be read.</exception>
    public WitnessStore(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        _path = Path.Combine(folder.FullPath, Folder);
        if (!Directory.Exists(_path))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(_path, "*" + Extension))
        {
            var head = Read(file);
            _last[head.Origin] = head;
        }
    }

    /// <summary>Ledgers known.</summary>
    public int Count => _last.Count;

    /// <summary>Whether a further ledger can be remembered.</summary>
    public bool HasRoom => _last.Count < Limits.WitnessOriginsCount;

    /// <summary>The ledgers of which a second history was shown.</summary>
    public IReadOnlyList<string> Forked => [.. _last.Keys.Where(origin => File.Exists(FileOf(origin, ForkExtension)))];

    /// <summary>What was cosigned last for an origin; null where nothing was.</summary>
    public Checkpoint? Last(string origin) => _last.GetValueOrDefault(origin);

    /// <summary>Remembers a head; it is on the disk when this returns.</summary>
    public void Put(Checkpoint head, string note)
    {
        ArgumentNullException.ThrowIfNull(head);
        Write(FileOf(head.Origin, Extension), note);
        _last[head.Origin] = head;
    }

    /// <summary>Keeps the first request that contradicts what was cosigned: with the head beside it, it is the evidence.</summary>
    /// <returns>The file.</returns>
    public string KeepFork(string origin, WitnessRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var file = FileOf(origin, ForkExtension);
        if (!File.Exists(file))
        {
            Write(file, request.Format());
        }

        return file;
    }

    private void Write(string file, string text)
    {
        if (!Directory.Exists(_path))
        {
            Directory.CreateDirectory(_path);
            FolderSync.Run(Path.GetDirectoryName(_path)!);
        }

        var draft = file + ".new";
        using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
        FolderSync.Run(_path);
    }

    private static Checkpoint Read(string file) =>
        SignedNote.TryParse(File.ReadAllText(file), out var note) && Checkpoint.TryParse(note.Text, out var head)
            ? head
            : throw new UnfitOptionException("witness_unreadable", file);

    private string FileOf(string origin, string extension) =>
        Path.Combine(_path, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)).AsSpan(0, 16)) + extension);
}
