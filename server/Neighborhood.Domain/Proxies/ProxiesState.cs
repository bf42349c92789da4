using Neighborhood.Domain.Core;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Proxies;

/// <summary>The authorisations to vote for others, folded from facts.</summary>
public sealed class ProxiesState
{
    private readonly SortedDictionary<long, ProxyInfo> _proxies = [];

    /// <summary>All authorisations, by id.</summary>
    public IReadOnlyDictionary<long, ProxyInfo> All => _proxies;

    /// <summary>An authorisation, or null.</summary>
    public ProxyInfo? Find(long id) => _proxies.GetValueOrDefault(id);

    internal void Apply(Entry entry)
    {
        var fact = entry.Fact;
        switch (fact.KindCase)
        {
            case Fact.KindOneofCase.ProxyAuthorized:
                _proxies.Add(entry.Sequence, new ProxyInfo(entry.Sequence, entry.TimeMicros, fact.ProxyAuthorized));
                break;
            case Fact.KindOneofCase.ProxyRevoked:
                var id = fact.ProxyRevoked.Authorization;
                _proxies[id] = _proxies[id] with { RevokedMicros = entry.TimeMicros };
                break;
            default:
                throw new UnknownFactException(entry.Sequence);
        }
    }
}
