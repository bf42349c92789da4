using Google.Protobuf;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Residents;
using Neighborhood.Rules.Proofs;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>
/// Casts or changes the caller's ballot. The ledger gets a commitment, the choice and its salt stand beside it. The receipt of the answer is
/// made outside, where proofs are known.
/// </summary>
public sealed class CastBallot : ICommand<CommunityState, CastBallotRequest, CastBallotResponse>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, CastBallotRequest request)
    {
        if (context.State.Poll(request.Parent) is not { } poll)
        {
            return Refusal.NotFound("parent");
        }

        // The times are checked beside the state: a late timer must not let a late ballot in.
        var now = context.NowMicros;
        if (poll.State != Poll.Types.State.Open || now < poll.OpensAtMicros || now >= poll.ClosesAtMicros)
        {
            return NotOpen(poll, now);
        }

        var me = context.Me();
        var index = poll.Roll.IndexOf(me.Id);
        if (index < 0)
        {
            return new Refusal(ErrorReason.NotOnRoll);
        }

        if (now < me.VotingHoldUntilMicros)
        {
            return OnHold(me, now);
        }

        var option = request.Choice?.Option ?? "";
        return PollOptions.ChoiceOf(option) is null
            ? new Refusal(ErrorReason.UnknownOption, "choice.option")
            : Cast(context, poll, poll.Roll[index], SealedChoice.Bytes(option));
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

    private static Decision Cast(CommandContext<CommunityState> context, PollInfo poll, RollRow row, byte[] choice)
    {
        var salt = context.Entropy.Take32();
        var cast = new BallotCast
        {
            Poll = poll.Id,
            Voter = row.Voter,
            Commitment = UnsafeByteOperations.UnsafeWrap(
                BallotCommitment.Compute(Names.Community(context.State.Id), poll.Id, row.Voter, choice, salt)),
            Ordinal = poll.BallotCount + 1,
            PreviousLeaf = poll.LastLeaf,
            Replaces = row.Ordinal,
        };
        return Decision.Of(
            new Fact { BallotCast = cast },
            new SideItem { Salt = UnsafeByteOperations.UnsafeWrap(salt), Data = UnsafeByteOperations.UnsafeWrap(choice) });
    }

    private static Refusal NotOpen(PollInfo poll, long nowMicros) => new(
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
