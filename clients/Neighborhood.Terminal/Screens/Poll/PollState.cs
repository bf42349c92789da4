using System.Collections.Immutable;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>A poll, and whether and with what weight the reader may vote in it.</summary>
public sealed record PollState(string Name, Poll? Poll, Entitlement? Entitlement)
{
    /// <summary>The renovation items that it decides, with the reader's shares.</summary>
    public ImmutableArray<RenovationItem> Items { get; init; } = [];
}
