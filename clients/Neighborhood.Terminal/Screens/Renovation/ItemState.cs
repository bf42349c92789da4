using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>A renovation item, once it is read.</summary>
public sealed record ItemState(string Name, RenovationItem? Item);
