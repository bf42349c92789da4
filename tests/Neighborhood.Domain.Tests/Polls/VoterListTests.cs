using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Polls.Bundles;
using Neighborhood.V1;
using FactKind = Neighborhood.V1.Facts.Fact.KindOneofCase;
using State = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Domain.Tests.Polls;

public sealed class VoterListTests
{
    private static readonly TimeSpan Days = TimeSpan.FromDays(3);

    [Fact]
    public void Objecting_to_the_list_of_voters_is_refused_with_its_cause()
    {
        var given = Xingfu.Founded();
        var announced = given.Announce(given.Request(PollSteps.Owners)).Answer.Name;
        File(given, announced, Xingfu.Wang).Refused(ErrorReason.WrongState);
        var poll = given.Opened(PollSteps.Survey);
        File(given, poll, Xingfu.Wang).Refused(ErrorReason.WrongState);
        given.Counted(poll);
        given.When(new FileObjection(), new FileObjectionRequest { Parent = poll, Text = "x", About = (About)9 }, Xingfu.As(Xingfu.Wang))
            .Refused(ErrorReason.InvalidField, "about");
        for (var i = 0; i < PollLimits.ObjectionsPerPersonCount; i++)
        {
            Assert.Equal(About.VoterList, File(given, poll, Xingfu.Wang).Answer.About);
        }

        File(given, poll, Xingfu.Wang).Refused(ErrorReason.LimitExceeded);
        given.Later(Days - TimeSpan.FromMicroseconds(1));
        Assert.NotEmpty(File(given, poll, Xingfu.Li).Answer.Name);
        given.Later(TimeSpan.FromMicroseconds(1));
        File(given, poll, Xingfu.Li).Refused(ErrorReason.ObjectionPeriodOver);
        given.When(new VoidPoll(), new VoidPollRequest { Name = poll, Reason = "x" }, Xingfu.As(Xingfu.Staff));
        File(given, poll, Xingfu.Li).Refused(ErrorReason.WrongState);
    }

