using Google.Protobuf;
using Neighborhood.Domain.Polls;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Proxies;

/// <summary>An authorisation to vote in somebody's place.</summary>
/// <param name="Id">The sequence of its entry.</param>
/// <param name="TimeMicros">When it was given or recorded.</param>
/// <param name="Given">Its terms, never changed.</param>
public sealed record ProxyInfo(long Id, long TimeMicros, ProxyAuthorized Given)
{
    /// <summary>When it was revoked, or 0.</summary>
    public long RevokedMicros { get; init; }

    /// <summary>Why it does not serve in a poll at this time; null where it does.</summary>
    internal string? WhyNot(PollInfo poll, long nowMicros)
    {
        if (RevokedMicros != 0)
        {
            return "REVOKED";
        }

        if (nowMicros >= Given.ValidUntilMicros)
        {
            return "EXPIRED";
        }

        return Given.Polls.Contains(poll.Id) || (Given.Polls.Count == 0 && Given.Matters.Contains(poll.Announced.Matter)) ? null : "OUT_OF_SCOPE";
    }
}
