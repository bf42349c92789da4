using System.Reflection;
using Google.Protobuf.WellKnownTypes;
using Neighborhood.Ledger;
using Neighborhood.Ledger.LiteDb;
using Neighborhood.Ledger.Writing;
using Neighborhood.Server.Audit;
using Neighborhood.Server.Hosting;
using Neighborhood.Server.Identity;
using Neighborhood.Server.Witnessing;
using Neighborhood.V1;

namespace Neighborhood.Server.Operations;

/// <summary>How the server does, for its operator.</summary>
public sealed class ServerStatusReader(
    LiteDbJournal journal, LedgerRouter router, GroupCommit commit, SessionStore sessions, Watches watches, SpaceGuard space, LedgerClock clock,
    ServerKeys keys, Backups backups, Cosigner cosigner, Witness witness, Liveness liveness)
{
    /// <summary>The version of the program.</summary>
    public static string Version { get; } =
        typeof(ServerStatusReader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>The present figures.</summary>
    public async Task<ServerStatus> ReadAsync(CancellationToken cancel)
    {
        var status = new ServerStatus
        {
            Version = Version,
            StartTime = liveness.StartedAt.ToTimestamp(),
            FreeSpaceBytes = journal.FreeSpaceBytes,
            ReadOnly = space.IsShort,
            ClockConfirmationNeeded = clock.HasJumped,
            LastBackupTime = backups.LastAt?.ToTimestamp(),
            LedgerCount = (await journal.ReadHeadsAsync(cancel)).Count,
            ActiveLedgerCount = router.ActiveCount,
            PendingCommandCount = router.PendingCount,
            SegmentCount = commit.SegmentCount,
            SyncCount = journal.Statistics.Syncs,
            WatcherCount = watches.Count,
            SessionCount = sessions.Count,
            VerifierKey = keys.Signer.Verifier.ToString(),
            MemoryBytes = Environment.WorkingSet,
            Cosigning = cosigner.Status,
            Witness = witness.Status,
        };
        status.FailedLedgers.AddRange(router.SetAside);
        return status;
    }
}
