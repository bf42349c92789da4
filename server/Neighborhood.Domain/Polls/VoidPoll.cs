using Neighborhood.Domain.Core;
using Neighborhood.Domain.Petitions;
using Neighborhood.Domain.Renovation;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Domain.Polls;

/// <summary>
/// Declares that a poll decides nothing, with a reason on record, and where a court revoked its decision with the ruling. A proposal it had decided is on the
/// table again, by the same fact.
/// </summary>
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

        if (poll.State is not (State.Open or State.Closed or State.Decided))
        {
            return Refusal.WrongState(poll.State);
        }

        var voided = new PollVoided { Poll = poll.Id, Reason = request.Reason.Trim() };
        return request.Ruling is { } ruling && Revoked(voided, poll, ruling, context.NowMicros) is { } refusal
            ? refusal
            : Decision.Of(new Fact { PollVoided = voided }).Reconvene(context.State.Petitions, poll, context.NowMicros).ReleaseItems(context.State, poll);
    }

    /// <inheritdoc/>
    public Reading<Poll> Answer(QueryContext<CommunityState> context, VoidPollRequest request, IReadOnlyList<Entry> made) =>
        PollView.Answer(context, request.Name);

    // A court revokes what was decided, so there is a decision, and the judgment is younger and not of tomorrow.
    private static Refusal? Revoked(PollVoided voided, PollInfo poll, CourtRuling ruling, long nowMicros)
    {
        if (poll.State != State.Decided)
        {
            return Refusal.WrongState(poll.State);
        }

        if ((Says.Something("ruling.court", ruling.Court) ?? Says.Something("ruling.case_number", ruling.CaseNumber)) is { } silent)
        {
            return silent;
        }

        if (Times.Micros(ruling.RuledAt) is not { } ruled || ruled < poll.DecidedMicros || ruled > nowMicros)
        {
            return Refusal.BadField("ruling.ruled_at", FieldProblem.NotSinceResult);
        }

        (voided.Court, voided.CaseNumber, voided.RuledMicros) = (ruling.Court.Trim(), ruling.CaseNumber.Trim(), ruled);
        return null;
    }
}
