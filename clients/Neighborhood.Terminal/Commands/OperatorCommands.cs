using System.CommandLine;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>The state of the server, for its operator.</summary>
internal static class OperatorCommands
{
    public static Command Status(Grammar grammar) => grammar.Verb("status", [], async run =>
    {
        var status = await run.Client.Operations.GetServerStatusAsync(new GetServerStatusRequest(), cancellationToken: run.Cancel).ConfigureAwait(false);
        return run.Show(
            status,
            ("version", status.Version),
            ("started", run.Moments.At(status.StartTime)),
            ("free_space", Amounts.Bytes(status.FreeSpaceBytes)),
            ("memory", Amounts.Bytes(status.MemoryBytes)),
            ("read_only", status.ReadOnly ? run.Phrases["yes"] : run.Phrases["no"]),
            ("clock", status.ClockConfirmationNeeded ? run.Phrases["clock_waits"] : ""),
            ("backup", run.Moments.At(status.LastBackupTime)),
            ("ledgers", $"{status.ActiveLedgerCount} / {status.LedgerCount}"),
            ("failed", string.Join('\n', status.FailedLedgers)),
            ("queue", Amounts.Count(status.PendingCommandCount)),
            ("segments", $"{Amounts.Count(status.SegmentCount)} / {Amounts.Count(status.SyncCount)}"),
            ("watchers", Amounts.Count(status.WatcherCount)),
            ("sessions", Amounts.Count(status.SessionCount)),
            ("key", status.VerifierKey));
    });
}
