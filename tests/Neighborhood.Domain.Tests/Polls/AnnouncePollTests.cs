using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Polls;

public sealed class AnnouncePollTests
{
    public static TheoryData<string, Action<AnnouncePollRequest>, ErrorReason, string> Refusals => new()
    {
        { "an unknown pack", request => request.RulePack = "owners-whatever", ErrorReason.RulePackUnknown, "rule_pack" },
        { "an unknown version", request => request.RulePackVersion = "2021-01-02", ErrorReason.RulePackUnknown, "rule_pack" },
        { "a version that another has replaced", request => request.RulePackVersion = "2021-01-01", ErrorReason.RulePackUnknown, "rule_pack" },
        { "no version at all", request => request.RulePackVersion = "newest", ErrorReason.RulePackUnknown, "rule_pack" },
        { "an unknown matter", request => request.Matter = "the-weather", ErrorReason.MatterUnknown, "matter" },
        { "neither matter nor rule", request => (request.Matter, request.RulePack) = ("", ""), ErrorReason.MatterRequired, "matter" },
        { "a rule of several matters alone", request => request.Matter = "", ErrorReason.MatterRequired, "matter" },
        { "a special matter as an ordinary one", request => request.Matter = "common-parts", ErrorReason.MatterHasOtherRule, "rule_pack" },
        { "a part where everybody is asked", request => request.Household = "communities/xingfu/households/1", ErrorReason.InvalidField, "household" },
        { "no question", request => request.Question = " ", ErrorReason.InvalidField, "question" },
        { "no such proposal", request => request.Proposal = "communities/xingfu/proposals/9", ErrorReason.NotFound, "proposal" },
        { "no secrecy", request => request.Secrecy = Secrecy.Unspecified, ErrorReason.InvalidField, "secrecy" },
        { "no binding status", request => request.BindingStatus = BindingStatus.Unspecified, ErrorReason.InvalidField, "binding_status" },
        { "a binding status nobody knows", request => request.BindingStatus = (BindingStatus)77, ErrorReason.InvalidField, "binding_status" },
        { "owners by own rules", request => request.BindingStatus = BindingStatus.BindingByOwnRules, ErrorReason.InvalidField, "binding_status" },
        { "a survey that binds", request => (request.Matter, request.RulePack, request.BindingStatus) = ("opinion", "", BindingStatus.PaperBinding),
            ErrorReason.InvalidField, "binding_status" },
        { "no close", request => request.ClosesAt = null, ErrorReason.InvalidField, "closes_at" },
        { "a time before time", request => request.OpensAt = new() { Seconds = -1 }, ErrorReason.InvalidField, "opens_at" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void It_is_refused_with(string what, Action<AnnouncePollRequest> change, ErrorReason reason, string field)
    {
        Assert.NotEmpty(what);
        var given = Xingfu.Founded();
        var request = given.Request(PollSteps.Owners);
        change(request);
        given.Announce(request).Refused(reason, field);
    }

    [Fact]
    public void Every_limit_of_its_times_holds_to_the_microsecond()
    {
        var given = Xingfu.Founded();
        var (now, day) = (given.NowMicros, Times.DayMicros);
        Refused(opens: now + (15 * day) - 1, closes: now + (20 * day), ErrorReason.NoticeTooShort, "opens_at", "earliest", now + (15 * day));
        Refused(opens: now + (180 * day) + 1, closes: now + (200 * day), ErrorReason.InvalidField, "opens_at", "latest", now + (180 * day));
        Refused(
            opens: now + (16 * day), closes: now + (16 * day) + 59_999_999, ErrorReason.NoticeTooShort, "closes_at", "earliest", now + (16 * day) + 60_000_000);
        Refused(opens: now + (16 * day), closes: now + (106 * day) + 1, ErrorReason.InvalidField, "closes_at", "latest", now + (106 * day));
        Stands(opens: now + (15 * day), closes: now + (15 * day) + 60_000_000);
        Stands(opens: now + (180 * day), closes: now + (270 * day));

        AnnouncePollRequest Request(long opens, long closes)
        {
            var request = given.Request(PollSteps.Owners);
            (request.OpensAt, request.ClosesAt) = (Times.Timestamp(opens), Times.Timestamp(closes));
            return request;
        }

        void Stands(long opens, long closes)
        {
            var poll = given.Announce(Request(opens, closes)).Answer;
            Assert.Equal((opens, closes), (Times.Micros(poll.OpensAt), Times.Micros(poll.ClosesAt)));
        }

        void Refused(long opens, long closes, ErrorReason reason, string field, string detail, long micros) =>
            Assert.Equal($"{micros}", given.Announce(Request(opens, closes)).Refused(reason, field).Details![detail]);
    }

    [Fact]
    public void Without_an_opening_it_opens_as_soon_as_the_rule_allows()
    {
        var given = Xingfu.Founded();
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer;
        Assert.Equal(given.In(PollSteps.Notice), poll.OpensAt);
        Assert.Equal(given.In(PollSteps.Notice), poll.ObjectionsUntil);
        Assert.Equal("2025-07-01", poll.RulePack.Version);
        Assert.All(poll.RulePack.Clauses, clause => Assert.True(clause.Article.Length > 0 && clause.ArticleEn.Length > 0 && clause.TextEn.Length > 0));
        Assert.Equal(["同意", "反对", "弃权"], poll.Options.Select(option => option.LabelZh));
        Assert.Equal($"邻居{Xingfu.Staff}", poll.AnnouncedBy.DisplayName);
    }

    [Fact]
    public void Nobody_entitled_means_no_poll()
    {
        var given = PollSteps.Estate(1, PollSteps.Home(1, 1_000_000));
        given.Announce(given.Request(PollSteps.Owners)).Refused(ErrorReason.RollEmpty, "rule_pack");
        given.Announce(given.Request(PollSteps.Council)).Refused(ErrorReason.RollEmpty, "rule_pack");
    }

    [Fact]
    public void A_roll_that_fits_no_segment_is_refused()
    {
        var given = PollSteps.Estate(1, PollSteps.Home(1, 1_000_000, 1));
        given.And(Enumerable.Range(0, 130).Select(chunk => new Fact { RollImported = Chunk(chunk) }));
        var request = given.Request(PollSteps.Owners);
        given.Try(new AnnouncePoll("", 0), request, Xingfu.As(Xingfu.Staff)).Refused(ErrorReason.LimitExceeded, "rule_pack");

        static RollImported Chunk(int chunk)
        {
            var ids = Enumerable.Range(1_000_000_000 + (chunk * 1_000), 1_000).ToList();
            return new RollImported
            {
                Owners = { ids.Select(id => new OwnerRow { Resident = id }) },
                Households = { ids.Select(id => PollSteps.Home(id, 1_000_000, id)) },
            };
        }
    }

    [Fact]
    public void A_proposal_on_the_table_gives_its_request_as_the_question()
    {
        var given = Xingfu.Founded().Tabled();
        var proposal = given.Last - 2;
        var request = given.Request(PollSteps.Owners);
        (request.Question, request.Proposal) = ("", Xingfu.Named("proposals", proposal));
        given.When(new AnnouncePoll("装十个充电桩", proposal + 9), request, Xingfu.As(Xingfu.Staff)).Refused(ErrorReason.EtagMismatch, "proposal");
        var poll = given.When(new AnnouncePoll("装十个充电桩", proposal), request, Xingfu.As(Xingfu.Councillor)).Answer;
        Assert.Equal(("装十个充电桩", request.Proposal), (poll.Question, poll.Proposal));
        given.When(new AnnouncePoll("装十个充电桩", proposal), request, Xingfu.As(Xingfu.Staff)).Refused(ErrorReason.WrongState, "proposal");
    }

    [Theory]
    [InlineData(1, ErrorReason.NotFound)]
    [InlineData(2, ErrorReason.WrongState)]
    public void A_proposal_that_is_not_on_the_table_is_refused(int facts, ErrorReason reason)
    {
        var given = Xingfu.Founded().Tabled(facts);
        var request = given.Request(PollSteps.Owners);
        request.Proposal = Xingfu.Named("proposals", given.Next - facts);
        given.Announce(request).Refused(reason, "proposal");
    }

    [Fact]
    public void Residents_alone_may_not_announce()
    {
        var given = Xingfu.Founded();
        given.When(new AnnouncePoll("", 0), given.Request(PollSteps.Survey), Xingfu.As(Xingfu.Wang)).Refused(ErrorReason.PetitionRequired, "petition");
        given.When(new AnnouncePoll("", 0), given.Request(PollSteps.Survey), Xingfu.As(Xingfu.Observer)).Refused(ErrorReason.RoleRequired);
    }
}
