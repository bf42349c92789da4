using Neighborhood.V1.Facts;

namespace Neighborhood.Client.Verification;

/// <summary>What came of checking a receipt: every check made, up to the first that does not hold.</summary>
/// <param name="Checks">In the order made.</param>
/// <param name="Entry">The entry, once it could be read; null before.</param>
public sealed record ReceiptVerification(IReadOnlyList<CheckOutcome> Checks, Entry? Entry)
{
    /// <summary>Whether every check holds.</summary>
    public bool Holds => FirstFailure is null;

    /// <summary>The first check that does not hold; null where all do.</summary>
    public CheckOutcome? FirstFailure => Checks.FirstOrDefault(check => !check.Holds);
}

/// <summary>What the person who checks a receipt knows without the server. What is null is not checked.</summary>
/// <param name="VerifierKey">The key remembered from the first contact; null to take the receipt's own.</param>
/// <param name="Ledger">communities/{community}</param>
/// <param name="Poll">communities/{community}/polls/{poll}</param>
/// <param name="Voter">communities/{community}/residents/{resident}</param>
public sealed record ReceiptExpectation(string? VerifierKey = null, string? Ledger = null, string? Poll = null, string? Voter = null);
