using System.Buffers.Binary;
using Neighborhood.Ledger;
using Neighborhood.Ledger.Writing;

namespace Neighborhood.Server.Hosting;

/// <summary>
/// A mark of being alive, written twice a minute, so that the next start knows how long the server was away. An absence across a deadline of a
/// poll moves the deadline; see <see cref="Limits.OutageGraceSeconds"/>.
/// </summary>
public sealed class Liveness(IJournal journal, GroupCommit commit, LedgerClock clock) : IAsyncDisposable
{
    private const string Collection = "liveness";
    private const string Key = "server";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource _stopping = new();
    private Task _marking = Task.CompletedTask;

    /// <summary>When the server started. Known after <see cref="StartAsync"/>.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>The absence before this start, or null. Known after <see cref="StartAsync"/>.</summary>
    public Outage? Outage { get; private set; }

    /// <summary>Reads the last mark and begins to write new ones.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        StartedAt = clock.Provider.GetUtcNow();
        var now = clock.NowMicros;
        var marks = await journal.ReadExpiringAsync(Collection, clock.Provider.GetUtcNow(), cancel);
        if (marks.Count > 0 && BinaryPrimitives.ReadInt64BigEndian(marks[0].Value.Span) is var last && now - last > Limits.OutageGraceSeconds * 1_000_000L)
        {
            Outage = new Outage(last, now);
        }

        await MarkAsync();
        _marking = Task.Run(MarkRegularlyAsync, CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _marking;
        _stopping.Dispose();
    }

    private Task MarkAsync()
    {
        var value = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(value, clock.NowMicros);
        return commit.WriteExpiringAsync([new ExpiringRecord(Collection, Key, value, clock.Provider.GetUtcNow().AddYears(10))], []);
    }

    private async Task MarkRegularlyAsync()
    {
        using var timer = new PeriodicTimer(Every, clock.Provider);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                await MarkOrMissAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    // A mark missed for want of a disk tells the next start of an absence, as it should; one that is never tried again would tell of a false one.
    private async Task MarkOrMissAsync()
    {
        try
        {
            await MarkAsync();
        }
        catch (JournalException)
        {
            // Callers were told, and the log says what the disk said.
        }
    }
}
