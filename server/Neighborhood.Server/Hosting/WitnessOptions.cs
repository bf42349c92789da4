namespace Neighborhood.Server.Hosting;

/// <summary>The options <c>Neighborhood:Witness:*</c>. The first two have this server's heads cosigned, the others make it a witness for others.</summary>
public sealed class WitnessOptions
{
    /// <summary>The address of the witness of another party that cosigns this server's heads; empty for none. Default: none.</summary>
    public string Url { get; set; } = "";

    /// <summary>That witness's key in print, as its operator gave it. Needed with <see cref="Url"/>.</summary>
    public string Key { get; set; } = "";

    /// <summary>Where this server listens as a witness for others (HTTP/1.1, <c>add-checkpoint</c>); empty for nowhere. Default: nowhere.</summary>
    public string Listen { get; set; } = "";

    /// <summary>The verifier keys of the servers whose heads it cosigns, separated by spaces.</summary>
    public string Trusted { get; set; } = "";
}
