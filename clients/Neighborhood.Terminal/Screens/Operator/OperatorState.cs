using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The server's status, once read.</summary>
public sealed record OperatorState(ServerStatus? Status);
