using Grpc.Core;
using Neighborhood.Ledger.LiteDb;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Commands;

/// <summary>Makes a backup: through the server where one runs, otherwise from the folder itself.</summary>
internal sealed class BackupCommand(string folder, TimeProvider time)
{
    public async Task<ExitCode> RunAsync(string? to, Teller say)
    {
        if (!MaintenanceFolder.HasData(folder))
        {
            return say.Refuse(ExitCode.Failed, "no_data", folder);
        }

        if (to is not null && File.Exists(to))
        {
            return say.Refuse(ExitCode.Failed, "exists", Path.GetFullPath(to));
        }

        try
        {
            var made = await MakeAsync();
            var file = to is null ? made : Move(made, Path.GetFullPath(to));
            say.Say("backup_done", file, new FileInfo(file).Length);
            return ExitCode.Done;
        }
        catch (UnreachableServerException unreachable)
        {
            return say.Refuse(ExitCode.Held, "no_answer", folder, say.HolderOf(unreachable.Holder), unreachable.Message);
        }
    }

    private async Task<string> MakeAsync()
    {
        LiteDbJournal journal;
        try
        {
            journal = LiteDbJournal.Open(new LiteDbJournalOptions(folder, time));
        }
        catch (JournalHeldException held)
        {
            return await AskAsync(held);
        }

        await using (journal)
        {
            var backups = new Operations.Backups(journal, new DataFolder(folder), time);
            return InBackups((await backups.CreateAsync(CancellationToken.None)).File);
        }
    }

    private async Task<string> AskAsync(JournalHeldException holder)
    {
        var path = ControlSocket.PathIn(folder) ?? throw new UnreachableServerException(holder, folder);
        using var channel = ControlChannel.Open(path);
        try
        {
            var made = await new V1.Operations.OperationsClient(channel).CreateBackupAsync(new CreateBackupRequest());
            return InBackups(made.File);
        }
        catch (RpcException failure)
        {
            throw new UnreachableServerException(holder, failure.Status.Detail);
        }
    }

    private string InBackups(string name) => Path.Combine(new DataFolder(folder).BackupPath, name);

    /// <summary>Under another name until it is whole: the target may be on another disk.</summary>
    private static string Move(string made, string to)
    {
        var partial = to + ".partial";
        File.Move(made, partial, overwrite: true);
        using (var stream = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite))
        {
            stream.Flush(flushToDisk: true);
        }

        File.Move(partial, to);
        return to;
    }

    private sealed class UnreachableServerException(JournalHeldException holder, string message) : Exception(message)
    {
        public JournalHeldException Holder { get; } = holder;
    }
}
