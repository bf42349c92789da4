using Microsoft.Extensions.Logging;
using Neighborhood.Domain.Core;

namespace Neighborhood.Ledger;

/// <summary>The place of one ledger in a router: loads it when it is asked for, and again after a failure, but not in a storm.</summary>
internal sealed partial class LedgerSlot<TState>(LedgerId id, LedgerServices services, Action<TState, long?> changed, Func<Ledger<TState>, Task> afterLoad)
    : ILedgerSlot
    where TState : class, ILedgerState, new()
{
    private readonly Lock _lock = new();
    private Task<Ledger<TState>>? _loading;
    private long _loadedAt;

    /// <summary>Why it was set aside: it cannot be replayed. Null where it works.</summary>
    public Exception? SetAside { get; private set; }

    public LedgerId Id => id;

    public bool IsActive => Loaded is { HasFailed: false };

    public int PendingCount => Loaded?.PendingCount ?? 0;

    /// <summary>The ledger, where it is in memory and works.</summary>
    public Ledger<TState>? Active => Loaded is { HasFailed: false } ledger ? ledger : null;

    private Ledger<TState>? Loaded => Volatile.Read(ref _loading) is { IsCompletedSuccessfully: true } done ? done.Result : null;

    /// <exception cref="JournalException">It cannot be read now.</exception>
    /// <exception cref="LedgerCorruptException">It was set aside.</exception>
    public Task<Ledger<TState>> GetAsync()
    {
        if (Volatile.Read(ref _loading) is { IsCompletedSuccessfully: true, Result.HasFailed: false } loaded)
        {
            return loaded;
        }

        lock (_lock)
        {
            if (SetAside is { } reason)
            {
                throw new LedgerCorruptException(id, reason.Message);
            }

            if (_loading is { IsCompleted: false } or { IsCompletedSuccessfully: true, Result.HasFailed: false })
            {
                return _loading;
            }

            if (_loading is not null && services.Clock.Provider.GetElapsedTime(_loadedAt).TotalMilliseconds < Limits.ReloadDelayMilliseconds)
            {
                throw new JournalException($"Ledger {id} failed a moment ago and is loaded again soon.", null, outcomeUnknown: false);
            }

            _loadedAt = services.Clock.Provider.GetTimestamp();
            _loading = Task.Run(LoadAsync);
            return _loading;
        }
    }

    public void EndFeed() => Loaded?.Feed.End();

    private async Task<Ledger<TState>> LoadAsync()
    {
        try
        {
            var ledger = new Ledger<TState>(id, services) { Changed = changed };
            await ledger.ReplayAsync(CancellationToken.None);
            ledger.NoteChange();
            await afterLoad(ledger);
            return ledger;
        }
        catch (Exception failure) when (failure is not JournalException)
        {
            SetAside = failure;
            LogSetAside(services.Logger, id.Name, failure);
            throw new LedgerCorruptException(id, failure.Message);
        }
    }

    [LoggerMessage(4, LogLevel.Critical, "Ledger {Ledger} cannot be replayed and is set aside; run check. Others go on")]
    private static partial void LogSetAside(ILogger logger, string ledger, Exception failure);
}

/// <summary>A slot, whatever its state's type.</summary>
internal interface ILedgerSlot
{
    LedgerId Id { get; }

    bool IsActive { get; }

    int PendingCount { get; }

    Exception? SetAside { get; }

    void EndFeed();
}
