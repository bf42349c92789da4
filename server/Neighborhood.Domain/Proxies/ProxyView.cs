using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Proxies;

/// <summary>Authorisations as the contract shows them, and how they are found by name.</summary>
internal static class ProxyView
{
    /// <summary>The authorisation of this name, or null.</summary>
    public static ProxyInfo? Proxy(this CommunityState state, string name) =>
        state.Owns(name) ? state.Proxies.Find(Names.IdIn(name, "proxies")) : null;

    /// <summary>The authorisation as an answer.</summary>
    public static Proxy Of(CommunityState state, ProxyInfo proxy) => new()
    {
        Name = Names.Of(state.Id, "proxies", proxy.Id),
        Principal = state.Person(proxy.Given.Principal),
        Holder = state.Person(proxy.Given.Proxy),
        Polls = { proxy.Given.Polls.Select(poll => Names.Of(state.Id, "polls", poll)) },
        Matters = { proxy.Given.Matters },
        ValidUntil = Times.Timestamp(proxy.Given.ValidUntilMicros),
        RecordedBy = proxy.Given.RecordedBy == 0 ? null : state.Person(proxy.Given.RecordedBy),
        DocumentHash = proxy.Given.DocumentHash,
        CreateTime = Times.Timestamp(proxy.TimeMicros),
        RevokeTime = Times.TimestampOrNull(proxy.RevokedMicros),
    };
}
