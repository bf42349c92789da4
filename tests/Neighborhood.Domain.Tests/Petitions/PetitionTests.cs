using Neighborhood.Domain.Core;
using Neighborhood.Domain.Petitions;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Tests.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using State = Neighborhood.V1.Petition.Types.State;

namespace Neighborhood.Domain.Tests.Petitions;

public sealed class PetitionTests
{
    private const string Matter = "other-major";
    private const long Zhao = 4;
    private static readonly TimeSpan Convening = TimeSpan.FromDays(20);
    private static readonly TimeSpan Collecting = TimeSpan.FromDays(90);

    private readonly Given<CommunityState> _given = Xingfu.Founded();

    [Fact]
    public void A_fifth_of_the_owners_is_reached_by_the_signature_that_makes_it_exact()
    {
        // Twelve owners: two are 16.7 %, three 25 %. Ten: two are a fifth.
        var petition = Open();
        Assert.Equal((12, 3, 1, State.Open, true), (petition.Base, petition.Needed, petition.Have, petition.State, petition.SignedByMe));
        Assert.Equal(("为什么", "同意换物业吗？", PetitionOf.Owners), (petition.Reasons, petition.Question, petition.Of));
        Assert.Equal(State.Open, Sign(petition, Xingfu.Li).Answer.State);
        var last = Sign(petition, Xingfu.Zhang);
        var until = _given.NowMicros + (20 * Times.DayMicros);
        var id = Names.IdIn(petition.Name, "petitions");
        last.Then(
            new Fact { PetitionSigned = new() { Petition = id, Resident = Xingfu.Zhang, Heads = 1, Households = { Xingfu.Zhang } } },
            new Fact { PetitionReached = new() { Petition = id, Needed = 3, Have = 3, ConveneUntilMicros = until } });
        Assert.Equal((State.Reached, Times.Timestamp(until)), (last.Answer.State, last.Answer.ConveneUntil));

        var ten = PollSteps.Estate(10, [.. Enumerable.Range(1, 10).Select(home => PollSteps.Home(home, 100, home))]);
        var small = ten.When(new OpenPetition(), Request(), Xingfu.As(1)).Answer;
        Assert.Equal(2, small.Needed);
    }

    [Fact]
    public void The_number_needed_stays_what_it_was_at_the_opening()
    {
        var petition = Open();
        var roll = new RollImported { Owners = { new OwnerRow { Resident = 21 } } };
        roll.Households.Add(Enumerable.Range(13, 40).Select(home => PollSteps.Home(home, 100, 21)));
        _given.And(new Fact { RollImported = roll });
        Assert.Equal((12, 3), (Seen(petition).Base, Seen(petition).Needed));
    }

    [Fact]
    public void Staff_announce_the_poll_with_the_petitions_own_words()
    {
        var petition = Reached();
        var request = Announcement(petition);
        Announce(new(request) { Question = "别的问题" }, Xingfu.Staff).Refused(ErrorReason.InvalidField, "question");
        Announce(new(request) { Matter = "hire-manager" }, Xingfu.Staff).Refused(ErrorReason.InvalidField, "matter");
        Announce(new(request) { Proposal = Xingfu.Named("proposals", 1) }, Xingfu.Staff).Refused(ErrorReason.InvalidField, "proposal");
        Announce(new(request) { Petition = Xingfu.Named("petitions", 1) }, Xingfu.Staff).Refused(ErrorReason.NotFound, "petition");

        var poll = Announce(request, Xingfu.Staff).Answer;
        Assert.Equal((petition.Question, Matter, petition.Name), (poll.Question, poll.Matter, poll.Petition));
        Assert.Equal((State.Announced, poll.Name, false), (Seen(petition).State, Seen(petition).Poll, Seen(petition).Overdue));
        Announce(request, Xingfu.Staff).Refused(ErrorReason.WrongState, "petition");

        // Whoever is answered is not overdue.
        _given.Later(Convening).Due();
        Assert.False(Seen(petition).Overdue);
    }

