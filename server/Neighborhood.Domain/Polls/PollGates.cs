using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Kind = Neighborhood.V1.Gate.Types.Kind;
using Poll = Neighborhood.V1.Poll;
using State = Neighborhood.V1.Gate.Types.State;

namespace Neighborhood.Domain.Polls;

/// <summary>One gate of a poll.</summary>
/// <param name="Kind">What the rule demands.</param>
/// <param name="State">How it stands.</param>
/// <param name="UntilMicros">Until when; 0 where no time is set.</param>
/// <param name="Unanswered">Objections that wait for an answer.</param>
public sealed record PollGate(Kind Kind, State State, long UntilMicros = 0, int Unanswered = 0);

/// <summary>
/// The gates of a poll: what its rule demands before it opens and after it closed, with why and until when. The clock opens no poll whose gates are not met,
/// and what is shown is what the clock goes by.
/// </summary>
internal static class PollGates
{
    /// <summary>All gates, in the order in which they come.</summary>
    public static IReadOnlyList<PollGate> Of(PollInfo poll, long nowMicros) => poll.State switch
    {
        Poll.Types.State.Announced => [.. Opening(poll, nowMicros), Objections(poll, nowMicros)],
        Poll.Types.State.Closed or Poll.Types.State.Decided => [.. Closing(poll, nowMicros)],
        _ => [],
    };

    /// <summary>The earliest time at which the poll may open, as far as its notice goes; null while a notice that is demanded has not been posted.</summary>
    public static long? NoticeEndsMicros(PollInfo poll)
    {
        var days = poll.Pack.NoticeDays * Times.DayMicros;
        if (!MustPost(poll))
        {
            return poll.AnnouncedMicros + days;
        }

        return FirstPosted(poll, NoticeKind.PollNotice) is { } posted ? Math.Max(posted, poll.AnnouncedMicros) + days : null;
    }

    /// <summary>When the result has to be posted, or null where the rule sets no days.</summary>
    public static long? PublicationDueMicros(PollInfo poll) => poll.Pack.PublicationDays > 0 && poll.IsRulePinned && poll.DecidedMicros > 0
        ? Math.Max(poll.DecidedMicros + poll.Pack.PublicationDays * Times.DayMicros, poll.PublicationPutOffMicros)
        : null;

    /// <summary>Whether the posting of the result is on record.</summary>
    public static bool IsPublished(PollInfo poll) => FirstPosted(poll, NoticeKind.ResultNotice) is not null;

    /// <summary>When objections to the list of voters end, or null where the poll has not closed or its rule takes none.</summary>
    public static long? VoterListEndsMicros(PollInfo poll) => poll.Pack.VoterListObjectionDays > 0 && poll.IsRulePinned && poll.ClosedMicros > 0
        ? Math.Max(poll.ClosedMicros + poll.Pack.VoterListObjectionDays * Times.DayMicros, poll.VoterListPutOffMicros)
        : null;

    /// <summary>The gate before a final result, or null where there is none; a poll that is void decides nothing, finally or not.</summary>
    public static PollGate? VoterList(PollInfo poll, long now)
    {
        if (VoterListEndsMicros(poll) is not { } ends || poll.State == Poll.Types.State.Voided)
        {
            return null;
        }

        var unanswered = poll.Objections.Values.Count(objection => objection is { IsAboutVoters: true, IsAnswered: false });
        var state = now < ends ? State.Waiting : unanswered > 0 ? State.Blocked : State.Met;
        return new PollGate(Kind.VoterListObjections, state, ends, unanswered);
    }

    private static IEnumerable<PollGate> Opening(PollInfo poll, long now)
    {
        if (MustPost(poll))
        {
            var isPosted = FirstPosted(poll, NoticeKind.PollNotice) is not null;
            yield return new PollGate(Kind.NoticePosted, isPosted ? State.Met : State.Blocked);
        }

        if (poll.Pack.NoticeDays > 0)
        {
            var ends = NoticeEndsMicros(poll) ?? now + poll.Pack.NoticeDays * Times.DayMicros;
            yield return new PollGate(Kind.NoticePeriod, now < ends ? State.Waiting : State.Met, ends);
        }
    }

    private static PollGate Objections(PollInfo poll, long now)
    {
        var unanswered = poll.Objections.Values.Count(objection => !objection.IsAnswered);
        var state = unanswered > 0 ? State.Blocked : now < poll.ObjectionsUntilMicros ? State.Waiting : State.Met;
        return new PollGate(Kind.RollObjections, state, poll.ObjectionsUntilMicros, unanswered);
    }

    private static IEnumerable<PollGate> Closing(PollInfo poll, long now)
    {
        if (VoterList(poll, now) is { } voters)
        {
            yield return voters;
        }

        if (PublicationDueMicros(poll) is { } due)
        {
            var late = now < due ? State.Blocked : State.Overdue;
            yield return new PollGate(Kind.Publication, IsPublished(poll) ? State.Met : late, due);
        }
    }

    /// <summary>Polls from before rules were pinned open as they were announced.</summary>
    private static bool MustPost(PollInfo poll) => poll.Pack.IsNoticeMandatory && poll.IsRulePinned;

    private static long? FirstPosted(PollInfo poll, NoticeKind kind)
    {
        var times = poll.PostedNotices.Where(notice => notice.Posted.Kind == kind).Select(notice => notice.Posted.PostedMicros).ToList();
        return times.Count == 0 ? null : times.Min();
    }
}
