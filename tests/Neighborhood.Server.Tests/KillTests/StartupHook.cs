using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Neighborhood.Ledger;
using Neighborhood.Server.Tests.KillTests;

/// <summary>
/// Loaded by the runtime into the real server process (<c>DOTNET_STARTUP_HOOKS</c> names this assembly), so that it can die at a place that no clock would
/// hit. The product knows nothing of it. The runtime asks for this name, outside any namespace.
/// </summary>
internal sealed class StartupHook : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    /// <summary>Names the file whose being there means: now.</summary>
    public const string Variable = "NEIGHBORHOOD_TEST_DIE_BETWEEN_LEDGERS";

    private StartupHook()
    {
    }

    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new StartupHook());

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
        {
            value.Subscribe(this);
        }
    }

    /// <summary>The host is about to be built; what is added here comes after what the program registered.</summary>
    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: "HostBuilding", Value: IHostBuilder builder })
        {
            builder.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<IJournal>(provider =>
                new DyingJournal(provider.GetRequiredService<Neighborhood.Ledger.LiteDb.LiteDbJournal>(), Environment.GetEnvironmentVariable(Variable)!))));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
