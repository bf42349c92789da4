using Neighborhood.Domain.Core;
using Neighborhood.Domain.Petitions;
using Neighborhood.Domain.Renovation;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>Calls off a poll that has not opened, with a reason on record.</summary>
public sealed class CancelPoll : ICommand<CommunityState, CancelPollRequest, Poll>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, CancelPollRequest request)
    {
        if (context.State.Poll(request.Name) is not { } poll)
        {
            return Refusal.NotFound("name");
        }

        if (Says.Something("reason", request.Reason) is { } silent)
        {
            return silent;
        }

        return poll.State is Poll.Types.State.Announced
            ? Decision.Of(new Fact { PollCancelled = new() { Poll = poll.Id, Reason = request.Reason.Trim() } })
                .Reconvene(context.State.Petitions, poll, context.NowMicros)
                .ReleaseItems(context.State, poll)
            : Refusal.WrongState(poll.State);
    }

    /// <inheritdoc/>
    public Reading<Poll> Answer(QueryContext<CommunityState> context, CancelPollRequest request, IReadOnlyList<Entry> made) =>
        PollView.Answer(context, request.Name);
}
