using System.Globalization;
using System.Text;

namespace Neighborhood.Ledger.LiteDb;

/// <summary>
/// Keeps a second process from a data folder. The lock is the operating system's and vanishes with the process; the text in the file only
/// tells a refused one who holds it, and means nothing once the lock is free.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const string FileName = "neighborhood.lock";
    private const int HolderChars = 200;

    private readonly FileStream stream;

    private FolderLock(FileStream stream) => this.stream = stream;

    /// <exception cref="JournalHeldException">Somebody else has it.</exception>
    public static FolderLock Take(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        try
        {
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            stream.SetLength(0);
            var since = time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
            stream.Write(Encoding.UTF8.GetBytes($"process {Environment.ProcessId} since {since}"));
            stream.Flush();
            return new FolderLock(stream);
        }
        catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            throw new JournalHeldException(folder, ReadHolder(path));
        }
    }

    public void Dispose() => stream.Dispose();

    private static string ReadHolder(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var text = new char[HolderChars];
            var holder = new string(text, 0, reader.ReadBlock(text));
            return holder.Length > 0 ? holder : "another process";
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
