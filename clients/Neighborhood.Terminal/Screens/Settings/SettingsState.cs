using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>A community with its settings; null until it has been read.</summary>
public sealed record SettingsState(Community? Community);
