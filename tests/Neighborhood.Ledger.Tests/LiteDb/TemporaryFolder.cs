using Neighborhood.Ledger.LiteDb;

namespace Neighborhood.Ledger.Tests.LiteDb;

/// <summary>A data folder that goes with its test.</summary>
public abstract class TemporaryFolder : IDisposable
{
    protected string Folder { get; } = Directory.CreateTempSubdirectory("journal-").FullName;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected LiteDbJournal Open() => LiteDbJournal.Open(new LiteDbJournalOptions(Folder, TimeProvider.System));

    /// <summary>Names of files of the folder that hold these bytes.</summary>
    protected string[] FilesWith(ReadOnlyMemory<byte> bytes) =>
        [.. Directory.GetFiles(Folder)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal) && ReadAll(file).AsSpan().IndexOf(bytes.Span) >= 0)
            .Select(file => Path.GetFileName(file))];

    private static byte[] ReadAll(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
