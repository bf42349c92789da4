using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Neighborhood.Domain;
using Neighborhood.Domain.Directory;

namespace Neighborhood.Ledger;

/// <summary>
/// Finds the ledger of a request: here, in this process. Wakes ledgers for which the clock has something to do, and hands what the directory
/// decided on to the communities.
/// </summary>
public sealed partial class LedgerRouter : IAsyncDisposable
{
    private readonly LedgerServices _services;
    private readonly LedgerSlot<DirectoryState> _directory;
    private readonly ConcurrentDictionary<string, LedgerSlot<CommunityState>> _communities = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<LedgerId, long> _due = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Relay _relay;
    private Task _clockwork = Task.CompletedTask;

    /// <summary>A router over the shared parts.</summary>
    public LedgerRouter(LedgerServices services)
    {
        _services = services;
        _directory = new LedgerSlot<DirectoryState>(LedgerId.Directory, services, (_, _) => { }, _ => Task.CompletedTask);
        _relay = new Relay(this);
    }

    /// <summary>How many ledgers are in memory.</summary>
    public int ActiveCount => Slots().Count(slot => slot.IsActive);

    /// <summary>The communities in memory.</summary>
    public IEnumerable<Ledger<CommunityState>> ActiveCommunities => _communities.Values.Select(slot => slot.Active).OfType<Ledger<CommunityState>>();

    /// <summary>Commands that wait for the disk.</summary>
    public long PendingCount => Slots().Sum(slot => (long)slot.PendingCount);

    /// <summary>Ledgers that cannot be replayed and were set aside.</summary>
    public IReadOnlyList<string> SetAside => [.. Slots().Where(slot => slot.SetAside is not null).Select(slot => slot.Id.Name)];

    /// <summary>Hands over what the directory decided on.</summary>
    public Relay Relay => _relay;

    /// <summary>What is done, outside any mailbox, for a community in which something became due: its closed polls are counted.</summary>
    public Func<Ledger<CommunityState>, CancellationToken, Task>? AfterTick { get; set; }

    /// <summary>Reads what is due and starts the clock.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        foreach (var head in await _services.Journal.ReadHeadsAsync(cancel))
        {
            if (head.NextDue is { } due)
            {
                _due[head.Ledger] = LedgerClock.ToMicros(due);
            }
        }

        _clockwork = Task.Run(() => TickDueAsync(_stopping.Token), CancellationToken.None);
    }

    /// <summary>The directory.</summary>
    public Task<Ledger<DirectoryState>> DirectoryAsync() => _directory.GetAsync();

    /// <summary>A community, or null where there is none of this id.</summary>
    public ValueTask<Ledger<CommunityState>?> CommunityAsync(string? id)
    {
        if (id is null)
        {
            return new(default(Ledger<CommunityState>));
        }

        return _communities.TryGetValue(id, out var known) ? new(known.GetAsync()!) : FindAsync(id);
    }

    private async ValueTask<Ledger<CommunityState>?> FindAsync(string id)
    {
        return (await DirectoryAsync()).Peek(state => state.Community(id)) is null ? null : await SlotOf(id).GetAsync();
    }

    /// <summary>Ends every watch, so that a stop does not wait for them.</summary>
    public void EndFeeds()
    {
        foreach (var slot in Slots())
        {
            slot.EndFeed();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _clockwork;
        _stopping.Dispose();
    }

    private LedgerSlot<CommunityState> SlotOf(string id) => _communities.GetOrAdd(id, key =>
    {
        var ledger = new LedgerId("communities/" + key);
        return new LedgerSlot<CommunityState>(
            ledger, _services, (state, due) => NoteDue(ledger, state, due), community => _relay.DeliverAsync(key, community, CancellationToken.None));
    });

    /// <summary>Called within the ledger's mailbox. A poll that waits to be counted is due at once.</summary>
    private void NoteDue(LedgerId ledger, CommunityState state, long? dueMicros)
    {
        var due = state.Polls.Uncounted.Count > 0 ? 0 : dueMicros;
        if (due is { } micros)
        {
            _due[ledger] = micros;
            return;
        }

        _due.TryRemove(ledger, out _);
    }

    private IEnumerable<ILedgerSlot> Slots() => [_directory, .. _communities.Values];

    private async Task TickDueAsync(CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(Limits.DueCheckMilliseconds), _services.Clock.Provider);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel))
            {
                var now = _services.Clock.NowMicros;
                foreach (var ledger in _due.Where(pair => pair.Value <= now).Select(pair => pair.Key).ToList())
                {
                    await TickAsync(ledger, cancel);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; what is due waits in the heads.
        }
    }

    private async Task TickAsync(LedgerId ledger, CancellationToken cancel)
    {
        try
        {
            var community = await SlotOf(ledger.Name["communities/".Length..]).GetAsync();
            await community.TickAsync();
            if (AfterTick is { } after)
            {
                await after(community, cancel);
            }
        }
        catch (Exception failure) when (failure is JournalException or LedgerCorruptException)
        {
            LogNotTicked(_services.Logger, ledger.Name, failure);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // A mistake of ours in one ledger must not stop the clock of all others.
            LogTickFailed(_services.Logger, ledger.Name, failure);
        }
    }

    [LoggerMessage(3, LogLevel.Warning, "What is due in {Ledger} waits: it cannot be loaded now")]
    private static partial void LogNotTicked(ILogger logger, string ledger, Exception failure);

    [LoggerMessage(5, LogLevel.Error, "What is due in {Ledger} failed; the clock goes on for all others")]
    private static partial void LogTickFailed(ILogger logger, string ledger, Exception failure);
}
