using Neighborhood.Rules.Proofs;
using Neighborhood.V1;

namespace Neighborhood.Client.Verification;

/// <summary>Reads the checkpoint of a head.</summary>
internal static class SignedHead
{
    /// <summary>What the head's key signed; null where it signed nothing that can be read.</summary>
    public static Checkpoint? Read(TreeHead head) =>
        NoteVerifier.TryParse(head.VerifierKey, out var verifier) && Checkpoint.TryVerify(head.Checkpoint, verifier, out var checkpoint) ? checkpoint : null;

    /// <summary>What is signed, where it is a head of the ledger and agrees with the fields beside it; otherwise null.</summary>
    public static Checkpoint? ReadOf(TreeHead head, string ledger) =>
        Read(head) is { } checkpoint && LedgerOrigin.Belongs(checkpoint.Origin, ledger) && checkpoint.Size == head.Size
            && checkpoint.Root.Span.SequenceEqual(head.Root.Span)
            ? checkpoint
            : null;
}
