using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using FactKind = Neighborhood.V1.Facts.Fact.KindOneofCase;
using State = Neighborhood.V1.Poll.Types.State;

namespace Neighborhood.Domain.Tests.Polls;

public sealed class ObjectionTests
{
    private const long Flat = 1_000_000;

    [Fact]
    public void Objecting_is_refused_with_its_cause()
    {
        var given = Xingfu.Founded();
        File(given, "communities/xingfu/polls/1", Xingfu.Wang).Refused(ErrorReason.NotFound, "parent");
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer.Name;
        given.When(new FileObjection(), new FileObjectionRequest { Parent = poll, Text = " " }, Xingfu.As(Xingfu.Wang))
            .Refused(ErrorReason.InvalidField, "text");
        for (var i = 0; i < PollLimits.ObjectionsPerPersonCount; i++)
        {
            Assert.Equal("面积不对", File(given, poll, Xingfu.Wang).Answer.Text);
        }

        File(given, poll, Xingfu.Wang).Refused(ErrorReason.LimitExceeded);
        given.Later(PollSteps.Notice - TimeSpan.FromMicroseconds(1));
        Assert.NotEmpty(File(given, poll, Xingfu.Li).Answer.Name);
        given.Later(TimeSpan.FromMicroseconds(1));
        File(given, poll, Xingfu.Zhang).Refused(ErrorReason.ObjectionPeriodOver);

        var cancelled = given.Announce(given.Request(PollSteps.Owners)).Answer.Name;
        given.When(new CancelPoll(), new CancelPollRequest { Name = cancelled, Reason = "x" }, Xingfu.As(Xingfu.Staff));
        File(given, cancelled, Xingfu.Wang).Refused(ErrorReason.WrongState);
        File(given, given.Opened(PollSteps.Survey), Xingfu.Wang).Refused(ErrorReason.ObjectionPeriodOver);
    }

    [Fact]
    public void Answering_is_refused_with_its_cause()
    {
        var given = Xingfu.Founded();
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer.Name;
        var objection = File(given, poll, Xingfu.Wang).Answer.Name;
        Answer(given, poll + "/objections/1", accept: false).Refused(ErrorReason.NotFound, "name");
        Answer(given, objection.Replace("xingfu", "xingfo", StringComparison.Ordinal), accept: false).Refused(ErrorReason.NotFound, "name");
        given.When(new AnswerObjection(), new AnswerObjectionRequest { Name = objection, Answer = " " }, Xingfu.As(Xingfu.Staff))
            .Refused(ErrorReason.InvalidField, "answer");
        var answered = Answer(given, objection, accept: false).Answer;
        Assert.Equal((true, false, "已核对"), (answered.Answered, answered.Accepted, answered.Answer));
        Answer(given, objection, accept: true).Refused(ErrorReason.WrongState);

        var open = File(given, poll, Xingfu.Li).Answer.Name;
        given.When(new CancelPoll(), new CancelPollRequest { Name = poll, Reason = "x" }, Xingfu.As(Xingfu.Staff));
        Answer(given, open, accept: true).Refused(ErrorReason.WrongState);
    }

    [Fact]
    public void An_accepted_one_takes_the_objectors_households_alone()
    {
        var given = Xingfu.Founded();
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer.Name;
        given.And(new Fact { RollImported = new() { Households = { PollSteps.Home(1, 2 * Flat, 1), PollSteps.Home(2, 5 * Flat, 2) } } });
        var made = Answer(given, File(given, poll, Xingfu.Wang).Answer.Name, accept: true).Made;
        Assert.Equal([FactKind.ObjectionAnswered, FactKind.RollDrafted], made.Select(entry => entry.Fact.KindCase));
        Assert.Equal([(1, 2 * Flat, 1), (2, Flat, 1)], given.RollOf(poll)[..2]);
        Assert.Equal(13 * Flat, given.Seen(poll).Turnout.EntitledAreaCm2);

        made = Answer(given, File(given, poll, Xingfu.Wang).Answer.Name, accept: true).Made;
        Assert.Equal([FactKind.ObjectionAnswered], made.Select(entry => entry.Fact.KindCase));
        Answer(given, File(given, poll, Xingfu.Li).Answer.Name, accept: true);
        Assert.Equal([(1, 2 * Flat, 1), (2, 5 * Flat, 1)], given.RollOf(poll)[..2]);
    }

