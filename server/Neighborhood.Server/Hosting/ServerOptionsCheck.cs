using System.ComponentModel;
using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Neighborhood.Server.Hosting;

/// <summary>
/// Reads the options and refuses those that cannot be meant: a misspelt name would silently leave a default, and a bad value would show itself as a
/// fault of something else.
/// </summary>
public static class ServerOptionsCheck
{
    private const int MaxPort = 65_535;
    private const int MaxStopSeconds = 3_600;

    /// <summary>The options of a configuration.</summary>
    /// <exception cref="UnfitOptionException">One cannot be used; the sentence names it.</exception>
    public static ServerOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(ServerOptions.Section);
        var known = typeof(ServerOptions).GetProperties().ToDictionary(option => option.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var given in section.GetChildren())
        {
            if (!known.TryGetValue(given.Key, out var option))
            {
                throw new UnfitOptionException("option_unknown", given.Path, string.Join(", ", known.Keys));
            }

            MustConvert(given, option);
        }

        var options = section.Get<ServerOptions>() ?? new ServerOptions();
        MustBeWithin(options.StatusPort, MaxPort, nameof(ServerOptions.StatusPort));
        MustBeWithin(options.RequestsPerSecond, int.MaxValue, nameof(ServerOptions.RequestsPerSecond));
        MustBeWithin(options.FreeSpaceMarkMiB, int.MaxValue, nameof(ServerOptions.FreeSpaceMarkMiB));
        MustBeWithin(options.StopSeconds, MaxStopSeconds, nameof(ServerOptions.StopSeconds));
        if (options.TelemetryEndpoint.Length > 0 && !IsWebAddress(options.TelemetryEndpoint))
        {
            throw new UnfitOptionException("option_address", Named(nameof(ServerOptions.TelemetryEndpoint)), options.TelemetryEndpoint);
        }

        MustBeListenable(options);
        return options;
    }

    /// <summary>Whether an address is one of this machine that nobody else reaches.</summary>
    public static bool IsLoopback(BindingAddress url) =>
        url.Host is "localhost" || (IPAddress.TryParse(url.Host, out var address) && IPAddress.IsLoopback(address));

    private static void MustConvert(IConfigurationSection given, PropertyInfo option)
    {
        try
        {
            _ = TypeDescriptor.GetConverter(option.PropertyType).ConvertFromInvariantString(given.Value ?? "");
        }
        catch (Exception unfit) when (unfit is ArgumentException or FormatException or NotSupportedException)
        {
            throw new UnfitOptionException(option.PropertyType == typeof(bool) ? "option_yes_no" : "option_number", given.Path, given.Value);
        }
    }

    private static void MustBeWithin(int value, int maximum, string option)
    {
        if (value < 0 || value > maximum)
        {
            throw new UnfitOptionException("option_range", Named(option), value, maximum);
        }
    }

    private static void MustBeListenable(ServerOptions options)
    {
        if (!IsWebAddress(options.Url))
        {
            throw new UnfitOptionException("option_address", Named(nameof(ServerOptions.Url)), options.Url);
        }

        var url = BindingAddress.Parse(options.Url);
        if (url.Scheme == "https")
        {
            MustOpen(options);
            return;
        }

        if (!IsLoopback(url) && !options.AllowCleartext)
        {
            throw new UnfitOptionException("option_cleartext", options.Url);
        }
    }

    private static void MustOpen(ServerOptions options)
    {
        var option = Named(nameof(ServerOptions.CertificateFile));
        if (!File.Exists(options.CertificateFile))
        {
            throw new UnfitOptionException("certificate_missing", option, options.CertificateFile);
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadPkcs12FromFile(options.CertificateFile, options.CertificatePassword);
            if (certificate.HasPrivateKey)
            {
                return;
            }
        }
        catch (Exception unfit) when (unfit is CryptographicException or IOException or UnauthorizedAccessException)
        {
            // What the library says of it names neither the option nor a remedy.
        }

        throw new UnfitOptionException("certificate_unfit", option, options.CertificateFile);
    }

    private static bool IsWebAddress(string text)
    {
        try
        {
            return BindingAddress.Parse(text) is { Scheme: "http" or "https", Host.Length: > 0, Port: >= 0 and <= MaxPort, IsUnixPipe: false };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string Named(string option) => $"{ServerOptions.Section}:{option}";
}
