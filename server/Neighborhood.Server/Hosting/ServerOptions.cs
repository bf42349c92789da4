namespace Neighborhood.Server.Hosting;

/// <summary>
/// Every option of the server, each with its default: nothing needs to be set to start. Read from <c>Neighborhood:*</c> of the configuration
/// (appsettings.json, environment variables such as <c>Neighborhood__DataFolder</c>, or the command line: <c>--Neighborhood:DataFolder …</c>).
/// </summary>
public sealed class ServerOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Neighborhood";

    /// <summary>Where everything is kept. Default: <c>neighborhood-data</c> in the present folder.</summary>
    public string DataFolder { get; set; } = "neighborhood-data";

    /// <summary>Where the server listens. Default: <c>http://127.0.0.1:5230</c>; port 0 takes a free one.</summary>
    public string Url { get; set; } = "http://127.0.0.1:5230";

    /// <summary>The name under which it signs tree heads, made at the first start where it is empty; it never changes afterwards.</summary>
    public string Name { get; set; } = "";

    /// <summary>A certificate in PFX form for TLS; needed where <see cref="Url"/> says https.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>The certificate's password.</summary>
    public string CertificatePassword { get; set; } = "";

    /// <summary>Allows http on other addresses than loopback, for a server behind a proxy that does TLS. Default: no.</summary>
    public bool AllowCleartext { get; set; }

    /// <summary>A loopback port for the operator's status page; 0 for none. Default: 0.</summary>
    public int StatusPort { get; set; }

    /// <summary>Sends metrics and traces to this OTLP endpoint; empty for none. Default: none.</summary>
    public string TelemetryEndpoint { get; set; } = "";

    /// <summary>Requests a second that one account, or one address without a session, may make; bursts of four times as many. Default: 50.</summary>
    public int RequestsPerSecond { get; set; } = 50;

    /// <summary>Free space below which the server only reads, in MiB. Default: 256.</summary>
    public int FreeSpaceMarkMiB { get; set; } = 256;

    /// <summary>Seconds that a stop waits for calls in flight. Default: 10.</summary>
    public int StopSeconds { get; set; } = 10;

    /// <summary>Witnessing: by whom the heads of this server are cosigned, and whose it cosigns.</summary>
    public WitnessOptions Witness { get; set; } = new();
}
