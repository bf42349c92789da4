namespace Neighborhood.Verifier;

/// <summary>What the person who recounts knows without the bundle. What is absent is not checked, and the verdict says so.</summary>
public sealed record BundleExpectation
{
    /// <summary>The server's key, as remembered from the first contact or read in print; null to take the bundle's own.</summary>
    public string? VerifierKey { get; init; }

    /// <summary>Heads that were kept or printed, as signed notes.</summary>
    public IReadOnlyList<string> KeptHeads { get; init; } = [];

    /// <summary>Keys of witnesses, each of which must have signed a head that covers the result.</summary>
    public IReadOnlyList<string> WitnessKeys { get; init; } = [];
}