    [Fact]
    public void Only_members_of_the_electorate_object()
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Council);
        given.Counted(poll);
        File(given, poll, Xingfu.Zhang).Refused(ErrorReason.RoleRequired);
    }

    [Fact]
    public void Striking_is_refused_with_its_cause()
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Survey);
        given.Vote(poll, Xingfu.Wang, "yes");
        given.Counted(poll);
        var objection = File(given, poll, Xingfu.Li).Answer.Name;
        Answer(given, objection, accept: true, "", StrikeReason.NotEntitled).Refused(ErrorReason.InvalidField, "struck_voter");
        Answer(given, objection, accept: true, Xingfu.Resident(Xingfu.Wang), StrikeReason.Unspecified).Refused(ErrorReason.InvalidField, "strike_reason");
        Answer(given, objection, accept: true, Xingfu.Resident(Xingfu.Wang), (StrikeReason)9).Refused(ErrorReason.InvalidField, "strike_reason");
        Answer(given, objection, accept: true, Xingfu.Resident(Xingfu.Li), StrikeReason.NotEntitled).Refused(ErrorReason.NoBallot, "struck_voter");
        Answer(given, objection, accept: true, Xingfu.Resident(77), StrikeReason.NotEntitled).Refused(ErrorReason.NoBallot, "struck_voter");
        Answer(given, objection, accept: false, Xingfu.Resident(Xingfu.Wang)).Refused(ErrorReason.InvalidField, "struck_voter");
        Answer(given, objection, accept: false, "", StrikeReason.NotEntitled).Refused(ErrorReason.InvalidField, "strike_reason");
        Strike(given, objection, Xingfu.Wang);
        Answer(given, objection, accept: false).Refused(ErrorReason.WrongState);
        var second = File(given, poll, Xingfu.Li).Answer.Name;
        Answer(given, second, accept: true, Xingfu.Resident(Xingfu.Wang), StrikeReason.NotByVoter).Refused(ErrorReason.WrongState);
    }

    [Fact]
    public void An_objection_to_the_roll_strikes_nothing()
    {
        var given = Xingfu.Founded();
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer.Name;
        var objection = given.When(new FileObjection(), new FileObjectionRequest { Parent = poll, Text = "x" }, Xingfu.As(Xingfu.Wang)).Answer;
        Assert.Equal(About.Roll, objection.About);
        Answer(given, objection.Name, accept: true, Xingfu.Resident(Xingfu.Li), StrikeReason.NotEntitled).Refused(ErrorReason.InvalidField, "struck_voter");
    }

    [Fact]
    public void A_struck_ballot_does_not_count_and_the_new_result_replaces_the_old_one()
    {
        var given = Xingfu.Founded();
        var proposal = given.Next;
        given.Tabled();
        var request = given.Request(PollSteps.Owners);
        (request.Proposal, request.BindingStatus) = (Xingfu.Named("proposals", proposal), BindingStatus.PaperBinding);
        var poll = given.When(new AnnouncePoll("", proposal), request, Xingfu.As(Xingfu.Staff)).Answer.Name;
        given.Posted(poll);
        given.Later(PollSteps.Notice).Due();
        for (var voter = 1; voter <= 8; voter++)
        {
            given.Vote(poll, voter, "yes");
        }

        var first = given.Counted(poll);
        Assert.True(first.Result.Passed);
        Assert.Equal(Proposal.Types.State.Adopted, given.State.Proposals.StateOf(proposal));

        var made = Strike(given, File(given, poll, Xingfu.Zhang).Answer.Name, Xingfu.Wang).Made;
        Assert.Equal([FactKind.ObjectionAnswered, FactKind.BallotStruck], made.Select(entry => entry.Fact.KindCase));
        Assert.Equal(State.Closed, given.Seen(poll).State);
        Assert.Equal([Names.IdIn(poll, "polls")], given.State.Polls.Uncounted);
        Assert.Equal(
            ErrorReason.WrongState,
            given.RefusalOf(new ExportPoll(), new ExportPollRequest { Name = poll }, Xingfu.As(Xingfu.Staff)).Reason);
        var second = Recounted(given, poll);
        Assert.False(second.Result.Passed);
        Assert.Equal([7, 0, 0], second.Result.Tally.Select(option => option.Headcount));
        Assert.True(second.Result.Sequence > first.Result.Sequence);
        Assert.Equal((State.Decided, 7), (second.State, second.Turnout.VotedHeadcount));
        Assert.Equal((1, StrikeReason.NotEntitled), (second.StruckBallots.Single().Ordinal, second.StruckBallots.Single().Reason));
        Assert.Equal(Proposal.Types.State.Rejected, given.State.Proposals.StateOf(proposal));
        var rows = given.Read(new ListRoll(), new ListRollRequest { Parent = poll }, Xingfu.As(Xingfu.Li)).Entries;
        Assert.Equal([Xingfu.Resident(Xingfu.Wang)], rows.Where(row => row is { Voted: true, Struck: true }).Select(row => row.Voter));
        Assert.Equal(7, rows.Count(row => row is { Voted: true, Struck: false }));
    }

    [Fact]
    public void A_count_from_before_a_strike_is_not_declared()
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Survey);
        given.Vote(poll, Xingfu.Wang, "yes");
        given.Vote(poll, Xingfu.Li, "yes");
        given.Counted(poll);
        Strike(given, File(given, poll, Xingfu.Li).Answer.Name, Xingfu.Wang);
        var stale = given.Count(poll);
        Strike(given, File(given, poll, Xingfu.Wang).Answer.Name, Xingfu.Li);
        given.When(new DeclareResult(stale), new GetPollRequest { Name = poll }, Xingfu.As(Xingfu.Staff)).Refused(ErrorReason.WrongState);
        Assert.Equal(0, Recounted(given, poll).Turnout.VotedHeadcount);
    }

    [Fact]
    public void The_result_is_provisional_until_the_period_is_over_and_every_objection_is_answered()
    {
        var given = Xingfu.Founded();
        var poll = given.Opened(PollSteps.Survey);
        given.Vote(poll, Xingfu.Wang, "yes");
        var result = given.Counted(poll).Result;
        var close = given.State.Polls.Find(Names.IdIn(poll, "polls"))!.ClosedMicros;
        Assert.Equal((true, Times.Timestamp(close + (3 * Times.DayMicros))), (result.Provisional, result.ProvisionalUntil));
        Assert.Equal((Gate.Types.State.Waiting, 0), Voters());
        var objection = File(given, poll, Xingfu.Li).Answer.Name;
        Assert.Equal((Gate.Types.State.Waiting, 1), Voters());
        given.Later(Days);
        Assert.Equal((Gate.Types.State.Blocked, 1), Voters());
        Assert.True(given.Seen(poll).Result.Provisional);
        Answer(given, objection, accept: false);
        Assert.Equal((Gate.Types.State.Met, 0), Voters());
        Assert.False(given.Seen(poll).Result.Provisional);

        (Gate.Types.State, int) Voters()
        {
            var gate = given.Seen(poll).Gates.Single(one => one.Kind == Gate.Types.Kind.VoterListObjections);
            return (gate.State, gate.Unanswered);
        }
    }

    private static Poll Recounted(Given<CommunityState> given, string poll) =>
        given.When(new DeclareResult(given.Count(poll)), new GetPollRequest { Name = poll }, Xingfu.As(Xingfu.Staff)).Answer;

    private static Outcome<CommunityState, Objection> File(Given<CommunityState> given, string poll, long who) =>
        given.When(new FileObjection(), new FileObjectionRequest { Parent = poll, Text = "已经不住在这里", About = About.VoterList }, Xingfu.As(who));

    private static Outcome<CommunityState, Objection> Strike(Given<CommunityState> given, string objection, long voter) =>
        Answer(given, objection, accept: true, Xingfu.Resident(voter), StrikeReason.NotEntitled);

    private static Outcome<CommunityState, Objection> Answer(
        Given<CommunityState> given, string objection, bool accept, string voter = "", StrikeReason reason = StrikeReason.Unspecified) =>
        given.When(
            new AnswerObjection(),
            new AnswerObjectionRequest { Name = objection, Accept = accept, Answer = "已核对", StruckVoter = voter, StrikeReason = reason },
            Xingfu.As(Xingfu.Staff));
}
