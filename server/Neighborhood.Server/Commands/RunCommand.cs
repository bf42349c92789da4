using Neighborhood.Ledger.LiteDb;
using Neighborhood.Server.Hosting;
using Neighborhood.Server.Operations;
using Neighborhood.Server.Witnessing;

namespace Neighborhood.Server.Commands;

/// <summary>Runs the server until it is stopped.</summary>
internal static class RunCommand
{
    public static async Task<ExitCode> RunAsync(string[] words, TimeProvider time)
    {
        var builder = WebApplication.CreateBuilder(words);
        builder.AddNeighborhood();
        builder.Services.AddSingleton(time);
        builder.Listen();
        builder.ListenForOperator();
        builder.ListenForStatus();
        builder.ListenAsWitness();
        builder.AddTelemetry();
        LeaveStartFailuresToUs(builder.Logging);
        await using var app = builder.Build();
        app.MapNeighborhood();
        app.MapStatusPage();
        app.MapWitness();
        var folder = app.Services.GetRequiredService<DataFolder>().FullPath;

        // Taken before anything else starts: whoever does not get the folder must not touch what stands in it.
        _ = app.Services.GetRequiredService<LiteDbJournal>();
        ControlSocket.Clear(folder);
        app.Lifetime.ApplicationStarted.Register(() => ControlSocket.Protect(folder));
        await app.RunAsync();
        return ExitCode.Done;
    }

    // A start that fails is thrown to us as well, and told in one sentence; these two would print its stack trace before. The host runs no background
    // service whose fault it alone would see, and Kestrel calls nothing else critical under this name.
    private static void LeaveStartFailuresToUs(ILoggingBuilder logging) => logging
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
        .AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => level is >= LogLevel.Warning and not LogLevel.Critical);
}
