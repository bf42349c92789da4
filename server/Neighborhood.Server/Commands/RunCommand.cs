using Neighborhood.Ledger.LiteDb;
using Neighborhood.Server.Hosting;
using Neighborhood.Server.Operations;

namespace Neighborhood.Server.Commands;

/// <summary>Runs the server until it is stopped.</summary>
internal static class RunCommand
{
    public static async Task<ExitCode> RunAsync(string[] words, TextWriter error)
    {
        var builder = WebApplication.CreateBuilder(words);
        builder.AddNeighborhood();
        try
        {
            builder.Listen();
        }
        catch (InvalidOperationException unfit)
        {
            await error.WriteLineAsync(unfit.Message);
            return ExitCode.Usage;
        }

        builder.ListenForOperator();
        builder.ListenForStatus();
        builder.AddTelemetry();
        await using var app = builder.Build();
        app.MapNeighborhood();
        app.MapStatusPage();
        var folder = app.Services.GetRequiredService<DataFolder>().FullPath;
        // Taken before anything else starts: whoever does not get the folder must not touch what stands in it.
        _ = app.Services.GetRequiredService<LiteDbJournal>();
        ControlSocket.Clear(folder);
        app.Lifetime.ApplicationStarted.Register(() => ControlSocket.Protect(folder));
        await app.RunAsync();
        return ExitCode.Done;
    }
}
