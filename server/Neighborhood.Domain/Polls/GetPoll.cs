using Neighborhood.Domain.Core;
using Neighborhood.V1;
using State = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Domain.Polls;

/// <summary>
/// Shows a poll. While ballots come in it shows those that are durable, so that whoever looks at it does not wait for the disk behind each of them; only
/// who has a ballot on its way there oneself does.
/// </summary>
public sealed class GetPoll : IQuery<CommunityState, GetPollRequest, Poll>
{
    /// <inheritdoc/>
    public Reading<Poll> Read(QueryContext<CommunityState> context, GetPollRequest request)
    {
        if (context.State.Poll(request.Name) is not { } poll)
        {
            return Refusal.NotFound("name");
        }

        return poll.State == State.Open && !IsOnItsWay(context, poll)
            ? Reading.OfDurableTallies(PollView.DurableOf(context, poll))
            : Reading.Of(PollView.Of(context, poll));
    }

    private static bool IsOnItsWay(QueryContext<CommunityState> context, PollInfo poll) =>
        context.State.Me(context.Caller) is { } me
        && poll.Roll.IndexOf(me.Id) is >= 0 and var index
        && poll.Roll[index] is { HasVoted: true } row
        && !context.State.Polls.IsDurable(row.Sequence);
}
