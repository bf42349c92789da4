using System.Collections.Immutable;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>A petition, once it is read, and the rules that say what its matter is.</summary>
public sealed record PetitionState(string Name, Petition? Petition, ImmutableArray<RulePack> Packs);
