using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>One resident, once read.</summary>
public sealed record ResidentState(string Name, Resident? Resident);
