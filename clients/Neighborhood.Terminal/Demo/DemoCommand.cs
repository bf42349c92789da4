using System.CommandLine;
using Neighborhood.Client;
using Neighborhood.Terminal.Commands;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Demo;

/// <summary>See it at work: a real server on this computer with example neighbourhoods, or the whole job played and checked.</summary>
internal static class DemoCommand
{
    private const string OperatorName = "operator";

    public static Command Build(Grammar grammar)
    {
        var keep = grammar.Text("keep");
        var seeds = grammar.Text("seeds");
        var play = grammar.Flag("play");
        return grammar.Verb("demo", [keep, seeds, play], async run =>
        {
            var phrases = new Phrases("Demo", run.Words);
            using var folder = new DemoFolder(run.Get(keep));
            var examples = SeedFiles.Load(run.Get(seeds) ?? SeedFiles.FindFolder() ?? throw new UsageException(phrases["no_seeds"]));
            run.Around.Error.WriteLine(phrases["starting"]);
            await using var server = await ServerProcess.StartAsync(folder.Data, run.Cancel).ConfigureAwait(false);
            return run.IsInteractive && !run.Get(play)
                ? await ShowAsync(run, phrases, folder, server, examples).ConfigureAwait(false)
                : await MainJob.PlayAsync(run, phrases, folder, server, examples[0]).ConfigureAwait(false);
        });
    }

    /// <summary>A connection of its own for each person, as on computers of their own.</summary>
    public static NeighborhoodClient Connect(Invocation run, DemoFolder folder, ServerProcess server) =>
        NeighborhoodClient.Connect(server.Address, new NeighborhoodClientOptions
        {
            Language = run.Words.IsChinese ? "zh-CN" : "en",
            KnownHeadsPath = folder.KnownHeads,
            CallTimeout = TimeSpan.FromSeconds(60),
            TimeProvider = server.Clock,
        });

    /// <summary>The operator: made with the code of a first start, or signed in where the folder was kept.</summary>
    public static async Task<NeighborhoodClient> OperatorAsync(Invocation run, DemoFolder folder, ServerProcess server)
    {
        var client = Connect(run, folder, server);
        if (server.OperatorCode.IsCompletedSuccessfully)
        {
            await client.BootstrapOperatorAsync(
                await server.OperatorCode.ConfigureAwait(false), OperatorName, Neighbours.Password, run.Cancel).ConfigureAwait(false);
            return client;
        }

        await client.SignInAsync(OperatorName, Neighbours.Password, run.Cancel).ConfigureAwait(false);
        return client;
    }

    private static async Task<ExitCode> ShowAsync(Invocation run, Phrases phrases, DemoFolder folder, ServerProcess server, IReadOnlyList<Seed> examples)
    {
        await using var host = await OperatorAsync(run, folder, server).ConfigureAwait(false);
        foreach (var seed in examples)
        {
            var loader = new SeedLoader(
                host, () => Connect(run, folder, server), run.Around.Clock,
                step => run.Around.Error.WriteLine(phrases.Say("loading", seed.Title, phrases["step_" + step])));
            await loader.LoadAsync(seed, run.Cancel).ConfigureAwait(false);
            run.Around.Error.WriteLine(phrases.Say("loaded", seed.Title, loader.Acts.Count));
        }

        var (first, person) = (examples[0], examples[0].People[0]);
        await using var client = Connect(run, folder, server);
        await client.SignInAsync($"{first.Id}.{person.User}", Neighbours.Password, run.Cancel).ConfigureAwait(false);
        var me = await client.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: run.Cancel).ConfigureAwait(false);
        var code = FullScreen.Run(client, me, run.Words, isDark: true);
        run.Around.Error.WriteLine(phrases.Say("ended", person.Name, $"{first.Id}.{person.User}", Neighbours.Password));
        return (ExitCode)code;
    }
}
