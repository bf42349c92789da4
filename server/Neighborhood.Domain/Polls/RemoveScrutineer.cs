using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>Takes the right to recount with openings back. What was handed out before stays where it is.</summary>
public sealed class RemoveScrutineer : ICommand<CommunityState, RemoveScrutineerRequest, Poll>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, RemoveScrutineerRequest request)
    {
        if (context.State.Poll(request.Parent) is not { } poll)
        {
            return Refusal.NotFound("parent");
        }

        var resident = context.State.Owns(request.Resident) ? Names.IdIn(request.Resident, "residents") : 0;
        return poll.Scrutineers.Contains(resident)
            ? Decision.Of(new Fact { ScrutineerRemoved = new() { Poll = poll.Id, Resident = resident, ByResident = context.Me().Id } })
            : Refusal.NotFound("resident");
    }

    /// <inheritdoc/>
    public Reading<Poll> Answer(QueryContext<CommunityState> context, RemoveScrutineerRequest request, IReadOnlyList<Entry> made) =>
        PollView.Answer(context, request.Parent);
}
