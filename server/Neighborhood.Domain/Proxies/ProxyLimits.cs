using Neighborhood.Domain.Core;

namespace Neighborhood.Domain.Proxies;

/// <summary>Every limit of proxies, unit last.</summary>
public static class ProxyLimits
{
    /// <summary>How far ahead an authorisation serves, in microseconds.</summary>
    public const long AheadMicros = 366 * Times.DayMicros;

    /// <summary>Authorisations of one principal that serve at the same time.</summary>
    public const int PerPrincipalCount = 20;

    /// <summary>Authorisations on one page: standard and at most.</summary>
    public const int PageCount = 50, PageMaxCount = 100;
}
