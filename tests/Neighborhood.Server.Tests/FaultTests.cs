using Microsoft.Extensions.DependencyInjection;
using Neighborhood.Client;
using Neighborhood.Server.Hosting;
using Neighborhood.Server.Tests.Running;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests;

/// <summary>A fault of ours: the caller gets an id, and the log has the fault under it.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task An_exception_that_nobody_foresaw_is_logged_under_the_id_that_the_caller_is_told()
    {
        await using var server = await RunningServer.StartAsync();
        server.Log.Expect("failed unexpectedly");
        var host = await server.BootstrapAsync();

        // No folder can be made where a file stands.
        await File.WriteAllTextAsync(server.Services.GetRequiredService<DataFolder>().BackupPath, "", TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<RefusedException>(async () =>
            await host.Operations.CreateBackupAsync(new CreateBackupRequest(), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(ErrorReason.InternalFault, refused.Reason);
        var line = Assert.Single(server.Log.Lines, line => line.Text.Contains("failed unexpectedly", StringComparison.Ordinal));
        Assert.Contains(refused.Metadata["correlation_id"], line.Text, StringComparison.Ordinal);
        Assert.Contains("IOException", line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("IOException", refused.Status.Detail, StringComparison.Ordinal);
    }
}
