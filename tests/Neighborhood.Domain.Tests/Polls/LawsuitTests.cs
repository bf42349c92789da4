using Google.Protobuf.WellKnownTypes;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Residents;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Domain.Tests.Polls;

/// <summary>民法典 280: an injured owner sues within a year. What the court needs is not erased meanwhile, and what it decides is on record.</summary>
public sealed class LawsuitTests
{
    private static readonly Caller Staff = Xingfu.As(Xingfu.Staff);
    private static readonly TimeSpan TwoYears = TimeSpan.FromDays(730);

    [Fact]
    public void While_a_lawsuit_runs_the_evidence_is_held_on_and_erased_at_the_later_time()
    {
        var (given, poll) = Decided();
        given.When(new EraseResident(), new EraseResidentRequest { Name = Xingfu.Resident(Xingfu.Li) }, Staff);
        var until = given.In(TwoYears);

        var held = Hold(given, poll, until).Then(new Fact
        {
            EvidenceExtended = new() { Poll = IdOf(poll), UntilMicros = Times.Micros(until)!.Value, Reason = "(2027)京0105民初1234号" },
        }).Answer;

        Assert.Equal((until, "(2027)京0105民初1234号", false), (held.EvidenceUntil, held.EvidenceReason, held.EvidenceErased));
        given.Later(TwoYears - TimeSpan.FromMicroseconds(1)).Due();
        Assert.False(given.Seen(poll).EvidenceErased);
        Assert.NotNull(given.Texts.Find(Ballot(given)));
        Assert.NotNull(given.State.Vault.Held(Xingfu.Li));

        given.Later(TimeSpan.FromMicroseconds(1)).Due();
        Assert.True(given.Seen(poll).EvidenceErased);
        Assert.Null(given.Texts.Find(Ballot(given)));
        Assert.Null(given.State.Vault.Held(Xingfu.Li));
        Assert.Null(given.State.NextDueMicros);
    }

    [Fact]
    public void It_is_held_longer_again_and_never_for_less_or_without_end()
    {
        var (given, poll) = Decided();
        var present = Times.Micros(given.Seen(poll).EvidenceUntil)!.Value;
        Assert.Equal(FieldProblem.NotLater, Hold(given, poll, Times.Timestamp(present)).Refused(ErrorReason.InvalidField, "until").Problem);
        Assert.Equal(FieldProblem.TooLate, Hold(given, poll, given.In(TimeSpan.FromDays(1095) + TimeSpan.FromMicroseconds(1)))
            .Refused(ErrorReason.InvalidField, "until").Problem);
        Assert.Equal(FieldProblem.NotATime, Hold(given, poll, null).Refused(ErrorReason.InvalidField, "until").Problem);
        Hold(given, poll, given.In(TwoYears), " ").Refused(ErrorReason.InvalidField, "reason");

        Hold(given, poll, Times.Timestamp(present + 1));
        Hold(given, poll, Times.Timestamp(present)).Refused(ErrorReason.InvalidField, "until");
        var longest = given.In(TimeSpan.FromDays(1095));
        Assert.Equal(longest, Hold(given, poll, longest).Answer.EvidenceUntil);
    }

    [Fact]
    public void Only_what_is_held_is_held_on()
    {
        var given = Xingfu.Founded();
        Hold(given, "communities/xingfu/polls/1", given.In(TwoYears)).Refused(ErrorReason.NotFound, "name");
        var open = given.Opened(PollSteps.Survey);
        Hold(given, open, given.In(TwoYears)).Refused(ErrorReason.WrongState);
        given.Counted(open);
        given.When(new VoidPoll(), new VoidPollRequest { Name = open, Reason = "重来" }, Staff);
        Assert.Equal(given.In(TwoYears), Hold(given, open, given.In(TwoYears)).Answer.EvidenceUntil);
        var cancelled = given.Announce(given.Request(PollSteps.Owners)).Answer.Name;
        given.When(new CancelPoll(), new CancelPollRequest { Name = cancelled, Reason = "重来" }, Staff);
        Hold(given, cancelled, given.In(TwoYears)).Refused(ErrorReason.WrongState);

        var (later, poll) = Decided();
        later.Later(TimeSpan.FromDays(366)).Due();
        Assert.Equal("EVIDENCE_ERASED", Hold(later, poll, later.In(TwoYears)).Refused(ErrorReason.WrongState).Details!["state"]);
    }

