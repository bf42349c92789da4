using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>Moves the close of a poll later, with a reason on record.</summary>
public sealed class ExtendPoll : ICommand<CommunityState, ExtendPollRequest, Poll>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, ExtendPollRequest request)
    {
        if (context.State.Poll(request.Name) is not { } poll)
        {
            return Refusal.NotFound("name");
        }

        if (Says.Something("reason", request.Reason) is { } silent)
        {
            return silent;
        }

        // Like a ballot, an extension at the close is late: a poll that is over is never opened again.
        if (poll.State is not (Poll.Types.State.Announced or Poll.Types.State.Open) || context.NowMicros >= poll.ClosesAtMicros)
        {
            return Refusal.WrongState(poll.State);
        }

        if (Times.Micros(request.ClosesAt) is not { } closes)
        {
            return Refusal.BadField("closes_at", FieldProblem.NotATime);
        }

        return PollTimes.CloseRefused(closes, poll.ClosesAtMicros + PollLimits.ShortestMicros, poll.OpensAtMicros) is { } refusal
            ? refusal
            : Decision.Of(new Fact
            {
                PollExtended = new() { Poll = poll.Id, OpensAtMicros = poll.OpensAtMicros, ClosesAtMicros = closes, Reason = request.Reason.Trim() },
            });
    }

    /// <inheritdoc/>
    public Reading<Poll> Answer(QueryContext<CommunityState> context, ExtendPollRequest request, IReadOnlyList<Entry> made) =>
        PollView.Answer(context, request.Name);
}
