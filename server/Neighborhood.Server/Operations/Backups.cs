using Neighborhood.Ledger.LiteDb;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Operations;

/// <summary>Backups beside the data, made while the server goes on.</summary>
public sealed class Backups(LiteDbJournal journal, DataFolder folder, TimeProvider time)
{
    /// <summary>When the newest backup was made, or null.</summary>
    public DateTimeOffset? LastAt =>
        new DirectoryInfo(folder.BackupPath) is { Exists: true } backups
            ? backups.EnumerateFiles("*.backup").Select(file => (DateTimeOffset?)file.LastWriteTimeUtc).Max()
            : null;

    /// <summary>Writes one, named by its time.</summary>
    public async Task<CreateBackupResponse> CreateAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(folder.BackupPath);
        var name = $"neighborhood-{time.GetUtcNow():yyyyMMdd-HHmmss-fff}.backup";
        var path = Path.Combine(folder.BackupPath, name);
        await journal.BackupAsync(path, cancel);
        return new CreateBackupResponse { File = name, SizeBytes = new FileInfo(path).Length };
    }
}
