using Neighborhood.Ledger;
using Neighborhood.Server.Discussions;
using Neighborhood.Server.Identity;
using Neighborhood.Server.Polls;
using Neighborhood.Server.Witnessing;

namespace Neighborhood.Server.Hosting;

/// <summary>What happens before the first call is taken, and at a stop before the parts are taken down.</summary>
public sealed partial class Startup(
    LedgerRouter router, IJournal journal, Liveness liveness, SessionStore sessions, SignInThrottle throttle, ReadMarks marks, PollCounting counting,
    Operators operators, Enrolment enrolment, ServerKeys keys, Cosigner cosigner, Witness witness, ILogger<Startup> logger)
    : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await liveness.StartAsync(cancellationToken);
        await sessions.LoadAsync(journal, cancellationToken);
        await throttle.LoadAsync(journal, cancellationToken);
        await marks.LoadAsync(journal, cancellationToken);
        router.AfterTick = counting.CountAsync;
        await router.StartAsync(cancellationToken);
        var directory = await router.DirectoryAsync();
        operators.Set(directory.Peek(state => state.Accounts.Values.Where(known => known.IsOperator && !known.Erased).Select(known => known.Id).ToList()));
        await cosigner.StartAsync(cancellationToken);
        LogKey(logger, keys.Signer.Verifier.ToString());
        if (witness.Status is { } witnessing)
        {
            LogWitness(logger, witnessing.Key);
        }

        if (!directory.Peek(state => state.HasOperator))
        {
            // The one line that a first start needs; whoever reads the console owns the server.
            Console.WriteLine($"一次性管理员代码 / one-time operator code: {Domain.Directory.SecretCode.Print(enrolment.OperatorCode)}");
        }
    }

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        router.EndFeeds();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(21, LogLevel.Information, "This server witnesses others; its key as a witness is {WitnessKey}")]
    private static partial void LogWitness(ILogger logger, string witnessKey);

    [LoggerMessage(20, LogLevel.Information, "Tree heads are signed by {VerifierKey}")]
    private static partial void LogKey(ILogger logger, string verifierKey);
}
