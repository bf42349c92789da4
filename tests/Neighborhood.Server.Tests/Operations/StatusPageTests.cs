using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Google.Protobuf.WellKnownTypes;
using Neighborhood.Server.Operations;
using Neighborhood.Server.Tests.KillTests;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.Operations;

public sealed class StatusPageTests
{
    private static readonly ServerStatus Status = new()
    {
        Version = "1.2.3",
        StartTime = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero)),
        SegmentCount = 4_711,
        FailedLedgers = { "communities/<b>" },
    };

    [Fact]
    public void The_page_is_Chinese_and_on_request_English()
    {
        Assert.Contains("<th>写入的段<td>4711", StatusPage.Render(Status, english: false), StringComparison.Ordinal);
        Assert.Contains("<th>Segments written<td>4711", StatusPage.Render(Status, english: true), StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_on_the_page_cannot_become_markup() =>
        Assert.Contains("communities/&lt;b&gt;", StatusPage.Render(Status, english: false), StringComparison.Ordinal);

    [Fact]
    public async Task The_page_is_served_on_its_own_loopback_port_under_a_loopback_name()
    {
        var folder = Directory.CreateTempSubdirectory("neighborhood-ops-");
        var port = FreePort();
        await using (var server = ServerProcess.Begin(folder.FullName, "--Neighborhood:StatusPort", port.ToString(CultureInfo.InvariantCulture)))
        {
            await server.Address;
            using var browser = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

            Assert.Contains("<h1>邻里服务器</h1>",
                await browser.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
            using var foreign = new HttpRequestMessage(HttpMethod.Get, "/");
            foreign.Headers.Host = "elsewhere.example";
            using var refused = await browser.SendAsync(foreign, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
