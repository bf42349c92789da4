using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>A petition, once it is read.</summary>
public sealed record PetitionState(string Name, Petition? Petition);
