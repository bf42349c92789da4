using Neighborhood.Domain.Core;
using Neighborhood.Domain.Proxies;
using Neighborhood.Domain.Residents;
using Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>Whose ballot a request is, and by whose hand: the caller's own, or that of somebody who named the caller as proxy.</summary>
/// <param name="Voter">The resident whose ballot it is.</param>
/// <param name="Authorization">The ProxyAuthorized entry; 0 for one's own.</param>
internal readonly record struct BallotHand(long Voter, long Authorization)
{
    /// <summary>Finds it, or why the caller may not.</summary>
    public static (BallotHand Hand, Refusal? Refusal) Of(CommandContext<CommunityState> context, PollInfo poll, ResidentInfo me, CastBallotRequest request)
    {
        if (request.Authorization.Length == 0)
        {
            return (new BallotHand(me.Id, 0), null);
        }

        // Whoever was not named learns nothing of it: a proxy is not passed on.
        if (context.State.Proxy(request.Authorization) is not { } proxy || proxy.Given.Proxy != me.Id)
        {
            return (default, Refusal.NotFound("authorization"));
        }

        var hand = new BallotHand(proxy.Given.Principal, proxy.Id);
        return (hand, proxy.WhyNot(poll, context.NowMicros) is { } state
            ? Refusal.With(ErrorReason.ProxyNotValid, "state", state, "authorization")
            : Limited(poll, me.Id, hand.Voter));
    }

    private static Refusal? Limited(PollInfo poll, long proxy, long principal)
    {
        var index = poll.Roll.IndexOf(principal);
        if (index < 0)
        {
            return new Refusal(ErrorReason.NotOnRoll, "authorization");
        }

        var row = poll.Roll[index];
        if (row.HasVoted && row.CastBy == 0)
        {
            return new Refusal(ErrorReason.PrincipalVoted, "authorization");
        }

        return row.CastBy != proxy && poll.Roll.CountCastBy(proxy) >= poll.Pack.MaxProxies
            ? Refusal.With(ErrorReason.ProxyLimitReached, "limit", poll.Pack.MaxProxies, "authorization")
            : null;
    }
}
