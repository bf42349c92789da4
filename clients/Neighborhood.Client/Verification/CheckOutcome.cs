namespace Neighborhood.Client.Verification;

/// <summary>What is checked, in the order of the checks. Each rests on those before it.</summary>
public enum ReceiptCheck
{
    /// <summary>The receipt belongs to the ledger that was expected.</summary>
    Ledger,

    /// <summary>The stored bytes are an entry, and the entry names the sequence that the proof is about.</summary>
    Sequence,

    /// <summary>The leaf hash of the receipt is that of the stored bytes.</summary>
    LeafHash,

    /// <summary>The receipt names the verifier key that is remembered.</summary>
    VerifierKey,

    /// <summary>The head is signed with that key.</summary>
    Signature,

    /// <summary>What is signed is a head of this ledger.</summary>
    Origin,

    /// <summary>The size of the ledger that the receipt names is the one that is signed.</summary>
    SignedSize,

    /// <summary>The root hash that the receipt names is the one that is signed.</summary>
    SignedRoot,

    /// <summary>The proof is about the signed head's tree.</summary>
    TreeSize,

    /// <summary>The entry stands at its sequence in the tree of the signed head.</summary>
    Inclusion,

    /// <summary>The entry is a ballot.</summary>
    BallotEntry,

    /// <summary>The ballot was cast in the poll that was expected.</summary>
    Poll,

    /// <summary>The ballot was cast by the resident who was expected.</summary>
    Voter,

    /// <summary>The ballot's number in its poll is the one that the server tells.</summary>
    Ordinal,

    /// <summary>The choice that is opened is the one that the server tells.</summary>
    Choice,

    /// <summary>The choice that is opened is the one that was sealed in the entry.</summary>
    Commitment,
}

/// <summary>One check that was made.</summary>
/// <param name="Check">Which.</param>
/// <param name="Holds">Whether it holds.</param>
/// <param name="Expected">What it should be: a name, a number in decimal or bytes in hexadecimal; empty where there is no such value.</param>
/// <param name="Found">What was found, written the same way.</param>
public sealed record CheckOutcome(ReceiptCheck Check, bool Holds, string Expected, string Found);
