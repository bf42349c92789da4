using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Proxies;

/// <summary>Ends an authorisation, by whoever gave it, whoever holds it, or staff where staff recorded it. Ballots cast before stay.</summary>
public sealed class RevokeProxy : ICommand<CommunityState, RevokeProxyRequest, Proxy>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, RevokeProxyRequest request)
    {
        var me = context.Me();
        if (context.State.Proxy(request.Name) is not { } proxy)
        {
            return Refusal.NotFound("name");
        }

        var isParty = proxy.Given.Principal == me.Id || proxy.Given.Proxy == me.Id;
        if (!isParty && !(me.Roles.HasFlag(Roles.Staff) && proxy.Given.RecordedBy != 0))
        {
            return Refusal.NotFound("name");
        }

        return proxy.RevokedMicros != 0
            ? Refusal.With(ErrorReason.ProxyNotValid, "state", "REVOKED", "name")
            : Decision.Of(new Fact
            {
                ProxyRevoked = new ProxyRevoked
                {
                    Authorization = proxy.Id,
                    ByResident = me.Id,
                    Principal = proxy.Given.Principal,
                    Proxy = proxy.Given.Proxy,
                },
            });
    }

    /// <inheritdoc/>
    public Reading<Proxy> Answer(QueryContext<CommunityState> context, RevokeProxyRequest request, IReadOnlyList<Entry> made) =>
        Reading.Of(ProxyView.Of(context.State, context.State.Proxies.Find(made[0].Fact.ProxyRevoked.Authorization)!));
}