    [Fact]
    public void Only_who_signed_announces_and_only_once_it_is_overdue()
    {
        var petition = Open();
        var request = Announcement(petition);
        Announce(request, Xingfu.Staff).Refused(ErrorReason.WrongState, "petition");
        Sign(petition, Xingfu.Li);
        Sign(petition, Xingfu.Zhang);
        Announce(new(request) { Petition = "", Question = "为自己问" }, Xingfu.Li).Refused(ErrorReason.PetitionRequired, "petition");
        Announce(request, Zhao).Refused(ErrorReason.NotSigned, "petition");
        Announce(request, Xingfu.Observer).Refused(ErrorReason.RoleRequired);

        _given.Later(Convening - TimeSpan.FromMicroseconds(1)).Due();
        var early = Announce(request, Xingfu.Li).Refused(ErrorReason.PetitionNotOverdue, "petition");
        Assert.Equal(1, early.RetryAfterMicros);
        _given.Later(TimeSpan.FromMicroseconds(1)).Due();
        Assert.True(Seen(petition).Overdue);
        Assert.Equal(State.Reached, _given.Entries.Last().Fact.PetitionDeadlinePassed.State);
        Announce(Announcement(petition), Zhao).Refused(ErrorReason.NotSigned, "petition");
        var poll = Announce(Announcement(petition), Xingfu.Li).Answer;
        Assert.Equal((Xingfu.Resident(Xingfu.Li), petition.Name), (poll.AnnouncedBy.Resident, poll.Petition));
        Assert.True(Seen(petition).Overdue);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_poll_that_no_longer_stands_has_not_answered_the_petition(bool isVoided)
    {
        var petition = Reached();
        var poll = Announce(Announcement(petition), Xingfu.Staff).Answer;
        if (isVoided)
        {
            _given.Posted(poll.Name);
            _given.Later(PollSteps.Notice).Due();
            _given.When(new VoidPoll(), new VoidPollRequest { Name = poll.Name, Reason = "程序错误" }, Xingfu.As(Xingfu.Staff));
        }
        else
        {
            _given.When(new CancelPoll(), new CancelPollRequest { Name = poll.Name, Reason = "写错了" }, Xingfu.As(Xingfu.Staff));
        }

        Assert.Equal((State.Reached, "", _given.In(Convening)), (Seen(petition).State, Seen(petition).Poll, Seen(petition).ConveneUntil));
        _given.Later(Convening).Due();
        Assert.True(Seen(petition).Overdue);
        Assert.Equal(petition.Name, Announce(Announcement(petition), Xingfu.Wang).Answer.Petition);
    }

    [Fact]
    public void A_signature_can_be_withdrawn_until_enough_have_signed()
    {
        var petition = Open();
        Sign(petition, Xingfu.Li);
        Withdraw(petition, Zhao).Refused(ErrorReason.NotSigned);
        Assert.Equal(1, Withdraw(petition, Xingfu.Li).Answer.Have);
        Sign(petition, Xingfu.Zhang);
        Assert.Equal(State.Reached, Sign(petition, Xingfu.Li).Answer.State);
        Withdraw(petition, Xingfu.Li).Refused(ErrorReason.WrongState);
        Sign(petition, Zhao).Refused(ErrorReason.WrongState);
    }

    [Fact]
    public void Too_few_in_time_is_on_record()
    {
        var petition = Open();
        _given.Later(Collecting - TimeSpan.FromMicroseconds(1)).Due();
        Sign(petition, Xingfu.Li);
        _given.Later(TimeSpan.FromMicroseconds(1)).Due();
        Assert.Equal(State.Expired, Seen(petition).State);
        Assert.Equal(State.Expired, _given.Entries.Last().Fact.PetitionDeadlinePassed.State);
        Sign(petition, Xingfu.Zhang).Refused(ErrorReason.WrongState);
        Announce(Announcement(petition), Xingfu.Staff).Refused(ErrorReason.WrongState, "petition");
    }

    [Fact]
    public void An_absence_across_a_deadline_moves_it_by_its_length()
    {
        var (open, reached) = (Open(), Reached());
        _given.Later(Convening - TimeSpan.FromDays(1)).Away(TimeSpan.FromDays(3));
        Assert.Equal(_given.In(TimeSpan.FromDays(1)), Seen(reached).ConveneUntil);
        Assert.Equal(open.ExpiresAt, Seen(open).ExpiresAt);
        _given.Later(Times(Seen(open).ExpiresAt) - TimeSpan.FromHours(1)).Due().Away(TimeSpan.FromHours(2));
        Assert.Equal((State.Open, _given.In(TimeSpan.FromHours(1))), (Seen(open).State, Seen(open).ExpiresAt));

        TimeSpan Times(Google.Protobuf.WellKnownTypes.Timestamp at) => TimeSpan.FromMicroseconds(Core.Times.Micros(at)!.Value - _given.NowMicros);
    }

    [Fact]
    public void Residents_or_households_are_a_fifth_where_the_law_says_so()
    {
        // Twelve owners and Wang's child, who owns nothing.
        var residents = Open(Xingfu.WangsChild, request => request.Matter = "residents-decision");
        Assert.Equal((PetitionOf.Residents, 13, 3), (residents.Of, residents.Base, residents.Needed));
        Assert.Empty(_given.Entries.Last().Fact.PetitionSigned.Households);

        var households = Open(Xingfu.WangsChild, request => (request.Matter, request.Of) = ("residents-decision", PetitionOf.Households));
        Assert.Equal((12, 3, 1), (households.Base, households.Needed, households.Have));
        Moved(21, Xingfu.Wang);
        Moved(22, Xingfu.Li);
        Sign(households, 21).Refused(ErrorReason.AlreadySigned);
        Assert.Equal(2, Sign(households, 22).Answer.Have);
        // Owns a home and lives in none of them.
        Sign(households, Xingfu.Zhang).Refused(ErrorReason.NotEntitledToSign);
        Assert.Equal(2, Sign(residents, 21).Answer.Have);
    }

    [Fact]
    public void One_person_is_counted_once_whoever_signs()
    {
        // One and two own home 101 together, and one votes for it; one alone owns 1 and 2; three to twenty own one each. The developer is a person too.
        var homes = Enumerable.Range(3, 18).Select(home => PollSteps.Home(home, 100, home));
        var given = PollSteps.Estate(
            20, [PollSteps.Home(101, 100, 1, 2), PollSteps.Home(1, 100, 1), PollSteps.Home(2, 100, 1), PollSteps.Home(102, 100), .. homes]);
        given.When(new OpenPetition(), Request(), Xingfu.As(2)).Refused(ErrorReason.NotEntitledToSign);
        var bigger = given.When(new OpenPetition(), Request(), Xingfu.As(1)).Answer;
        Assert.Equal((21, 5, 2), (bigger.Base, bigger.Needed, bigger.Have));

        // Now two is named to vote for the couple: the couple has signed.
        given.And(new Fact { VotingOwnerNamed = new() { Household = 101, VotingOwner = 2 } });
        given.Try(new SignPetition(), new SignPetitionRequest { Name = bigger.Name }, Xingfu.As(2)).Refused(ErrorReason.AlreadySigned);
        given.Try(new SignPetition(), new SignPetitionRequest { Name = bigger.Name }, Xingfu.As(1)).Refused(ErrorReason.AlreadySigned);
    }

    [Fact]
    public void What_cannot_be_opened_is_refused()
    {
        Refused(ErrorReason.NotFound, "parent", request => request.Parent = "communities/other");
        Refused(ErrorReason.InvalidField, "question", request => request.Question = " ");
        Refused(ErrorReason.MatterUnknown, "matter", request => request.Matter = "nonsense");
        Refused(ErrorReason.PetitionNotProvided, "matter", request => request.Matter = "council-decision");
        Refused(ErrorReason.PetitionNotProvided, "of", request => request.Of = PetitionOf.Residents);
        Refused(ErrorReason.PetitionNotProvided, "of", request => request.Of = (PetitionOf)9);
        Refused(ErrorReason.NotEntitledToSign, null, _ => { }, Xingfu.WangsChild);
        Refused(ErrorReason.RoleRequired, null, _ => { }, Xingfu.Staff);
        _given.And(new Fact { VotingHoldSet = new() { Account = Xingfu.As(Zhao).Account, UntilMicros = _given.NowMicros + 1 } });
        Refused(ErrorReason.AccountOnHold, null, _ => { }, Zhao);

        var petition = Open();
        Sign(petition, Xingfu.Wang).Refused(ErrorReason.AlreadySigned);
        Sign(petition, Zhao).Refused(ErrorReason.AccountOnHold);
        Sign(new Petition { Name = Xingfu.Named("petitions", 1) }, Xingfu.Li).Refused(ErrorReason.NotFound, "name");
        Withdraw(new Petition { Name = Xingfu.Named("petitions", 1) }, Xingfu.Li).Refused(ErrorReason.NotFound, "name");
    }

    [Fact]
    public void A_person_and_a_community_collect_signatures_for_so_many_at_once()
    {
        for (var count = 0; count < PetitionLimits.PerPersonCount; count++)
        {
            Open();
        }

        Assert.Equal("3", Refused(ErrorReason.LimitExceeded, null, _ => { }).Details!["limit"]);
        var terms = new PetitionOpened { ByResident = Zhao, Question = "?", Of = PetitionOf.Owners, Needed = 9, ExpiresMicros = _given.NowMicros + 9 };
        _given.And(Enumerable.Range(PetitionLimits.PerPersonCount, PetitionLimits.OpenCount - PetitionLimits.PerPersonCount - 1)
            .Select(_ => new Fact { PetitionOpened = terms.Clone() }));
        Open(Xingfu.Li);
        Assert.Equal("100", Refused(ErrorReason.LimitExceeded, null, _ => { }, Xingfu.Zhang).Details!["limit"]);
        _given.Later(TimeSpan.FromMicroseconds(9)).Due();
        Open(Xingfu.Zhang);
    }

    [Fact]
    public void Petitions_are_listed_newest_first_by_page_and_state()
    {
        var (first, second) = (Reached(), Open());
        var request = new ListPetitionsRequest { Parent = Xingfu.Name, PageSize = 1 };
        var page = _given.Read(new ListPetitions(), request, Xingfu.As(Xingfu.Observer));
        Assert.Equal([second.Name], page.Petitions.Select(petition => petition.Name));
        var next = _given.Read(new ListPetitions(), new(request) { PageToken = page.NextPageToken }, Xingfu.As(Xingfu.Observer));
        Assert.Equal([first.Name], next.Petitions.Select(petition => petition.Name));
        Assert.Equal("", next.NextPageToken);
        var reached = _given.Read(new ListPetitions(), new(request) { State = State.Reached }, Xingfu.As(Xingfu.Observer));
        Assert.Equal([first.Name], reached.Petitions.Select(petition => petition.Name));
        Assert.Equal(
            ErrorReason.InvalidPageToken,
            _given.RefusalOf(new ListPetitions(), new(request) { State = State.Open, PageToken = page.NextPageToken }, Xingfu.As(Xingfu.Wang)).Reason);
        Assert.Equal(ErrorReason.InvalidField, _given.RefusalOf(new ListPetitions(), new(request) { State = (State)9 }, Xingfu.As(Xingfu.Wang)).Reason);
        Assert.Equal(ErrorReason.NotFound, _given.RefusalOf(new ListPetitions(), new(request) { Parent = "x" }, Xingfu.As(Xingfu.Wang)).Reason);
        Assert.Equal(
            ErrorReason.NotFound,
            _given.RefusalOf(new GetPetition(), new GetPetitionRequest { Name = "communities/other/petitions/1" }, Xingfu.As(Xingfu.Wang)).Reason);
    }

    [Theory]
    [InlineData(Xingfu.Wang)]
    [InlineData(Xingfu.Staff)]
    public void Reasons_are_removed_for_good_and_the_question_that_people_signed_stays(long who)
    {
        var petition = Open();
        var id = Names.IdIn(petition.Name, "petitions");
        var redacted = Redact(petition, who).Then(new Fact { PetitionRedacted = new() { Petition = id, ByResident = who } });
        Assert.Equal([id], redacted.Decision.SideErasures);
        Assert.Null(_given.Texts.Find(id));
        Assert.Equal((true, "", petition.Question, 1), (Seen(petition).Redacted, Seen(petition).Reasons, Seen(petition).Question, Seen(petition).Have));
        Redact(petition, who).Refused(ErrorReason.NothingChanged);
    }

    [Fact]
    public void Reasons_are_removed_by_nobody_else_and_not_without_saying_why()
    {
        var petition = Open();
        Redact(petition, Xingfu.Li).Refused(ErrorReason.AuthorRequired);
        Redact(petition, Xingfu.Wang, " ").Refused(ErrorReason.InvalidField, "reason");
        Redact(new Petition { Name = "communities/other/petitions/1" }, Xingfu.Wang).Refused(ErrorReason.NotFound, "name");
        Assert.False(Seen(petition).Redacted);
    }

    private static OpenPetitionRequest Request() =>
        new() { Parent = Xingfu.Name, Question = "同意换物业吗？", Reasons = "为什么", Matter = Matter };

    private static IEnumerable<OwnerRow> Owners(int from, int count) => Enumerable.Range(from, count).Select(id => new OwnerRow { Resident = id });

    private Petition Open(long resident = Xingfu.Wang, Action<OpenPetitionRequest>? change = null)
    {
        var request = Request();
        change?.Invoke(request);
        return _given.When(new OpenPetition(), request, Xingfu.As(resident)).Answer;
    }

    private Petition Reached()
    {
        var petition = Open();
        Sign(petition, Xingfu.Li);
        return Sign(petition, Xingfu.Zhang).Answer;
    }

    private Outcome<CommunityState, Petition> Sign(Petition petition, long resident) =>
        _given.When(new SignPetition(), new SignPetitionRequest { Name = petition.Name }, Xingfu.As(resident));

    private Outcome<CommunityState, Petition> Redact(Petition petition, long resident, string reason = "写了电话号码") =>
        _given.When(new RedactPetition(), new RedactPetitionRequest { Name = petition.Name, Reason = reason }, Xingfu.As(resident));

    private Outcome<CommunityState, Petition> Withdraw(Petition petition, long resident) =>
        _given.When(new WithdrawSignature(), new WithdrawSignatureRequest { Name = petition.Name }, Xingfu.As(resident));

    private Petition Seen(Petition petition) => _given.Read(new GetPetition(), new GetPetitionRequest { Name = petition.Name }, Xingfu.As(Xingfu.Wang));

    private AnnouncePollRequest Announcement(Petition petition)
    {
        var request = _given.Request(PollSteps.Owners);
        (request.Question, request.Matter, request.RulePack, request.Petition) = ("", "", "", petition.Name);
        return request;
    }

    private Outcome<CommunityState, Poll> Announce(AnnouncePollRequest request, long resident) =>
        _given.When(new AnnouncePoll("", 0), request, Xingfu.As(resident));

    private Refusal Refused(ErrorReason reason, string? field, Action<OpenPetitionRequest> change, long resident = Xingfu.Wang)
    {
        var request = Request();
        change(request);
        return _given.When(new OpenPetition(), request, Xingfu.As(resident)).Refused(reason, field);
    }

    private void Moved(long resident, long household)
    {
        _given.And(new Fact { ResidentRecorded = new() { Resident = resident, Household = household } });
        _given.And(new Fact { InvitationIssued = new() { Resident = resident } });
        _given.And(new Fact { ResidentJoined = new() { Resident = resident, Account = Xingfu.As(resident).Account, Invitation = _given.Last } });
    }
}
