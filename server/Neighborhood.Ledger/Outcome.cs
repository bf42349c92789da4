using Neighborhood.Domain.Core;

namespace Neighborhood.Ledger;

/// <summary>What became of an operation: an answer, or a refusal.</summary>
/// <param name="Value">The answer; default where refused.</param>
/// <param name="Refusal">Why not, or null.</param>
/// <param name="FirstSequence">The first fact a command made; -1 where it made none.</param>
public readonly record struct Outcome<T>(T? Value, Refusal? Refusal, long FirstSequence = -1)
{
    /// <summary>A refusal.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
