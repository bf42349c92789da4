using System.ComponentModel;
using System.Net;
using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Neighborhood.Rules.Proofs;

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
        MustBeKnown(section, typeof(ServerOptions));
        var options = section.Get<ServerOptions>() ?? new ServerOptions();
        MustBeWithin(options.StatusPort, MaxPort, nameof(ServerOptions.StatusPort));
        MustBeWithin(options.RequestsPerSecond, int.MaxValue, nameof(ServerOptions.RequestsPerSecond));
        MustBeWithin(options.FreeSpaceMarkMiB, int.MaxValue, nameof(ServerOptions.FreeSpaceMarkMiB));
        MustBeWithin(options.StopSeconds, MaxStopSeconds, nameof(ServerOptions.StopSeconds));
        if (options.TelemetryEndpoint.Length > 0 && !IsWebAddress(options.TelemetryEndpoint))
        {
            throw new UnfitOptionException("option_address", Named(nameof(ServerOptions.TelemetryEndpoint)), options.TelemetryEndpoint);
        }

        MustBeListenable(options, options.Url, nameof(ServerOptions.Url));
        MustWitness(options);
        return options;
    }

    /// <summary>Whether an address is one of this machine that nobody else reaches.</summary>
    public static bool IsLoopback(BindingAddress url) =>
        url.Host is "localhost" || (IPAddress.TryParse(url.Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>The verifier keys of the servers that are witnessed.</summary>
    /// <exception cref="UnfitOptionException">One is none.</exception>
    internal static IReadOnlyList<NoteVerifier> TrustedBy(WitnessOptions witness) =>
    [
        .. witness.Trusted.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(printed => NoteVerifier.TryParse(printed, out var key)
            ? key
            : throw new UnfitOptionException("option_verifier_key", Named("Witness:Trusted"), printed)),
    ];

    private static void MustWitness(ServerOptions options)
    {
        var witness = options.Witness;
        if (witness.Url.Length > 0 && !IsWebAddress(witness.Url))
        {
            throw new UnfitOptionException("option_address", Named("Witness:Url"), witness.Url);
        }

        if ((witness.Url.Length > 0 || witness.Key.Length > 0) && !WitnessKey.TryParse(witness.Key, out _))
        {
            throw new UnfitOptionException("option_witness_key", Named("Witness:Key"), witness.Key);
        }

        _ = TrustedBy(witness);
        if (witness.Listen.Length > 0)
        {
            MustBeListenable(options, witness.Listen, "Witness:Listen");
        }
    }

    private static void MustBeKnown(IConfigurationSection section, Type type)
    {
        var known = type.GetProperties().ToDictionary(option => option.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var given in section.GetChildren())
        {
            if (!known.TryGetValue(given.Key, out var option))
            {
                throw new UnfitOptionException("option_unknown", given.Path, string.Join(", ", known.Keys));
            }

            if (option.PropertyType == typeof(WitnessOptions))
            {
                MustBeKnown(given, option.PropertyType);
                continue;
            }

            MustConvert(given, option);
        }
    }

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

    private static void MustBeListenable(ServerOptions options, string address, string option)
    {
        if (!IsWebAddress(address))
        {
            throw new UnfitOptionException("option_address", Named(option), address);
        }

        var url = BindingAddress.Parse(address);
        if (url.Scheme == "https")
        {
            MustOpen(options);
            return;
        }

        if (!IsLoopback(url) && !options.AllowCleartext)
        {
            throw new UnfitOptionException("option_cleartext", address);
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
