using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Polls;

public sealed class RecordNoticeTests
{
    private readonly Given<CommunityState> _given = Xingfu.Founded();
    private readonly string _poll;

    public RecordNoticeTests()
    {
        _poll = _given.Announce(_given.Request(PollSteps.Owners)).Answer.Name;
        _given.Later(TimeSpan.FromHours(2));
    }

    [Fact]
    public void A_notice_is_shown_with_its_poll()
    {
        var photo = ByteString.CopyFrom(new byte[32]);
        var outcome = Record(request => request.PhotoSha256 = photo).Then(new Fact
        {
            NoticePosted = new()
            {
                Poll = Names.IdIn(_poll, "polls"),
                Kind = NoticeKind.PollNotice,
                Place = "东门公告栏",
                PostedMicros = _given.NowMicros - Times.HourMicros,
                PhotoSha256 = photo,
                ByResident = Xingfu.Staff,
            },
        }).AnsweredAs(new GetPoll(), new GetPollRequest { Name = _poll }, Xingfu.As(Xingfu.Staff));
        var shown = Assert.Single(_given.Read(new GetPoll(), new GetPollRequest { Name = _poll }, Xingfu.As(Xingfu.Li)).PostedNotices);
        Assert.Equal(
            (NoticeKind.PollNotice, "东门公告栏", At(-1), photo, "邻居17", At(0), outcome.Made[0].Sequence),
            (shown.Kind, shown.Place, shown.PostedAt, shown.PhotoSha256, shown.RecordedBy.DisplayName, shown.RecordTime, shown.Sequence));
        Assert.Equal(WatchResponse.Types.Kind.PollChanged, _given.State.EventOf(outcome.Made[0])!.Response.Kind);
    }

    [Fact]
    public void A_record_that_proves_nothing_is_refused()
    {
        Record(request => request.Place = " ").Refused(ErrorReason.InvalidField, "place");
        Record(request => request.PostedAt = At(-3)).Refused(ErrorReason.InvalidField, "posted_at");
        Record(request => request.PostedAt = Times.Timestamp(_given.NowMicros + 1)).Refused(ErrorReason.InvalidField, "posted_at");
        Record(request => request.PostedAt = new Timestamp { Seconds = long.MaxValue }).Refused(ErrorReason.InvalidField, "posted_at");
        Record(request => request.PhotoSha256 = ByteString.CopyFrom(new byte[31])).Refused(ErrorReason.InvalidField, "photo_sha256");
        Record(request => request.Kind = (NoticeKind)9).Refused(ErrorReason.InvalidField, "kind");
        Record(request => request.Kind = NoticeKind.ResultNotice).Refused(ErrorReason.WrongState);
        Record(request => request.Name = Xingfu.Named("polls", 1)).Refused(ErrorReason.NotFound, "name");
        Record(_ => { }, by: Xingfu.Councillor).Refused(ErrorReason.RoleRequired);
        Assert.NotNull(Record(request => request.PostedAt = At(-2)).Answer);
    }

    [Fact]
    public void There_is_a_last_record()
    {
        var posted = new NoticePosted { Poll = Names.IdIn(_poll, "polls"), Kind = NoticeKind.PollNotice, Place = "东门", ByResident = Xingfu.Staff };
        _given.And(Enumerable.Repeat(new Fact { NoticePosted = posted }, PollLimits.NoticesCount - 1));
        Assert.NotNull(Record(_ => { }).Answer);
        Record(_ => { }).Refused(ErrorReason.LimitExceeded);
    }

    [Fact]
    public void A_result_is_posted_once_it_is_declared_and_a_cancelled_poll_is_not_posted()
    {
        var survey = _given.Opened(PollSteps.Survey);
        _given.Later(PollSteps.Length).Due();
        Record(Result, survey).Refused(ErrorReason.WrongState);
        _given.Counted(survey);
        _given.Later(TimeSpan.FromMinutes(1));
        Record(request => request.Kind = NoticeKind.ResultNotice, survey).Refused(ErrorReason.InvalidField, "posted_at");
        Assert.Equal(NoticeKind.ResultNotice, Record(Result, survey).Answer.PostedNotices[0].Kind);

        _given.When(new CancelPoll(), new CancelPollRequest { Name = _poll, Reason = "改期" }, Xingfu.As(Xingfu.Staff));
        Record(_ => { }).Refused(ErrorReason.WrongState);

        void Result(RecordNoticeRequest request) => (request.Kind, request.PostedAt) = (NoticeKind.ResultNotice, At(0));
    }

    private Timestamp At(int hours) => Times.Timestamp(_given.NowMicros + (hours * Times.HourMicros));

    private Outcome<CommunityState, Poll> Record(Action<RecordNoticeRequest> change, string? poll = null, long by = Xingfu.Staff)
    {
        var request = new RecordNoticeRequest { Name = poll ?? _poll, Place = "东门公告栏", PostedAt = At(-1) };
        change(request);
        return _given.When(new RecordNotice(), request, Xingfu.As(by));
    }
}
