using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Polls;

/// <summary>Names who may recount a poll with its openings: on record for everybody, so that nobody reads them unseen.</summary>
public sealed class NameScrutineer : ICommand<CommunityState, NameScrutineerRequest, Poll>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, NameScrutineerRequest request)
    {
        if (context.State.Poll(request.Parent) is not { } poll)
        {
            return Refusal.NotFound("parent");
        }

        var resident = context.State.Owns(request.Resident) ? Names.IdIn(request.Resident, "residents") : 0;
        if (context.State.Residents.Find(resident) is not { IsPresent: true })
        {
            return Refusal.NotFound("resident");
        }

        if (poll.State is Poll.Types.State.Cancelled or Poll.Types.State.Voided)
        {
            return Refusal.WrongState(poll.State);
        }

        // Nothing follows from naming somebody twice.
        var decision = new Decision();
        if (poll.Scrutineers.Contains(resident))
        {
            return decision;
        }

        return poll.Scrutineers.Count < PollLimits.ScrutineersCount
            ? decision.Add(new Fact { ScrutineerNamed = new() { Poll = poll.Id, Resident = resident, ByResident = context.Me().Id } })
            : Refusal.With(ErrorReason.LimitExceeded, "limit", PollLimits.ScrutineersCount);
    }

    /// <inheritdoc/>
    public Reading<Poll> Answer(QueryContext<CommunityState> context, NameScrutineerRequest request, IReadOnlyList<Entry> made) =>
        PollView.Answer(context, request.Parent);
}
