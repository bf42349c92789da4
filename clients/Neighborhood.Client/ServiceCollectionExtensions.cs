using Microsoft.Extensions.DependencyInjection.Extensions;
using Neighborhood.Client;
using Neighborhood.V1;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the client of Neighborhood.</summary>
public static class NeighborhoodServiceCollectionExtensions
{
    /// <summary>
    /// Registers one <see cref="NeighborhoodClient"/>, disposed of with the container, and its typed services. It acts for one person; a program that acts for
    /// several makes a client for each with <see cref="NeighborhoodClient.Connect"/>.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="address">Where the server is.</param>
    /// <param name="configure">Changes the defaults.</param>
    public static IServiceCollection AddNeighborhoodClient(
        this IServiceCollection services, Uri address, Action<NeighborhoodClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(address);
        services.TryAddSingleton(_ =>
        {
            var options = new NeighborhoodClientOptions();
            configure?.Invoke(options);
            return NeighborhoodClient.Connect(address, options);
        });
        services.TryAddSingleton(provider => provider.GetRequiredService<NeighborhoodClient>().Identity);
        services.TryAddSingleton(provider => provider.GetRequiredService<NeighborhoodClient>().Communities);
        services.TryAddSingleton(provider => provider.GetRequiredService<NeighborhoodClient>().Discussions);
        services.TryAddSingleton(provider => provider.GetRequiredService<NeighborhoodClient>().Proposals);
        services.TryAddSingleton(provider => provider.GetRequiredService<NeighborhoodClient>().Polls);
        services.TryAddSingleton(provider => provider.GetRequiredService<NeighborhoodClient>().Audit);
        services.TryAddSingleton(provider => provider.GetRequiredService<NeighborhoodClient>().Operations);
        return services;
    }
}
