using System.Collections.ObjectModel;
using System.Text.Json;
using Google.Protobuf;
using Neighborhood.Ledger;
using Neighborhood.V1.Facts;

namespace Neighborhood.Server.Hosting;

/// <summary>
/// What a restore leaves for the ledgers to say (<c>restored.json</c>). It stays: a ledger that has said it is in that epoch already, and the next
/// restore begins a later one. While a restore is under way there is <c>restored.json.pending</c>, and no server starts.
/// </summary>
public static class RestoreNotes
{
    private const string Name = "restored.json";
    private const string PendingName = Name + ".pending";

    /// <summary>Whether a restore was interrupted and must be run again.</summary>
    public static bool IsPending(string dataFolder) => File.Exists(Path.Combine(dataFolder, PendingName));

    /// <summary>The facts that are due, by ledger; empty where nothing was ever restored.</summary>
    public static IReadOnlyDictionary<LedgerId, Restored> Read(string dataFolder)
    {
        var path = Path.Combine(dataFolder, Name);
        if (!File.Exists(path))
        {
            return ReadOnlyDictionary<LedgerId, Restored>.Empty;
        }

        var notes = JsonSerializer.Deserialize<Note[]>(File.ReadAllBytes(path)) ?? throw new InvalidDataException($"{path} is empty.");
        return notes.ToDictionary(
            note => new LedgerId(note.Ledger),
            note => new Restored { Epoch = note.Epoch, LostSize = note.LostSize, LostRoot = ByteString.FromBase64(note.LostRoot) });
    }

    /// <summary>A restore begins.</summary>
    public static void Begin(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        Write(Path.Combine(dataFolder, PendingName), []);
    }

    /// <summary>A restore has ended: the ledgers have this to say.</summary>
    public static void End(string dataFolder, IReadOnlyDictionary<LedgerId, Restored> facts)
    {
        Note[] notes = [.. facts.Select(pair => new Note(pair.Key.Name, pair.Value.Epoch, pair.Value.LostSize, pair.Value.LostRoot.ToBase64()))];
        var draft = Path.Combine(dataFolder, Name + ".new");
        Write(draft, JsonSerializer.SerializeToUtf8Bytes(notes));
        File.Move(draft, Path.Combine(dataFolder, Name), overwrite: true);
        File.Delete(Path.Combine(dataFolder, PendingName));
    }

    /// <summary>A restore came to nothing before it changed anything.</summary>
    public static void Abandon(string dataFolder) => File.Delete(Path.Combine(dataFolder, PendingName));

    private static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }

    private sealed record Note(string Ledger, long Epoch, long LostSize, string LostRoot);
}
