using System.Collections.Immutable;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What waits for a person.</summary>
/// <param name="Polls">Open polls in which the person may vote and has not, those that close first in front.</param>
/// <param name="Announced">Polls that have been announced and are not open yet.</param>
/// <param name="Replies">What others answered the person and the person has not read.</param>
/// <param name="Mine">The person's own proposals, newest first.</param>
/// <param name="IsRead">Whether it has been read from the server.</param>
public sealed record HomeState(
    ImmutableArray<Poll> Polls, ImmutableArray<Poll> Announced, ImmutableArray<Post> Replies, ImmutableArray<Proposal> Mine, bool IsRead)
{
    /// <summary>The renovation items that the open polls decide.</summary>
    public ImmutableArray<RenovationItem> Renovation { get; init; } = [];

    /// <summary>Nothing read yet.</summary>
    public static HomeState Empty { get; } = new([], [], [], [], IsRead: false);
}
