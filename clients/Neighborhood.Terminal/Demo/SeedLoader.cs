using Neighborhood.Client;
using Neighborhood.Client.Rolls;
using Neighborhood.Terminal.Commands;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Demo;

/// <summary>
/// Loads an example neighbourhood through the SDK alone, as its people would. What is there already is found and left as it is, and what was interrupted is
/// gone on with, so that loading twice changes nothing.
/// </summary>
/// <param name="operatorClient">Signed in as an operator.</param>
/// <param name="connect">Makes a connection without a session.</param>
/// <param name="clock">The clock by which polls are announced.</param>
/// <param name="progress">Told the name of each step as it begins, and how many acts were made before it.</param>
internal sealed class SeedLoader(NeighborhoodClient operatorClient, Func<NeighborhoodClient> connect, TimeProvider clock, Action<string> progress)
{
    private readonly List<string> _acts = [];

    /// <summary>What was changed on the server, in order; empty where everything was there.</summary>
    public IReadOnlyList<string> Acts => _acts;

    /// <summary>Loads one neighbourhood.</summary>
    public async Task LoadAsync(Seed seed, CancellationToken cancel)
    {
        await using var neighbours = new Neighbours(connect);
        var scene = new SeedScene(seed, neighbours, Note, cancel);
        progress("community");
        await new SeedPeople(operatorClient, scene).LoadAsync(RollRowsAsync).ConfigureAwait(false);
        progress("topics");
        await new SeedTalk(scene).LoadAsync().ConfigureAwait(false);
        progress("proposals");
        await new SeedProposals(scene).LoadAsync().ConfigureAwait(false);
        progress("polls");
        await new SeedPolls(scene, clock).LoadAsync().ConfigureAwait(false);
        progress("renovation");
        await new SeedRenovation(scene, clock).LoadAsync().ConfigureAwait(false);

        Task<IReadOnlyList<RollRow>> RollRowsAsync() => RollFile.ReadAsync(seed.RollPath, cancel);
    }

    private void Note(string act) => _acts.Add(act);
}

/// <summary>One neighbourhood while it is being loaded.</summary>
/// <param name="Seed">What it shall be.</param>
/// <param name="Neighbours">Its people.</param>
/// <param name="Note">Notes a change made.</param>
/// <param name="Cancel">Stops it.</param>
internal sealed record SeedScene(Seed Seed, Neighbours Neighbours, Action<string> Note, CancellationToken Cancel)
{
    public string Community => "communities/" + Seed.Id;

    public NeighborhoodClient Staff => Neighbours[Seed.Staff.Name];

    public string UserOf(SeedPerson person) => $"{Seed.Id}.{person.User}";
}
