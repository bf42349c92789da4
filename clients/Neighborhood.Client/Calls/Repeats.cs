using Grpc.Core;
using Neighborhood.Client.Sessions;
using Neighborhood.V1;

namespace Neighborhood.Client.Calls;

/// <summary>Decides, for one call, whether a failed attempt is followed by another, and waits until it may be.</summary>
internal sealed class Repeats(NeighborhoodClientOptions options, SessionKeeper? sessions, DateTime deadline, CancellationToken cancel)
{
    private int _attempts;
    private bool _renewed;

    public async ValueTask<bool> MayFollowAsync(StatusCode status, RefusedException? refusal, string? token)
    {
        _attempts++;
        if (status == StatusCode.Unauthenticated)
        {
            return await RenewAsync(refusal, token).ConfigureAwait(false);
        }

        return status == StatusCode.ResourceExhausted && await WaitAsync(refusal?.RetryAfter).ConfigureAwait(false);
    }

    private async ValueTask<bool> RenewAsync(RefusedException? refusal, string? token)
    {
        // A wrong password has the same status as an ended token, and no new token mends it.
        var tokenEnded = refusal is null or { Reason: ErrorReason.Unauthenticated };
        if (_renewed || token is null || !tokenEnded)
        {
            return false;
        }

        _renewed = true;
        return await sessions!.TryRenewAsync(token, cancel).ConfigureAwait(false);
    }

    private async ValueTask<bool> WaitAsync(TimeSpan? delay)
    {
        if (delay is not { } wait || _attempts >= options.MaxAttempts || wait > options.LongestBusyDelay || DateTime.UtcNow + wait >= deadline)
        {
            return false;
        }

        await Task.Delay(wait, options.TimeProvider, cancel).ConfigureAwait(false);
        return true;
    }
}
