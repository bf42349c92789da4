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

        if (RulingRefused(poll, request.Ruling, context.NowMicros) is { } refusal)
        {
            return refusal;
        }

        var voided = new PollVoided { Poll = poll.Id, Reason = request.Reason.Trim() };
        if (request.Ruling is { } ruling)
        {
            (voided.Court, voided.CaseNumber, voided.RuledMicros) = (ruling.Court.Trim(), ruling.CaseNumber.Trim(), Times.Micros(ruling.RuledAt)!.Value);
        }

        return Decision.Of(new Fact { PollVoided = voided }).Reconvene(context.State.Petitions, poll, context.NowMicros).ReleaseItems(context.State, poll);
    }

    /// <inheritdoc/>
    public Reading<Poll> Answer(QueryContext<CommunityState> context, VoidPollRequest request, IReadOnlyList<Entry> made) =>
        PollView.Answer(context, request.Name);

    // A court revokes what was decided, so there is a decision, and the judgment is younger and not of tomorrow.
    private static Refusal? RulingRefused(PollInfo poll, CourtRuling? ruling, long nowMicros)
    {
        if (ruling is null)
        {
            return null;
        }

        if (poll.State != State.Decided)
        {
            return Refusal.WrongState(poll.State);
        }

        if ((Says.Something("ruling.court", ruling.Court) ?? Says.Something("ruling.case_number", ruling.CaseNumber)) is { } silent)
        {
            return silent;
        }

        return Times.Micros(ruling.RuledAt) is { } ruled && ruled >= poll.DecidedMicros && ruled <= nowMicros
            ? null
            : Refusal.BadField("ruling.ruled_at", FieldProblem.NotSinceResult);
    }
}
