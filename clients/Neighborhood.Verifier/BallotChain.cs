using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Verifier;

/// <summary>Choice and salt, as a bundle gives them.</summary>
internal sealed record Opening(byte[] Choice, byte[] Salt);

/// <summary>The chain of ballots: each names the one before it, comes from a voter on the roll and replaces that voter's last one.</summary>
internal sealed class BallotChain(BundleHeader header, RollBook roll, DeviceBook devices, ProxyBook proxies, PaperBook papers)
{
    private readonly byte[] _lastLeaf = new byte[MerkleHash.Size];

    /// <summary>Ballots so far.</summary>
    public long Count { get; private set; }

    /// <summary>Ballots without a signature.</summary>
    public long Unsigned { get; private set; }

    /// <summary>Whether the rule takes a ballot that is not on paper only with a signature.</summary>
    public bool RequiresSignature { get; set; }

    /// <summary>Leaf hash of the last; empty before the first.</summary>
    public ReadOnlySpan<byte> LastLeaf => Count == 0 ? [] : _lastLeaf;

    /// <summary>What ballots may say, and what those opened say.</summary>
    public ChoiceBook Choices { get; set; } = new(new PollAnnounced());

    /// <summary>Takes the next ballot.</summary>
    public void Add(Entry entry, ReadOnlySpan<byte> leaf, Opening? opening, bool isInTime)
    {
        var cast = entry.Fact.BallotCast;
        Broken.UnlessSame(Count + 1, cast.Ordinal, BundleFault.BallotOrdinal);
        Broken.UnlessSame(LastLeaf, cast.PreviousLeaf.Span, BundleFault.BallotChain);
        Broken.Unless(isInTime, BundleFault.BallotTime);
        var row = roll.IndexOf(cast.Voter);
        Broken.Unless(row >= 0, BundleFault.BallotVoter);
        Broken.UnlessSame(roll.OrdinalOf(row), cast.Replaces, BundleFault.BallotReplaces);
        Broken.Unless(!roll.IsOpened(row), BundleFault.OpeningReplaced);
        proxies.Check(cast, row, isFirst: cast.Replaces == 0, entry.TimeMicros);
        papers.Check(cast, entry.Account);
        CheckSigned(cast, entry.TimeMicros);
        Count++;
        leaf.CopyTo(_lastLeaf);
        roll.Cast(row, checked((int)cast.Ordinal));
        if (opening is not null)
        {
            roll.Open(row, Opened(cast, opening));
        }
    }

    private void CheckSigned(BallotCast cast, long micros)
    {
        if (cast.Device == 0 && cast.Signature.IsEmpty)
        {
            Broken.Unless(!RequiresSignature || cast.Channel == BallotChannel.Paper, BundleFault.BallotUnsigned);
            Unsigned++;
            return;
        }

        Broken.Unless(cast.Commitment.Length == SignedStatement.SubjectSize, BundleFault.BallotSignature);
        var statement = SignedStatement.Ballot(header.Ledger, header.Poll, cast.Voter, cast.CastBy, cast.Replaces, cast.Commitment.Span);
        devices.Check(cast.Device, cast.CastBy == 0 ? cast.Voter : cast.CastBy, micros, statement, cast.Signature.Span);
    }

    private int Opened(BallotCast cast, Opening opening)
    {
        Broken.Unless(header.HasOpenings, BundleFault.OpeningUnexpected);
        Broken.Unless(opening.Salt.Length == BallotCommitment.SaltSize, BundleFault.OpeningCommitment);
        Span<byte> commitment = stackalloc byte[BallotCommitment.Size];
        BallotCommitment.Compute(header.Ledger, header.Poll, cast.Voter, opening.Choice, opening.Salt, commitment);
        Broken.UnlessSame(cast.Commitment.Span, commitment, BundleFault.OpeningCommitment);
        return Choices.PlaceOf(opening.Choice) ?? throw new Broken(BundleFault.OpeningChoice);
    }
}