    [Fact]
    public void A_decision_that_a_court_revoked_binds_nobody_and_says_by_which_ruling()
    {
        var (given, poll) = Decided();
        given.Later(TimeSpan.FromDays(200)).Due();
        var ruled = given.In(TimeSpan.FromDays(-3));

        var revoked = Revoke(given, poll, ruled).Then(new Fact
        {
            PollVoided = new()
            {
                Poll = IdOf(poll),
                Reason = "通知不满十五日",
                Court = "北京市朝阳区人民法院",
                CaseNumber = "(2027)京0105民初1234号",
                RuledMicros = Times.Micros(ruled)!.Value,
            },
        }).Answer;

        Assert.Equal((State.Voided, BindingStatus.Revoked, "通知不满十五日"), (revoked.State, revoked.BindingStatus, revoked.Reason));
        var ruling = new CourtRuling { Court = "北京市朝阳区人民法院", CaseNumber = "(2027)京0105民初1234号", RuledAt = ruled };
        Assert.Equal(ruling, revoked.Ruling);
        Assert.True(revoked.Result.Passed);
        var listed = given.Read(new ListPolls(), new ListPollsRequest { Parent = Xingfu.Name }, Staff).Polls.Single();
        Assert.Equal((BindingStatus.Revoked, ruling), (listed.BindingStatus, listed.Ruling));
        Revoke(given, poll, ruled).Refused(ErrorReason.WrongState);
    }

    [Fact]
    public void What_staff_void_themselves_is_not_said_to_be_revoked()
    {
        var (given, poll) = Decided();
        var voided = given.When(new VoidPoll(), new VoidPollRequest { Name = poll, Reason = "程序有误" }, Staff).Answer;
        Assert.Equal((State.Voided, BindingStatus.Advisory, null), (voided.State, voided.BindingStatus, voided.Ruling));
    }

    [Fact]
    public void A_ruling_is_of_a_decision_names_its_court_and_case_and_lies_between_the_result_and_now()
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Survey);
        Revoke(given, poll, given.In(TimeSpan.Zero)).Refused(ErrorReason.WrongState);
        given.Counted(poll);
        var decided = Times.Micros(given.Seen(poll).Result.Time)!.Value;
        given.Later(TimeSpan.FromDays(9));

        Assert.Equal(
            FieldProblem.NotSinceResult, Revoke(given, poll, Times.Timestamp(decided - 1)).Refused(ErrorReason.InvalidField, "ruling.ruled_at").Problem);
        Revoke(given, poll, given.In(TimeSpan.FromMicroseconds(1))).Refused(ErrorReason.InvalidField, "ruling.ruled_at");
        Revoke(given, poll, null).Refused(ErrorReason.InvalidField, "ruling.ruled_at");
        Revoke(given, poll, given.In(TimeSpan.Zero), court: " ").Refused(ErrorReason.InvalidField, "ruling.court");
        Revoke(given, poll, given.In(TimeSpan.Zero), number: " ").Refused(ErrorReason.InvalidField, "ruling.case_number");
        Assert.Equal(BindingStatus.Revoked, Revoke(given, poll, Times.Timestamp(decided)).Answer.BindingStatus);
    }

    [Fact]
    public void Nobody_announces_a_poll_as_revoked()
    {
        var given = Xingfu.Founded();
        var request = given.Request(PollSteps.Survey);
        request.BindingStatus = BindingStatus.Revoked;
        given.Announce(request).Refused(ErrorReason.InvalidField, "binding_status");
    }

    private static (Given<CommunityState> Given, string Poll) Decided()
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Survey);
        given.Vote(poll, Xingfu.Wang, "yes");
        given.Counted(poll);
        return (given, poll);
    }

    private static long Ballot(Given<CommunityState> given) => given.Entries.Single(entry => entry.Fact.BallotCast is not null).Sequence;

    private static long IdOf(string poll) => Names.IdIn(poll, "polls");

    private static Outcome<CommunityState, Poll> Hold(
        Given<CommunityState> given, string poll, Timestamp? until, string reason = "(2027)京0105民初1234号") =>
        given.When(new ExtendEvidence(), new ExtendEvidenceRequest { Name = poll, Until = until, Reason = reason }, Staff);

    private static Outcome<CommunityState, Poll> Revoke(
        Given<CommunityState> given, string poll, Timestamp? ruled, string court = "北京市朝阳区人民法院", string number = "(2027)京0105民初1234号")
    {
        var request = new VoidPollRequest
        {
            Name = poll,
            Reason = "通知不满十五日",
            Ruling = new CourtRuling { Court = court, CaseNumber = number, RuledAt = ruled },
        };
        return given.When(new VoidPoll(), request, Staff);
    }
}
