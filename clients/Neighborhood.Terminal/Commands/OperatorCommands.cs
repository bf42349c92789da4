using System.CommandLine;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>What the operator of the server does: its state, a backup, and its clock.</summary>
internal static class OperatorCommands
{
    public static IEnumerable<Command> Build(Grammar grammar) => [Status(grammar), Backup(grammar), ConfirmClock(grammar)];

    private static Command Backup(Grammar grammar) => grammar.Verb("backup", [], async run =>
    {
        var made = await run.Client.Operations.CreateBackupAsync(new CreateBackupRequest(), cancellationToken: run.Cancel).ConfigureAwait(false);
        return run.Show(made, ("backup", $"{made.File}  {Amounts.Bytes(made.SizeBytes)}"));
    });

    private static Command ConfirmClock(Grammar grammar) => grammar.Verb("confirm-clock", [], async run =>
    {
        var confirmed = await run.Client.Operations.ConfirmClockAsync(new ConfirmClockRequest(), cancellationToken: run.Cancel).ConfigureAwait(false);
        return run.IsJson ? run.Json(Invocation.NodeOf(confirmed)) : run.Say("clock_confirmed");
    });

    private static Command Status(Grammar grammar) => grammar.Verb("status", [], async run =>
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
            ("key", status.VerifierKey),
            ("cosigned", status.Cosigning is { } cosigning ? CosigningText.Of(cosigning, run.Words, run.Moments) : ""),
            ("witness", status.Witness is { } witness ? CosigningText.Of(witness, run.Words) : ""));
    });
}
