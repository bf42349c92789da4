using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Domain.Polls;

/// <summary>Holds the evidence of a poll for longer than its rule says, because a court may still ask for it. Never for less, and never without end.</summary>
public sealed class ExtendEvidence : ICommand<CommunityState, ExtendEvidenceRequest, Poll>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, ExtendEvidenceRequest request)
    {
        if (context.State.Poll(request.Name) is not { } poll)
        {
            return Refusal.NotFound("name");
        }

        if (Says.Something("reason", request.Reason) is { } silent)
        {
            return silent;
        }

        if ((StateRefused(poll) ?? TimeRefused(poll, request, context.NowMicros)) is { } refusal)
        {
            return refusal;
        }

        return Decision.Of(new Fact
        {
            EvidenceExtended = new() { Poll = poll.Id, UntilMicros = Times.Micros(request.Until)!.Value, Reason = request.Reason.Trim() },
        });
    }

    /// <inheritdoc/>
    public Reading<Poll> Answer(QueryContext<CommunityState> context, ExtendEvidenceRequest request, IReadOnlyList<Entry> made) =>
        PollView.Answer(context, request.Name);

    // Where the rule erases nothing there is nothing to hold back.
    private static Refusal? StateRefused(PollInfo poll)
    {
        if (poll.State is not (State.Closed or State.Decided or State.Voided) || poll.EvidenceUntilMicros == 0)
        {
            return Refusal.WrongState(poll.State);
        }

        return poll.IsEvidenceErased ? Refusal.WrongState(PollEvidence.Erased) : null;
    }

    private static Refusal? TimeRefused(PollInfo poll, ExtendEvidenceRequest request, long nowMicros)
    {
        if (Times.Micros(request.Until) is not { } until)
        {
            return Refusal.BadField("until", FieldProblem.NotATime);
        }

        // The clock erases what is over before anything is decided, so what is held ends after now.
        if (until <= poll.EvidenceUntilMicros)
        {
            return Refusal.BadField("until", FieldProblem.NotLater, ("held", poll.EvidenceUntilMicros));
        }

        var latest = nowMicros + PollLimits.EvidenceAheadMicros;
        return until > latest ? Refusal.BadField("until", FieldProblem.TooLate, ("latest", latest)) : null;
    }
}
