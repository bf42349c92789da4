using Grpc.Core;
using Neighborhood.Client;
using Neighborhood.Client.Rolls;
using Neighborhood.Terminal.Commands;

namespace Neighborhood.Terminal.Demo;

/// <summary>
/// What needs days, on a second server whose clock is moved on, and that is said: elections and budgets as the example has them, and an owners' vote.
/// </summary>
internal static class MovedDays
{
    public static async Task PlayAsync(Invocation run, Narration told, DemoFolder parent, Seed seed)
    {
        using var folder = new DemoFolder(Path.Combine(parent.Path, "moved-days"));
        await using var server = await ServerProcess.StartMovableAsync(folder.Data, run.Cancel).ConfigureAwait(false);
        await server.OperatorCode.WaitAsync(run.Cancel).ConfigureAwait(false);
        await using var neighbours = new Neighbours(() => DemoCommand.Connect(run, folder, server));
        await using var host = await DemoCommand.OperatorAsync(run, folder, server).ConfigureAwait(false);
        told.Tell("play_moved_server", server.Address.GetLeftPart(UriPartial.Authority));
        try
        {
            await PlayAsync(run, told, new MovedScene(run, folder, server, neighbours), host, seed).ConfigureAwait(false);
        }
        catch (RpcException)
        {
            run.Around.Error.WriteLine(told.Phrases.Say("play_server_said", server.LastLines));
            throw;
        }
    }

    private static async Task PlayAsync(Invocation run, Narration told, MovedScene moved, NeighborhoodClient host, Seed seed)
    {
        var rows = await RollFile.ReadAsync(seed.RollPath, run.Cancel).ConfigureAwait(false);
        var played = seed.Polls.Where(poll => poll.Answers.Count > 0 && Times.Span(poll.OpenFor) <= ElectionPlay.Longest).ToList();
        var scene = moved.Of(seed.With(seed.People, played));
        await new SeedPeople(host, scene).LoadAsync(() => Task.FromResult(rows)).ConfigureAwait(false);
        await new ElectionPlay(run, told, moved, scene).PlayAsync().ConfigureAwait(false);
        await new OwnersVotePlay(run, told, moved, host, seed, rows).PlayAsync().ConfigureAwait(false);
    }
}

/// <summary>Where the moved days are played.</summary>
/// <param name="Run">The command.</param>
/// <param name="Folder">Where its files are.</param>
/// <param name="Server">The server whose clock is moved.</param>
/// <param name="Neighbours">The people.</param>
internal sealed record MovedScene(Invocation Run, DemoFolder Folder, ServerProcess Server, Neighbours Neighbours)
{
    /// <summary>A neighbourhood on that server.</summary>
    public SeedScene Of(Seed seed) => new(seed, Neighbours, _ => { }, Run.Cancel);

    /// <summary>Moves the clock on to an instant, and a moment further, so that what is due then is.</summary>
    public Task AdvanceToAsync(Google.Protobuf.WellKnownTypes.Timestamp instant)
    {
        var by = instant.ToDateTimeOffset() - Server.Clock.GetUtcNow() + TimeSpan.FromSeconds(1);
        return by > TimeSpan.Zero ? Server.AdvanceAsync(by, Run.Cancel) : Task.CompletedTask;
    }
}
