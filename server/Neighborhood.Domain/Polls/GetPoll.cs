using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>Shows a poll.</summary>
public sealed class GetPoll : IQuery<CommunityState, GetPollRequest, Poll>
{
    /// <inheritdoc/>
    public Reading<Poll> Read(QueryContext<CommunityState> context, GetPollRequest request) =>
        context.State.Poll(request.Name) is { } poll ? Reading.Of(PollView.Of(context, poll)) : Refusal.NotFound("name");
}
