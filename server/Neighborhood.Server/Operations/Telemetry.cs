using Neighborhood.Server.Hosting;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Neighborhood.Server.Operations;

/// <summary>Metrics and traces for an OTLP collector. A trace names the rpc and how it ended, never what was asked or who asked.</summary>
public static class Telemetry
{
    /// <summary>Sends them where <see cref="ServerOptions.TelemetryEndpoint"/> says; does nothing where it is empty.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(ServerOptions.Section).Get<ServerOptions>() ?? new ServerOptions();
        if (options.TelemetryEndpoint.Length == 0)
        {
            return;
        }

        var endpoint = new Uri(options.TelemetryEndpoint);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("neighborhood-server", serviceVersion: ServerStatusReader.Version))
            .WithMetrics(metrics => metrics.AddMeter(ServerMetrics.MeterName).AddOtlpExporter(SendTo))
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddOtlpExporter(SendTo));

        void SendTo(OtlpExporterOptions exporter) => exporter.Endpoint = endpoint;
    }
}
