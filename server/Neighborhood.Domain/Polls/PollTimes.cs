using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>The times of a poll to be announced, or why they cannot stand.</summary>
internal sealed record PollTimes(Refusal? Refusal, long ObjectionsUntilMicros, long OpensAtMicros, long ClosesAtMicros)
{
    /// <summary>Checks what was asked against the rule's notice and the limits of length.</summary>
    public static PollTimes Of(AnnouncePollRequest request, Rules.Statutes.RulePack pack, long nowMicros)
    {
        var earliest = nowMicros + pack.NoticeDays * Times.DayMicros;
        if ((request.OpensAt is null ? earliest : Times.Micros(request.OpensAt)) is not { } opens)
        {
            return Refused(Core.Refusal.BadField("opens_at", FieldProblem.NotATime));
        }

        if (opens < earliest)
        {
            return Refused(TooShort("opens_at", earliest));
        }

        if (opens > nowMicros + PollLimits.AheadMicros)
        {
            return Refused(TooFar("opens_at", nowMicros + PollLimits.AheadMicros));
        }

        if (Times.Micros(request.ClosesAt) is not { } closes)
        {
            return Refused(Core.Refusal.BadField("closes_at", FieldProblem.NotATime));
        }

        return CloseRefused(closes, opens + PollLimits.ShortestMicros, opens) is { } refusal
            ? Refused(refusal)
            : new PollTimes(null, nowMicros + pack.ObjectionDays * Times.DayMicros, opens, closes);
    }

    /// <summary>Why a poll cannot close then, or null.</summary>
    public static Refusal? CloseRefused(long closesMicros, long earliestMicros, long opensMicros)
    {
        if (closesMicros < earliestMicros)
        {
            return TooShort("closes_at", earliestMicros);
        }

        return closesMicros > opensMicros + PollLimits.LongestMicros ? TooFar("closes_at", opensMicros + PollLimits.LongestMicros) : null;
    }

    private static Refusal TooShort(string field, long earliest) => Core.Refusal.With(ErrorReason.NoticeTooShort, "earliest", earliest, field);

    private static Refusal TooFar(string field, long latest) => Core.Refusal.BadField(field, FieldProblem.TooLate, ("latest", latest));

    private static PollTimes Refused(Refusal refusal) => new(refusal, 0, 0, 0);
}
