using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Residents;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>
/// Casts or changes the caller's ballot, or as a proxy somebody else's. The ledger gets a commitment, the choice and its salt stand beside it. The receipt
/// of the answer is made outside, where proofs are known.
/// </summary>
public sealed class CastBallot : ICommand<CommunityState, CastBallotRequest, CastBallotResponse>
{
    /// <summary>
    /// The poll and the choice: whoever sends a ballot again, after a lost answer or from a client that was started again, may sign it again for another
    /// place, because the first time took that place.
    /// </summary>
    public IMessage Meant(CastBallotRequest request)
    {
        if (request.Signature.IsEmpty)
        {
            return request;
        }

        var meant = request.Clone();
        (meant.Salt, meant.Signature, meant.Device, meant.Replaces) = (ByteString.Empty, ByteString.Empty, "", 0);
        return meant;
    }

    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, CastBallotRequest request)
    {
        if (context.State.Poll(request.Parent) is not { } poll)
        {
            return Refusal.NotFound("parent");
        }

        var now = context.NowMicros;
        if (!poll.TakesBallots(now))
        {
            return NotOpen(poll, now);
        }

        var me = context.Me();
        var (hand, unauthorized) = BallotHand.Of(context, poll, me, request);
        if (unauthorized is not null)
        {
            return unauthorized;
        }

        var index = poll.Roll.IndexOf(hand.Voter);
        if (index < 0)
        {
            return new Refusal(ErrorReason.NotOnRoll);
        }

        if (now < me.VotingHoldUntilMicros)
        {
            return OnHold(me, now);
        }

        if (ChannelRefused(poll, poll.Roll[index], request.Channel) is { } refusal)
        {
            return refusal;
        }

        var (choice, unfit) = poll.Form.Seal(request.Choice);
        return unfit is not null ? Refusal.Of(unfit) : Cast(context, poll, poll.Roll[index], me, hand, choice, request);
    }

    /// <inheritdoc/>
    public Reading<CastBallotResponse> Answer(QueryContext<CommunityState> context, CastBallotRequest request, IReadOnlyList<Entry> made)
    {
        var cast = made[0].Fact.BallotCast;
        return Reading.Of(new CastBallotResponse
        {
            Name = Names.Of(context.State.Id, "polls", cast.Poll, "ballots", cast.Ordinal),
            Changed = cast.Replaces != 0,
        });
    }

    private static Decision Cast(
        CommandContext<CommunityState> context, PollInfo poll, RollRow row, ResidentInfo caster, BallotHand hand, byte[] choice, CastBallotRequest request)
    {
        if (BallotSeal.IsIn(request))
        {
            var (signed, refusal) = BallotSeal.Signed(context, poll, row, caster, choice, request);
            return refusal is not null ? refusal : Entered(poll, row, caster, hand, choice, signed!, request.Channel);
        }

        return poll.RequiresSignature
            ? new Refusal(ErrorReason.SignatureRequired, "signature")
            : Entered(poll, row, caster, hand, choice, BallotSeal.Unsigned(context, poll, row.Voter, choice), request.Channel);
    }

    private static Decision Entered(
        PollInfo poll, RollRow row, ResidentInfo caster, BallotHand hand, byte[] choice, BallotSeal seal, BallotChannel channel)
    {
        var cast = new BallotCast
        {
            Poll = poll.Id,
            Voter = row.Voter,
            Commitment = seal.Commitment,
            Ordinal = poll.BallotCount + 1,
            PreviousLeaf = poll.LastLeaf,
            Replaces = row.Ordinal,
            Device = seal.Device,
            Signature = seal.Signature,
            CastBy = hand.Authorization == 0 ? 0 : caster.Id,
            Authorization = hand.Authorization,
            Channel = channel == BallotChannel.Booth ? channel : BallotChannel.ChannelUnspecified,
        };
        return Decision.Of(new Fact { BallotCast = cast }, new SideItem { Salt = seal.Salt, Data = UnsafeByteOperations.UnsafeWrap(choice) });
    }

    // Papers come in by two people alone, and a counted one stands where the rule says that it prevails.
    private static Refusal? ChannelRefused(PollInfo poll, RollRow row, BallotChannel channel)
    {
        if (channel is not (BallotChannel.ChannelUnspecified or BallotChannel.Online or BallotChannel.Booth))
        {
            return Refusal.BadField("channel", FieldProblem.UnknownValue);
        }

        return row.Channel == BallotChannel.Paper && poll.Pack.PaperPrecedence == ChannelPrecedence.Paper ? new Refusal(ErrorReason.VotedOnPaper) : null;
    }

    internal static Refusal NotOpen(PollInfo poll, long nowMicros) => new(
        ErrorReason.PollNotOpen,
        Details: new Dictionary<string, string>
        {
            ["state"] = poll.State.ToString(),
            ["opens_at"] = $"{poll.OpensAtMicros}",
            ["closes_at"] = $"{poll.ClosesAtMicros}",
        },
        RetryAfterMicros: poll.State == Poll.Types.State.Announced ? Math.Max(0, poll.OpensAtMicros - nowMicros) : 0);

    private static Refusal OnHold(ResidentInfo me, long nowMicros) => Refusal.With(
        ErrorReason.AccountOnHold, "until", me.VotingHoldUntilMicros, retryAfterMicros: me.VotingHoldUntilMicros - nowMicros);
}
