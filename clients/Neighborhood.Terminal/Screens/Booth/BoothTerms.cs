using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What a booth serves, and who may close it.</summary>
/// <param name="Poll">The poll, as whoever opened the booth last read it.</param>
/// <param name="Staff">The user name of whoever opened it; their password closes it.</param>
/// <param name="Idle">After how long without a key a visit ends.</param>
public sealed record BoothTerms(Poll Poll, string Staff, TimeSpan Idle);
