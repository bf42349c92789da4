using Neighborhood.Domain.Core;
using Neighborhood.Domain.Petitions;
using Neighborhood.Domain.Renovation;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>Declares that a poll decides nothing, with a reason on record. A proposal it had decided is on the table again, by the same fact.</summary>
public sealed class VoidPoll : ICommand<CommunityState, VoidPollRequest, Poll>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, VoidPollRequest request)
    {
        if (context.State.Poll(request.Name) is not { } poll)
        {
            return Refusal.NotFound("name");
        }

        if (Says.Something("reason", request.Reason) is { } silent)
        {
            return silent;
        }

        return poll.State is Poll.Types.State.Open or Poll.Types.State.Closed or Poll.Types.State.Decided
            ? Decision.Of(new Fact { PollVoided = new() { Poll = poll.Id, Reason = request.Reason.Trim() } })
                .Reconvene(context.State.Petitions, poll, context.NowMicros)
                .ReleaseItems(context.State, poll)
            : Refusal.WrongState(poll.State);
    }

    /// <inheritdoc/>
    public Reading<Poll> Answer(QueryContext<CommunityState> context, VoidPollRequest request, IReadOnlyList<Entry> made) =>
        PollView.Answer(context, request.Name);
}
