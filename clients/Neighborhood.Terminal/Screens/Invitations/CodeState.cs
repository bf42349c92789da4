using System.Collections.Immutable;

namespace Neighborhood.Terminal.Screens;

/// <summary>The codes issued, and which one is on the screen.</summary>
public sealed record CodeState(ImmutableArray<IssuedCode> Codes, int Shown);
