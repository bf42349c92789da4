using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Neighborhood.Server.Commands;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Operations;

/// <summary>One small page with the figures of the server, on a loopback port of its own: whoever may look at it is at the machine.</summary>
internal static class StatusPage
{
    /// <summary>Lets Kestrel listen on <see cref="ServerOptions.StatusPort"/>; does nothing where it is 0.</summary>
    public static void ListenForStatus(this WebApplicationBuilder builder)
    {
        if (PortOf(builder.Configuration) is var port and not 0)
        {
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1));
        }
    }

    /// <summary>Serves the page on that port and nowhere else.</summary>
    public static void MapStatusPage(this WebApplication app)
    {
        if (PortOf(app.Configuration) is var port and not 0)
        {
            app.MapGet("/", (HttpContext http, ServerStatusReader reader) => ServeAsync(http, reader, port));
        }
    }

    /// <summary>The page.</summary>
    public static string Render(ServerStatus status, bool english)
    {
        var say = Sentences.In("Status", english);
        var page = new StringBuilder($$"""
            <!doctype html><html lang="{{say["lang"]}}"><meta charset="utf-8"><title>{{say["title"]}}</title>
            <style>body{font:16px/1.6 sans-serif;margin:2em auto;max-width:48em;padding:0 1em}
            th{text-align:left;font-weight:normal;padding-right:2em;vertical-align:top}td{word-break:break-all}</style>
            <h1>{{say["title"]}}</h1><table>
            """);
        foreach (var (key, value) in Rows(status, say))
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th>{say[key]}<td>{WebUtility.HtmlEncode(value)}\n");
        }

        return page.Append("</table></html>\n").ToString();
    }

    private static async Task<IResult> ServeAsync(HttpContext http, ServerStatusReader reader, int port)
    {
        // Another site's name that leads here must not read the page through a browser.
        if (http.Connection.LocalPort != port || http.Request.Host.Host is not ("localhost" or "127.0.0.1"))
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        var english = http.Request.Query["lang"] == "en";
        return Results.Content(Render(await reader.ReadAsync(http.RequestAborted), english), "text/html; charset=utf-8");
    }

    private static IEnumerable<(string Key, string Value)> Rows(ServerStatus status, Sentences say) =>
    [
        ("version", status.Version),
        ("started", Time(status.StartTime.ToDateTimeOffset())),
        ("free_space", MiB(status.FreeSpaceBytes)),
        ("read_only", say[status.ReadOnly ? "yes" : "no"]),
        ("clock", say[status.ClockConfirmationNeeded ? "yes" : "no"]),
        ("last_backup", status.LastBackupTime is { } last ? Time(last.ToDateTimeOffset()) : say["never"]),
        ("ledgers", $"{Number(status.LedgerCount)} ({Number(status.ActiveLedgerCount)})"),
        ("failed", status.FailedLedgers.Count == 0 ? say["none"] : string.Join(", ", status.FailedLedgers)),
        ("pending", Number(status.PendingCommandCount)),
        ("segments", Number(status.SegmentCount)),
        ("syncs", Number(status.SyncCount)),
        ("watchers", Number(status.WatcherCount)),
        ("sessions", Number(status.SessionCount)),
        ("memory", MiB(status.MemoryBytes)),
        ("key", status.VerifierKey),
        .. status.Cosigning is { } cosigning ? Cosigning(cosigning, say) : [],
        .. status.Witness is { } witness ? Witness(witness, say) : [],
    ];

    private static IEnumerable<(string Key, string Value)> Cosigning(CosigningStatus cosigning, Sentences say) =>
    [
        ("cosigned_by", cosigning.WitnessKey),
        ("cosigned", Number(cosigning.CosignedCount)),
        ("cosign_failures", Number(cosigning.FailureCount)),
        ("cosigned_last", cosigning.LastSuccessTime is { } last ? Time(last.ToDateTimeOffset()) : say["never"]),
        ("cosign_failure", say[$"{cosigning.LastFailure}"]),
        ("cosigned_sizes", string.Join(", ", cosigning.Ledgers.Select(ledger => Sizes(ledger, say)))),
    ];

    private static string Sizes(CosignedLedger ledger, Sentences say) =>
        $"{ledger.Ledger} {Number(ledger.CosignedSize)} / {Number(ledger.Size)}"
            + (ledger.Failure == CosignFailure.Unspecified ? "" : $" ({say[$"{ledger.Failure}"]})");

    private static IEnumerable<(string Key, string Value)> Witness(WitnessStatus witness, Sentences say) =>
    [
        ("witness_key", witness.Key),
        ("witness_origins", Number(witness.OriginCount)),
        ("witness_cosigned", Number(witness.CosignedCount)),
        ("witness_refused", Number(witness.RefusalCount)),
        ("witness_forked", witness.ForkedOrigins.Count == 0 ? say["none"] : string.Join(", ", witness.ForkedOrigins)),
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string MiB(long bytes) => $"{Number(bytes >> 20)} MiB";

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static int PortOf(IConfiguration configuration) =>
        (configuration.GetSection(ServerOptions.Section).Get<ServerOptions>() ?? new ServerOptions()).StatusPort;
}
