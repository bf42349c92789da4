namespace Neighborhood.Ledger.LiteDb;

/// <summary>
/// A data file, or a backup, that cannot be read because it is damaged or is none. LiteDB says so in exceptions of every kind; this is the one that
/// leaves the journal.
/// </summary>
public sealed class StoreUnreadableException(string path, Exception cause)
    : JournalException($"{path} cannot be read: it is damaged, or it is no data file.", cause, outcomeUnknown: false)
{
    /// <summary>The file or the folder.</summary>
    public string Path { get; } = path;

    /// <summary>What reading a file failed with, as a failure of the journal: the system's faults keep their sentence, all others are the file's.</summary>
    internal static JournalException Of(Exception error, string path) => error switch
    {
        JournalException known => known,
        IOException or UnauthorizedAccessException => new JournalException($"The work on {path} failed: {error.Message}", error, outcomeUnknown: false),
        _ => new StoreUnreadableException(path, error),
    };
}
