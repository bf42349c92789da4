using Neighborhood.Client;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Screens;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.Terminal.Views;
using Neighborhood.V1;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;

namespace Neighborhood.Terminal;

/// <summary>Runs the full-screen client.</summary>
public static class FullScreen
{
    /// <summary>
    /// Options: <c>--server URI</c> (or NEIGHBORHOOD_SERVER), <c>--lang en|zh</c> (or NEIGHBORHOOD_LANG; 中文 without either) and
    /// <c>--light</c>.
    /// </summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var words = Words.For(Value(args, "--lang") ?? Environment.GetEnvironmentVariable("NEIGHBORHOOD_LANG"));
        var server = Value(args, "--server") ?? Environment.GetEnvironmentVariable("NEIGHBORHOOD_SERVER") ?? Grammar.DefaultServer;
        if (!Uri.TryCreate(server, UriKind.Absolute, out var address))
        {
            await Console.Error.WriteLineAsync(words.Say("not_an_address", server)).ConfigureAwait(false);
            return 2;
        }

        var client = NeighborhoodClient.Connect(address, new NeighborhoodClientOptions
        {
            Language = words.IsChinese ? "zh-CN" : "en",
            Sessions = new SessionFile(SessionFile.DefaultFolder, address),
        });
        await using (client.ConfigureAwait(false))
        {
            return Run(client, me: null, words, isDark: !args.Contains("--light"));
        }
    }

    /// <summary>Runs with a connection that is there already; signed in where <paramref name="me"/> is known.</summary>
    public static int Run(NeighborhoodClient client, Me? me, Words words, bool isDark)
    {
        using var application = Application.Create();
        application.Init(DriverRegistry.Names.ANSI);
        using var shell = new ShellPresenter(new SdkNeighborhood(client), new ApplicationInterface(application), TimeProvider.System, words).WithTheme(isDark);
        using var view = new MainView(application, shell);
        if (me is null)
        {
            shell.StartWith(new WelcomePresenter(shell.Workspace));
        }
        else
        {
            Arrival.Begin(shell.Workspace, me);
        }

        application.Run(view, fault =>
        {
            shell.Survive(fault);
            return true;
        });
        return 0;
    }

    /// <summary>Runs a booth, one visit after another, until staff close it or the program is told to stop.</summary>
    public static Booth Run(Func<IUserInterface, Booth> open, CancellationToken cancellation)
    {
        using var application = Application.Create();
        application.Init(DriverRegistry.Names.ANSI);
        var thread = new ApplicationInterface(application);
        var booth = open(thread);
        using var stopping = cancellation.Register(() => thread.Post(booth.Close));
        while (!booth.IsClosed)
        {
            var shell = booth.Shell;
            using var view = new MainView(application, shell);
            application.Run(view, fault =>
            {
                shell.Survive(fault);
                return true;
            });
        }

        return booth;
    }

    private static string? Value(string[] args, string option)
    {
        var index = Array.IndexOf(args, option);
        return index >= 0 && index + 1 < args.Length ? args[index + 1] : null;
    }
}
