using System.Globalization;
using Google.Protobuf;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Client.Verification;

/// <summary>
/// Checks receipts with nothing but the receipt and what the person knows: no server is asked and none is trusted. Whatever is malformed is a check that
/// does not hold, never an exception. The proofs are those of RFC 6962, the heads are C2SP checkpoints.
/// </summary>
public static class ReceiptVerifier
{
    /// <summary>Checks that an entry stands in the ledger; with a poll or voter expected, also that it is that ballot.</summary>
    public static ReceiptVerification Verify(Receipt receipt, ReceiptExpectation expected)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        ArgumentNullException.ThrowIfNull(expected);
        var checks = new CheckList();
        var entry = Read(receipt.Entry);
        _ = StandsInLedger(checks, receipt, entry, expected) && (!IsBallotExpected(expected) || IsBallot(checks, entry!, expected));
        return new ReceiptVerification(checks.Outcomes, entry);
    }

    /// <summary>Checks a ballot with its opening: that it stands in the ledger, whose and where it is, and that what is sealed in it is this choice.</summary>
    public static ReceiptVerification Verify(MyBallot ballot, ReceiptExpectation expected)
    {
        ArgumentNullException.ThrowIfNull(ballot);
        ArgumentNullException.ThrowIfNull(expected);
        var checks = new CheckList();
        var receipt = ballot.Receipt ?? new Receipt();
        var entry = Read(receipt.Entry);
        _ = StandsInLedger(checks, receipt, entry, expected)
            && IsBallot(checks, entry!, expected)
            && IsOpening(checks, ballot, receipt.Ledger, entry!.Fact.BallotCast);
        return new ReceiptVerification(checks.Outcomes, entry);
    }

    private static bool StandsInLedger(CheckList checks, Receipt receipt, Entry? entry, ReceiptExpectation expected)
    {
        var inclusion = receipt.Inclusion ?? new InclusionProof();
        var head = receipt.Head ?? new TreeHead();
        var ledger = expected.Ledger ?? LedgerOf(expected.Poll) ?? LedgerOf(expected.Voter) ?? receipt.Ledger;
        return checks.Same(ReceiptCheck.Ledger, ledger, receipt.Ledger)
            && checks.Same(ReceiptCheck.Sequence, inclusion.Sequence, entry?.Sequence ?? -1)
            && checks.Same(ReceiptCheck.LeafHash, MerkleHash.Leaf(receipt.Entry.Span), inclusion.LeafHash.Span)
            && checks.Same(ReceiptCheck.VerifierKey, expected.VerifierKey ?? head.VerifierKey, head.VerifierKey)
            && IsSigned(checks, head, ledger)
            && checks.Same(ReceiptCheck.TreeSize, head.Size, inclusion.TreeSize)
            && checks.That(ReceiptCheck.Inclusion, IsIncluded(inclusion, head));
    }

    private static bool IsSigned(CheckList checks, TreeHead head, string ledger)
    {
        var checkpoint = SignedHead.Read(head);
        return checks.That(ReceiptCheck.Signature, checkpoint is not null, head.VerifierKey)
            && checks.That(ReceiptCheck.Origin, LedgerOrigin.Belongs(checkpoint!.Origin, ledger), checkpoint.Origin)
            && checks.Same(ReceiptCheck.SignedSize, checkpoint.Size, head.Size)
            && checks.Same(ReceiptCheck.SignedRoot, checkpoint.Root.Span, head.Root.Span);
    }

    private static bool IsIncluded(InclusionProof inclusion, TreeHead head) => MerkleProof.VerifyInclusion(
        inclusion.Sequence, inclusion.TreeSize, inclusion.LeafHash.Span, [.. inclusion.Hashes.Select(hash => hash.ToByteArray())], head.Root.Span);

    private static bool IsBallotExpected(ReceiptExpectation expected) => expected.Poll is not null || expected.Voter is not null;

    private static bool IsBallot(CheckList checks, Entry entry, ReceiptExpectation expected)
    {
        var kind = entry.Fact?.KindCase ?? Fact.KindOneofCase.None;
        if (!checks.Same(ReceiptCheck.BallotEntry, nameof(Fact.KindOneofCase.BallotCast), kind.ToString()))
        {
            return false;
        }

        var cast = entry.Fact!.BallotCast;
        return (expected.Poll is null || checks.Same(ReceiptCheck.Poll, expected.Poll, $"{LedgerOf(expected.Poll)}/polls/{Text(cast.Poll)}"))
            && (expected.Voter is null || checks.Same(ReceiptCheck.Voter, expected.Voter, $"{LedgerOf(expected.Voter)}/residents/{Text(cast.Voter)}"));
    }

    private static bool IsOpening(CheckList checks, MyBallot ballot, string ledger, BallotCast cast)
    {
        var opening = ballot.Opening ?? new BallotOpening();
        var salt = opening.Salt.Length == BallotCommitment.SaltSize ? opening.Salt.Span : new byte[BallotCommitment.SaltSize];
        return checks.Same(ReceiptCheck.Ordinal, $"{ledger}/polls/{Text(cast.Poll)}/ballots/{Text(cast.Ordinal)}", ballot.Name)
            && checks.Same(ReceiptCheck.Choice, (ballot.Choice ?? new Choice()).ToByteArray(), opening.Choice.Span)
            && checks.Same(
                ReceiptCheck.Commitment, cast.Commitment.Span, BallotCommitment.Compute(ledger, cast.Poll, cast.Voter, opening.Choice.Span, salt));
    }

    private static Entry? Read(ByteString bytes)
    {
        try
        {
            return bytes.IsEmpty ? null : Entry.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <summary>communities/{community} of a longer name; null where there is none.</summary>
    private static string? LedgerOf(string? name) => name?.Split('/') is [var collection, var community, ..] ? $"{collection}/{community}" : null;

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
