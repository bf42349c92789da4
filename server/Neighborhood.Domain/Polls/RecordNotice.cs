using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Domain.Polls;

/// <summary>Puts on record that a notice of a poll, or of its result, was posted where people pass.</summary>
public sealed class RecordNotice : ICommand<CommunityState, RecordNoticeRequest, Poll>
{
    private const int DigestBytes = 32;

    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, RecordNoticeRequest request)
    {
        if (context.State.Poll(request.Name) is not { } poll)
        {
            return Refusal.NotFound("name");
        }

        var kind = request.Kind == NoticeKind.Unspecified ? NoticeKind.PollNotice : request.Kind;
        if ((MustBeSound(request) ?? MustBeTimely(context, poll, kind, request)) is { } refusal)
        {
            return refusal;
        }

        return Decision.Of(new Fact
        {
            NoticePosted = new()
            {
                Poll = poll.Id,
                Kind = kind,
                Place = request.Place.Trim(),
                PostedMicros = Times.Micros(request.PostedAt)!.Value,
                PhotoSha256 = request.PhotoSha256,
                ByResident = context.Me().Id,
            },
        });
    }

    /// <inheritdoc/>
    public Reading<Poll> Answer(QueryContext<CommunityState> context, RecordNoticeRequest request, IReadOnlyList<Entry> made) =>
        PollView.Answer(context, request.Name);

    private static Refusal? MustBeSound(RecordNoticeRequest request)
    {
        if (Says.Something("place", request.Place) is { } silent)
        {
            return silent;
        }

        if (!Enum.IsDefined(request.Kind))
        {
            return Refusal.BadField("kind", FieldProblem.UnknownValue);
        }

        return request.PhotoSha256.Length is 0 or DigestBytes ? null : Refusal.BadField("photo_sha256", FieldProblem.WrongSize, ("max", DigestBytes));
    }

    // A notice cannot have been posted before there was anything to post, nor after now: the record would prove nothing.
    private static Refusal? MustBeTimely(CommandContext<CommunityState> context, PollInfo poll, NoticeKind kind, RecordNoticeRequest request)
    {
        var isResult = kind == NoticeKind.ResultNotice;
        if (isResult ? poll.State != State.Decided : poll.State is State.Cancelled or State.Voided)
        {
            return Refusal.WrongState(poll.State);
        }

        if (poll.PostedNotices.Length >= PollLimits.NoticesCount)
        {
            return Refusal.With(ErrorReason.LimitExceeded, "limit", PollLimits.NoticesCount);
        }

        // Clocks on walls and wrists show minutes.
        var earliest = (isResult ? Times.Micros(poll.Result!.Time)!.Value : poll.AnnouncedMicros) / Times.MinuteMicros * Times.MinuteMicros;
        return Times.Micros(request.PostedAt) is { } posted && posted >= earliest && posted <= context.NowMicros
            ? null
            : Refusal.BadField("posted_at", isResult ? FieldProblem.NotSinceResult : FieldProblem.NotSinceAnnouncement);
    }
}
