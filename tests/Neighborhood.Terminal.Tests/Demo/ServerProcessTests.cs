using Neighborhood.Terminal.Demo;

namespace Neighborhood.Terminal.Tests.Demo;

public sealed class ServerProcessTests
{
    [Fact(Timeout = 120_000)]
    public async Task The_server_of_a_demonstration_is_asked_to_stop_and_does()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A process cannot be asked to stop there.");
        using var folder = new DemoFolder(keep: null);
        await using var server = await ServerProcess.StartAsync(folder.Data, TestContext.Current.CancellationToken);

        Assert.True(await server.StopAsync(), "it ended by itself");
    }
}
