using System.Text;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;
using Neighborhood.Domain;
using Neighborhood.Ledger;
using Neighborhood.Ledger.Writing;
using Neighborhood.Rules.Proofs;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Witnessing;

/// <summary>
/// Has the newest heads cosigned by the witness, in the background: every other second it looks which ledgers in memory have grown beyond what was cosigned.
/// So there is no queue that could fill, a ledger is asked for once however much was written, and nobody who writes waits or knows of it.
/// </summary>
public sealed partial class Cosigner(
    LedgerRouter router, IJournal journal, GroupCommit commit, CosignedHeads heads, WitnessClient witness, IOptions<ServerOptions> options, TimeProvider time,
    ILogger<Cosigner> logger)
    : IAsyncDisposable
{
    private const string Collection = "cosigned";
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<LedgerId, (CosignFailure Failure, DateTimeOffset RetryAt)> _refused = [];
    private readonly Lock _lock = new();
    private readonly CosigningStatus _counts = new() { WitnessKey = options.Value.Witness.Key };
    private DateTimeOffset _resumeAt = DateTimeOffset.MinValue;
    private int _misses;
    private Task _rounds = Task.CompletedTask;

    /// <summary>How it does; null where no witness is configured.</summary>
    public CosigningStatus? Status
    {
        get
        {
            if (!witness.IsConfigured)
            {
                return null;
            }

            lock (_lock)
            {
                var status = _counts.Clone();
                status.Ledgers.AddRange(router.ActiveCommunities.Select(StateOf).OrderBy(ledger => ledger.Failure == CosignFailure.Unspecified)
                    .ThenBy(ledger => ledger.Ledger, StringComparer.Ordinal).Take(Limits.StatusLedgersCount));
                return status;
            }
        }
    }

    /// <summary>Reads what was cosigned before and begins, where a witness is configured. What was cosigned stays served where none is any more.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        foreach (var record in await journal.ReadExpiringAsync(Collection, time.GetUtcNow(), cancel))
        {
            var note = Encoding.UTF8.GetString(record.Value.Span);
            if (SignedNote.TryParse(note, out var signed) && Checkpoint.TryParse(signed.Text, out var head))
            {
                heads.Set(new LedgerId(record.Key), new CosignedHead(head, note));
            }
        }

        if (witness.IsConfigured)
        {
            _rounds = Task.Run(RunAsync, CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _rounds;
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(Limits.CosignEveryMilliseconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                await RoundAsync(_stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; the heads are cosigned after the next start.
        }
    }

    private async Task RoundAsync(CancellationToken cancel)
    {
        foreach (var ledger in router.ActiveCommunities.Where(IsDue).ToList())
        {
            if (time.GetUtcNow() < _resumeAt)
            {
                return;
            }

            await CosignAsync(ledger, cancel);
        }
    }

    private bool IsDue(Ledger<CommunityState> ledger)
    {
        lock (_lock)
        {
            return IsBehind(ledger) && (!_refused.TryGetValue(ledger.Id, out var refused) || time.GetUtcNow() >= refused.RetryAt);
        }
    }

    private async Task CosignAsync(Ledger<CommunityState> ledger, CancellationToken cancel)
    {
        var answer = await AskAsync(ledger, cancel);
        Count(ledger, answer);
        if (answer.Cosigned is { } cosigned)
        {
            heads.Set(ledger.Id, cosigned);
            await KeepAsync(ledger.Id, cosigned);
        }
    }

    /// <summary>A witness that names another size than ours is asked once more, from there: it knows best what it cosigned.</summary>
    private async Task<CosignAnswer> AskAsync(Ledger<CommunityState> ledger, CancellationToken cancel)
    {
        var head = ledger.SignedHead(0)!;
        var old = ledger.Cosigned?.Checkpoint.Size ?? 0;
        var answer = await witness.AskAsync(RequestOf(ledger, head, old), cancel);
        if (answer.LastSize is not { } last || last == old)
        {
            return answer;
        }

        return last > head.Size
            ? new CosignAnswer(CosignFailure.CosignAhead)
            : await witness.AskAsync(RequestOf(ledger, head, last), cancel);
    }

    private static WitnessRequest RequestOf(Ledger<CommunityState> ledger, TreeHead head, long old)
    {
        var proof = old == 0 ? [] : ledger.ProveConsistency(old, head.Size)!.Hashes.Select(hash => hash.ToByteArray());
        return new WitnessRequest(old, [.. proof], head.Checkpoint);
    }

    private void Count(Ledger<CommunityState> ledger, CosignAnswer answer)
    {
        lock (_lock)
        {
            var before = _refused.GetValueOrDefault(ledger.Id).Failure;
            _refused.Remove(ledger.Id);
            if (answer.Cosigned is not null)
            {
                _misses = 0;
                _counts.CosignedCount++;
                _counts.LastSuccessTime = time.GetUtcNow().ToTimestamp();
                _counts.LastFailure = CosignFailure.Unspecified;
                return;
            }

            _counts.FailureCount++;
            _counts.LastFailure = answer.Failure;
            if (answer.Failure == CosignFailure.CosignUnreachable)
            {
                _resumeAt = time.GetUtcNow().AddMilliseconds(
                    Math.Min(Limits.CosignRetryMilliseconds, Limits.CosignEveryMilliseconds << Math.Min(_misses++, 16)));
                return;
            }

            _refused[ledger.Id] = (answer.Failure, time.GetUtcNow().AddMilliseconds(Limits.CosignRetryMilliseconds));
            if (before != answer.Failure)
            {
                LogRefused(logger, ledger.Id.Name, answer.Failure);
            }
        }
    }

    // Served at once and kept as soon as the disk has it: what a crash loses in between, the witness signs again.
    private async Task KeepAsync(LedgerId ledger, CosignedHead cosigned)
    {
        try
        {
            var record = new ExpiringRecord(Collection, ledger.Name, Encoding.UTF8.GetBytes(cosigned.Note), time.GetUtcNow().AddYears(10));
            await commit.WriteExpiringAsync([record], []);
        }
        catch (JournalException)
        {
            // Callers were told, and the log says what the disk said.
        }
    }

    private CosignedLedger StateOf(Ledger<CommunityState> ledger) => new()
    {
        Ledger = ledger.Id.Name,
        Size = ledger.DurableSize,
        CosignedSize = ledger.Cosigned?.Checkpoint.Size ?? 0,
        Failure = IsBehind(ledger) ? _refused.GetValueOrDefault(ledger.Id).Failure : CosignFailure.Unspecified,
    };

    private static bool IsBehind(Ledger<CommunityState> ledger) => ledger.DurableSize > (ledger.Cosigned?.Checkpoint.Size ?? 0);

    [LoggerMessage(61, LogLevel.Error, "The witness does not cosign {Ledger}: {Failure}")]
    private static partial void LogRefused(ILogger logger, string ledger, CosignFailure failure);
}
