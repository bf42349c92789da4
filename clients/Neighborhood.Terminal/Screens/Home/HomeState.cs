using System.Collections.Immutable;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What waits for a person.</summary>
/// <param name="Polls">Open polls, those that close first in front.</param>
/// <param name="Announced">Polls that have been announced and are not open yet.</param>
/// <param name="Unread">Topics with posts not yet read.</param>
/// <param name="Mine">The person's own proposals that are not finished.</param>
/// <param name="IsRead">Whether it has been read from the server.</param>
public sealed record HomeState(
    ImmutableArray<Poll> Polls, ImmutableArray<Poll> Announced, ImmutableArray<Topic> Unread, ImmutableArray<Proposal> Mine, bool IsRead)
{
    /// <summary>Nothing read yet.</summary>
    public static HomeState Empty { get; } = new([], [], [], [], IsRead: false);
}
