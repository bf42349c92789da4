using Grpc.Core;
using Neighborhood.Domain.Core;
using Neighborhood.Ledger;
using Neighborhood.Server.Hosting;
using Neighborhood.Server.Identity;
using Neighborhood.V1;

namespace Neighborhood.Server.Audit;

/// <summary>Runs watches: each ends with its token's time, with its session, with the membership, or with the server.</summary>
public sealed class Watches(LedgerCalls calls, SessionStore sessions, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private int _count;

    /// <summary>How many run.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Runs one until it ends.</summary>
    public async Task RunAsync(WatchRequest request, IServerStreamWriter<WatchResponse> stream, ServerCallContext context)
    {
        var call = RpcCall.Of(context);
        var community = await calls.CommunityAsync(request.Ledger);
        LedgerCalls.Authorize(community, context);
        if (request.HasFromSequence && (request.FromSequence < 0 || request.FromSequence > community.Size))
        {
            throw ErrorTable.ToException(new Refusal(ErrorReason.SequenceOutOfRange, "from_sequence"));
        }

        if (Interlocked.Increment(ref _count) > Limits.WatchersCount)
        {
            Interlocked.Decrement(ref _count);
            throw ErrorTable.ToException(new Refusal(ErrorReason.TooManyWatchers, RetryAfterMicros: 5_000_000));
        }

        using var ends = new CancellationTokenSource(TokenTime(call.ExpiresSeconds), time);
        using var all = CancellationTokenSource.CreateLinkedTokenSource(ends.Token, context.CancellationToken, lifetime.ApplicationStopping);
        void EndWithSession(Guid session)
        {
            if (session == call.Session)
            {
                ends.Cancel();
            }
        }

        sessions.Ended += EndWithSession;
        try
        {
            // The headers go out at once: whoever asked knows that nothing is missed from here on.
            await context.WriteResponseHeadersAsync([]);
            await PassOnAsync(community.WatchAsync(call.Rpc, request.HasFromSequence ? request.FromSequence : null, call.Caller, all.Token),
                stream, context.CancellationToken);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            throw ErrorTable.ToException(new Refusal(ErrorReason.Unauthenticated));
        }
        finally
        {
            sessions.Ended -= EndWithSession;
            Interlocked.Decrement(ref _count);
        }

        throw ErrorTable.ToException(new Refusal(ErrorReason.Stopping, RetryAfterMicros: Limits.ReloadDelayMilliseconds * 1_000L));
    }

    private TimeSpan TokenTime(long expiresSeconds)
    {
        var left = DateTimeOffset.FromUnixTimeSeconds(expiresSeconds) - time.GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static async Task PassOnAsync(IAsyncEnumerable<Outcome<WatchResponse>> events, IServerStreamWriter<WatchResponse> stream, CancellationToken gone)
    {
        await foreach (var told in events)
        {
            var response = LedgerCalls.Accept(told).Value!;
            try
            {
                await stream.WriteAsync(response, gone);
            }
            catch (InvalidOperationException) when (gone.IsCancellationRequested)
            {
                // A stream whose reader left says so in its own way; it is no fault.
                throw new OperationCanceledException(gone);
            }
        }
    }
}
