using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The renovation items that polls decide.</summary>
public static class PollItems
{
    private const int MostShown = 20;

    /// <summary>Reads them, as many as a screen shows.</summary>
    public static async Task<ImmutableArray<RenovationItem>> ReadAsync(INeighborhood server, IEnumerable<Poll> polls, CancellationToken cancellation)
    {
        var items = polls.SelectMany(poll => poll.RenovationItems).Distinct().Take(MostShown)
            .Select(item => server.Renovation.GetItemAsync(new GetItemRequest { Name = item }, cancellationToken: cancellation).ResponseAsync);
        return [.. await Task.WhenAll(items).ConfigureAwait(false)];
    }
}
