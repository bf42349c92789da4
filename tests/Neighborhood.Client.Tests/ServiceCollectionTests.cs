using Microsoft.Extensions.DependencyInjection;
using Neighborhood.V1;

namespace Neighborhood.Client.Tests;

public sealed class ServiceCollectionTests
{
    [Fact]
    public async Task The_typed_services_of_a_container_are_those_of_its_one_client()
    {
        await using var services = new ServiceCollection()
            .AddNeighborhoodClient(new Uri("http://localhost:1"), options => options.Language = "en")
            .BuildServiceProvider();

        var client = services.GetRequiredService<NeighborhoodClient>();

        Assert.Equal(new Uri("http://localhost:1"), client.Address);
        Assert.Same(client.Polls, services.GetRequiredService<Polls.PollsClient>());
        Assert.Same(client.Audit, services.GetRequiredService<Audit.AuditClient>());
    }
}
