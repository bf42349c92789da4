using System.Runtime.CompilerServices;
using Grpc.Core;
using Neighborhood.Client.Sessions;
using Neighborhood.V1;

namespace Neighborhood.Client.Watching;

/// <summary>Tails a ledger over as many streams as it takes.</summary>
internal sealed class LedgerWatch(Audit.AuditClient audit, SessionKeeper sessions, NeighborhoodClientOptions options)
{
    private readonly ResumeDelay _delay = new(options.LongestResumeDelay);
    private long? _next;
    private string? _renewedFor;

    public async IAsyncEnumerable<WatchResponse> RunAsync(string ledger, long? fromSequence, [EnumeratorCancellation] CancellationToken cancel)
    {
        _next = fromSequence;
        while (true)
        {
            await using var stream = Responses(ledger, cancel).GetAsyncEnumerator(cancel);
            while (await NextAsync(stream, cancel).ConfigureAwait(false))
            {
                yield return stream.Current;
            }
        }
    }

    /// <summary>True with a response; false where a new stream has to be opened, after the pause that it takes.</summary>
    private async Task<bool> NextAsync(IAsyncEnumerator<WatchResponse> stream, CancellationToken cancel)
    {
        TimeSpan pause;
        try
        {
            if (await stream.MoveNextAsync().ConfigureAwait(false))
            {
                _delay.Reset();
                _renewedFor = null;
                return true;
            }

            pause = _delay.Next();
        }
        catch (RpcException failure)
        {
            cancel.ThrowIfCancellationRequested();
            if (failure.StatusCode == StatusCode.Unauthenticated && await RenewAsync(cancel).ConfigureAwait(false))
            {
                return false;
            }

            if (!IsPassing(failure))
            {
                throw;
            }

            pause = _delay.Next((failure as RefusedException)?.RetryAfter);
        }

        await Task.Delay(pause, options.TimeProvider, cancel).ConfigureAwait(false);
        return false;
    }

    private async IAsyncEnumerable<WatchResponse> Responses(string ledger, [EnumeratorCancellation] CancellationToken cancel)
    {
        // "From now on" is pinned to a sequence first: a cut before the first event would otherwise lose what happens during it.
        _next ??= (await audit.GetTreeHeadAsync(new GetTreeHeadRequest { Ledger = ledger }, cancellationToken: cancel).ConfigureAwait(false)).Size;
        var floor = _next.Value;
        using var call = audit.Watch(new WatchRequest { Ledger = ledger, FromSequence = floor }, cancellationToken: cancel);
        while (await call.ResponseStream.MoveNext(cancel).ConfigureAwait(false))
        {
            var response = call.ResponseStream.Current;
            if (response.Sequence < floor)
            {
                continue;
            }

            _next = Math.Max(_next.Value, response.Sequence + 1);
            yield return response;
        }
    }

    /// <summary>
    /// A stream ends when its token does. With a new one the watch goes on; where the server turns even that one away at once, it ends.
    /// </summary>
    private async Task<bool> RenewAsync(CancellationToken cancel)
    {
        if (sessions.Current is not { } session || _renewedFor == session.AccessToken && !HasExpired(session))
        {
            return false;
        }

        if (!await sessions.TryRenewAsync(session.AccessToken, cancel).ConfigureAwait(false))
        {
            return false;
        }

        _renewedFor = sessions.Current?.AccessToken;
        return true;
    }

    private bool HasExpired(Session session) => session.AccessTokenExpiresAt?.ToDateTimeOffset() <= options.TimeProvider.GetUtcNow();

    private static bool IsPassing(RpcException failure) => failure.StatusCode
        is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted or StatusCode.Aborted
        or StatusCode.Cancelled or StatusCode.Internal or StatusCode.Unknown;
}
