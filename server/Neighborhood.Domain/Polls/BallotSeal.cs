using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Devices;
using Neighborhood.Domain.Residents;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>
/// What seals a ballot: salt and commitment, with the signature of the device of whoever hands it in, where there is one. A signature fixes poll, voter,
/// the ballot replaced and the commitment, so nobody can make, change or replay a ballot of somebody whose device has the key.
/// </summary>
/// <param name="Salt">32 bytes.</param>
/// <param name="Commitment">32 bytes.</param>
/// <param name="Device">The device that signed, or 0.</param>
/// <param name="Signature">64 bytes; empty where unsigned.</param>
internal sealed record BallotSeal(ByteString Salt, ByteString Commitment, long Device, ByteString Signature)
{
    /// <summary>A seal with a salt of the ledger's own.</summary>
    public static BallotSeal Unsigned(CommandContext<CommunityState> context, PollInfo poll, long voter, byte[] choice)
    {
        var salt = UnsafeByteOperations.UnsafeWrap(context.Entropy.Take32());
        return new BallotSeal(salt, CommitmentOf(context, poll, voter, choice, salt), Device: 0, ByteString.Empty);
    }

    /// <summary>The seal that the request brings, or why it is none.</summary>
    /// <param name="context">The ledger.</param>
    /// <param name="poll">The poll.</param>
    /// <param name="row">The voter's row.</param>
    /// <param name="caster">Whoever hands the ballot in and signed it.</param>
    /// <param name="choice">The sealed choice.</param>
    /// <param name="request">With salt, signature, device and replaced ordinal.</param>
    public static (BallotSeal? Seal, Refusal? Refusal) Signed(
        CommandContext<CommunityState> context, PollInfo poll, RollRow row, ResidentInfo caster, byte[] choice, CastBallotRequest request)
    {
        if (request.Salt.Length != BallotCommitment.SaltSize)
        {
            return (null, Refusal.BadField("salt", FieldProblem.WrongSize, ("max", BallotCommitment.SaltSize)));
        }

        if (context.Device(caster.Id, request.Device) is not { } device)
        {
            return (null, Refusal.NotFound("device"));
        }

        if (!device.IsActive(context.NowMicros))
        {
            return (null, DeviceView.NotActive(device, context.NowMicros, "device"));
        }

        if (request.Replaces != row.Ordinal)
        {
            return (null, Refusal.With(ErrorReason.BallotReplaced, "ordinal", row.Ordinal, "replaces"));
        }

        var commitment = CommitmentOf(context, poll, row.Voter, choice, request.Salt);
        var castBy = caster.Id == row.Voter ? 0 : caster.Id;
        var statement = SignedStatement.Ballot(Names.Community(context.State.Id), poll.Id, row.Voter, castBy, row.Ordinal, commitment.Span);
        return DeviceKey.Verify(device.PublicKey.Span, statement, request.Signature.Span)
            ? (new BallotSeal(request.Salt, commitment, device.Id, request.Signature), null)
            : (null, new Refusal(ErrorReason.SignatureInvalid, "signature"));
    }

    /// <summary>Whether the request brings anything of a signature.</summary>
    public static bool IsIn(CastBallotRequest request) =>
        !request.Salt.IsEmpty || !request.Signature.IsEmpty || request.Device.Length > 0 || request.Replaces != 0;

    private static ByteString CommitmentOf(QueryContext<CommunityState> context, PollInfo poll, long voter, byte[] choice, ByteString salt) =>
        UnsafeByteOperations.UnsafeWrap(BallotCommitment.Compute(Names.Community(context.State.Id), poll.Id, voter, choice, salt.Span));
}
