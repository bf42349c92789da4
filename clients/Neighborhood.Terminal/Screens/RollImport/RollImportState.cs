using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What a dry run of a roll found; null until it has been made.</summary>
/// <param name="Request">The rows of the file, asked for as a dry run.</param>
/// <param name="Preview">What is wrong, or what would change.</param>
public sealed record RollImportState(ImportRollRequest Request, ImportRollResponse Preview);