    [Fact]
    public void A_sale_reaches_the_draft_through_the_buyers_objection()
    {
        var given = Xingfu.Founded();
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer.Name;
        given.And(new Fact { RollImported = new() { Households = { PollSteps.Home(1, Flat, 2) } } });
        Answer(given, File(given, poll, Xingfu.Li).Answer.Name, accept: true);
        Assert.Equal((2, 2 * Flat, 1), given.RollOf(poll)[0]);
        Assert.Equal(11, given.Seen(poll).Turnout.EntitledHeadcount);
    }

    [Fact]
    public void The_roll_is_not_emptied()
    {
        var given = PollSteps.Estate(1, PollSteps.Home(1, Flat, 1));
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer.Name;
        given.And(new Fact { RollImported = new() { Households = { PollSteps.Home(1, Flat) } } });
        given.And(new Fact { RoleGranted = new() { Resident = 1, Role = Role.Host } });
        Answer(given, File(given, poll, 1).Answer.Name, accept: true).Refused(ErrorReason.RollEmpty, "accept");
    }

    [Fact]
    public void Unanswered_ones_put_the_opening_off_day_by_day()
    {
        var given = Xingfu.Founded();
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer;
        given.Posted(poll.Name);
        var objection = File(given, poll.Name, Xingfu.Wang).Answer.Name;
        given.Later(PollSteps.Notice + TimeSpan.FromDays(1) + TimeSpan.FromHours(1)).Due();
        var late = given.Seen(poll.Name);
        Assert.Equal(State.Announced, late.State);
        Assert.Equal(poll.OpensAt.Seconds + (2 * 86_400), late.OpensAt.Seconds);
        Assert.Equal(poll.ClosesAt.Seconds + (2 * 86_400), late.ClosesAt.Seconds);
        Assert.Contains("异议", late.Reason, StringComparison.Ordinal);
        Assert.Contains("Objections", late.Reason, StringComparison.Ordinal);
        Answer(given, objection, accept: false);
        given.Later(TimeSpan.FromDays(1)).Due();
        Assert.Equal(State.Open, given.Seen(poll.Name).State);
    }

    [Fact]
    public void Staff_see_all_and_others_their_own()
    {
        var given = Xingfu.Founded();
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer.Name;
        File(given, poll, Xingfu.Wang);
        File(given, poll, Xingfu.Li);
        Assert.Equal(2, List(Xingfu.Staff).Objections.Count);
        Assert.Equal([Xingfu.Resident(Xingfu.Li)], List(Xingfu.Li).Objections.Select(objection => objection.Objector.Resident));
        Assert.Empty(List(Xingfu.Zhang).Objections);
        var first = List(Xingfu.Staff, 1);
        Assert.Equal(Xingfu.Resident(Xingfu.Li), List(Xingfu.Staff, 1, first.NextPageToken).Objections[0].Objector.Resident);
        Assert.Equal(ErrorReason.InvalidPageToken, Refused(poll, "x").Reason);
        Assert.Equal(ErrorReason.NotFound, Refused("polls/1", "").Reason);

        ListObjectionsResponse List(long who, int size = 0, string token = "") =>
            given.Read(new ListObjections(), new ListObjectionsRequest { Parent = poll, PageSize = size, PageToken = token }, Xingfu.As(who));
        Refusal Refused(string parent, string token) =>
            given.RefusalOf(new ListObjections(), new ListObjectionsRequest { Parent = parent, PageToken = token }, Xingfu.As(Xingfu.Staff));
    }

    private static Outcome<CommunityState, Objection> File(Given<CommunityState> given, string poll, long who) =>
        given.When(new FileObjection(), new FileObjectionRequest { Parent = poll, Text = "面积不对" }, Xingfu.As(who));

    private static Outcome<CommunityState, Objection> Answer(Given<CommunityState> given, string objection, bool accept) =>
        given.When(new AnswerObjection(), new AnswerObjectionRequest { Name = objection, Accept = accept, Answer = "已核对" }, Xingfu.As(Xingfu.Staff));
}
