using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>A renovation menu, once it is read.</summary>
public sealed record MenuState(string Name, RenovationMenu? Menu);
