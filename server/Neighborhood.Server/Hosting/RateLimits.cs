using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Server.Hosting;

/// <summary>How many requests one account, or one address without a session, may make: token buckets of the framework.</summary>
public sealed class RateLimits(IOptions<ServerOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<long> _accounts =
        PartitionedRateLimiter.Create<long, long>(account => RateLimitPartition.GetTokenBucketLimiter(account, _ => Bucket(options.Value.RequestsPerSecond)));

    // A whole building may stand behind one address.
    private readonly PartitionedRateLimiter<IPAddress> _addresses =
        PartitionedRateLimiter.Create<IPAddress, IPAddress>(
            address => RateLimitPartition.GetTokenBucketLimiter(address, _ => Bucket(options.Value.RequestsPerSecond)));

    /// <summary>A refusal with the time to wait, or null.</summary>
    public Refusal? Refuse(long account, IPAddress? address)
    {
        if (options.Value.RequestsPerSecond <= 0)
        {
            return null;
        }

        using var lease = account != 0 ? _accounts.AttemptAcquire(account) : _addresses.AttemptAcquire(address ?? IPAddress.None);
        return lease.IsAcquired ? null : new Refusal(ErrorReason.RateLimited, RetryAfterMicros: 1_000_000);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _accounts.Dispose();
        _addresses.Dispose();
    }

    private static TokenBucketRateLimiterOptions Bucket(int perSecond) => new()
    {
        TokensPerPeriod = perSecond,
        TokenLimit = 4 * perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        AutoReplenishment = true,
    };
}
