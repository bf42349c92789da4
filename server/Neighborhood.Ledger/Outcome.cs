using Neighborhood.Domain.Core;

namespace Neighborhood.Ledger;

/// <summary>What became of an operation: an answer, or a refusal.</summary>
/// <param name="Value">The answer; default where refused.</param>
/// <param name="Refusal">Why not, or null.</param>
/// <param name="First">The first entry a command made; none where it made none.</param>
public readonly record struct Outcome<T>(T? Value, Refusal? Refusal, StoredEntry First = default)
{
    /// <summary>A refusal.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>An entry as it is stored.</summary>
/// <param name="Sequence">Its place in the ledger.</param>
/// <param name="Bytes">The stored bytes; empty where there is none.</param>
public readonly record struct StoredEntry(long Sequence, ReadOnlyMemory<byte> Bytes);
