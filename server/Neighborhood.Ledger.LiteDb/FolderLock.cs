using System.Globalization;

namespace Neighborhood.Ledger.LiteDb;

/// <summary>
/// Keeps a second process from a data folder. The lock is the operating system's and vanishes with the process. Who holds it stands in a
/// file beside it, because a locked file cannot be read; that text means nothing once the lock is free.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const string LockName = "neighborhood.lock";
    private const string HolderName = "neighborhood.holder";
    private const string Somebody = "another process";
    private const int HolderChars = 100;

    private readonly FileStream stream;

    private FolderLock(FileStream stream) => this.stream = stream;

    /// <exception cref="JournalHeldException">Somebody else has it.</exception>
    public static FolderLock Take(string folder, TimeProvider time)
    {
        var holder = Path.Combine(Directory.CreateDirectory(folder).FullName, HolderName);
        var taken = new FolderLock(Lock(folder, holder));
        var since = time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        File.WriteAllText(holder, $"process {Environment.ProcessId} since {since}");
        return taken;
    }

    public void Dispose() => stream.Dispose();

    private static FileStream Lock(string folder, string holder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new JournalHeldException(folder, ReadHolder(holder));
        }
    }

    private static string ReadHolder(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            return text.Length is > 0 and <= HolderChars ? text : Somebody;
        }
        catch (IOException)
        {
            return Somebody;
        }
    }
}
