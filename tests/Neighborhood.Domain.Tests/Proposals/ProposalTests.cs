using Neighborhood.Domain.Core;
using Neighborhood.Domain.Discussions;
using Neighborhood.Domain.Proposals;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using static Neighborhood.Domain.Tests.Xingfu;
using State = Neighborhood.V1.Proposal.Types.State;

namespace Neighborhood.Domain.Tests.Proposals;

public class ProposalTests
{
    private readonly Proposing _proposing = new();

    private GetProposalRequest Getting => new() { Name = _proposing.Draft };

    [Fact]
    public void A_draft_holds_what_was_written_and_links_to_its_topic()
    {
        var given = _proposing.Given;
        var topic = given.When(new CreateTopic(_ => 0), new() { Parent = Name, Title = "题", Text = "话" }, As(Li)).Answer.Name;
        var created = _proposing.Create(Li, request => request.Topic = topic)
            .Then(new Fact
            {
                ProposalDrafted = new()
                {
                    Author = Li,
                    Topic = Discussions.TalkRoom.TopicId(topic),
                    Terms = new() { Category = Category.Charging, CostFen = 2_000_000 },
                },
            });
        var draft = created.AnsweredAs(new GetProposal(), new() { Name = created.Answer.Name }, As(Li)).Answer;
        Assert.Equal(("充电桩", "在东门装四个充电桩", "东门", "电动车多了。"), (draft.Title, draft.Request, draft.Place, draft.Text));
        Assert.Equal((State.Draft, topic, 1, 0, 3), (draft.State, draft.Topic, draft.Revision, draft.EndorsementCount, draft.EndorsementsNeeded));
        Assert.Null(draft.PublishTime);

        _proposing.Publish(Li, draft.Name);
        Assert.Equal([draft.Name], given.Read(new GetTopic(_ => 0), new() { Name = topic }, As(Wang)).Proposals);
    }

    [Fact]
    public void Publication_shows_the_draft_to_everybody()
    {
        _proposing.Publish().Then(new Fact { ProposalPublished = new() { Proposal = _proposing.Id } }).AnsweredAs(new GetProposal(), Getting, As(Wang));
        var seen = _proposing.Get(Observer);
        Assert.Equal(State.Published, seen.State);
        Assert.NotNull(seen.PublishTime);
    }

    [Fact]
    public void Earlier_versions_of_a_draft_stay_with_its_author()
    {
        _proposing.Update(Wang, request => request.Text = "第二稿").Then(new Fact
        {
            ProposalEdited = new() { Proposal = _proposing.Id, Terms = new() { Category = Category.Charging, CostFen = 2_000_000 } },
        });
        _proposing.Publish();
        _proposing.Update(Wang, request => request.Text = "第三稿");
        Assert.Equal([(1, "电动车多了。"), (2, "第二稿"), (3, "第三稿")], Versions(Wang));
        Assert.Equal([(2, "第二稿"), (3, "第三稿")], Versions(Li));
    }

    [Fact]
    public void Everybody_is_told_when_the_words_of_a_proposal_are_gone()
    {
        _proposing.Publish();
        _proposing.Given.Texts.Put(_proposing.Id, null);
        Assert.True(_proposing.Get(Li).Redacted);
    }

    [Fact]
    public void Explanations_are_appended_and_leave_endorsements_alone()
    {
        _proposing.Publish();
        _proposing.Endorse(Li);
        _proposing.Clarify(text: "只用夜间电价。").Then(new Fact { ProposalClarified = new() { Proposal = _proposing.Id } })
            .AnsweredAs(new GetProposal(), Getting, As(Wang));
        _proposing.Table();
        _proposing.Clarify(text: "物业同意。");
        var seen = _proposing.Get(Zhang);
        Assert.Equal(["只用夜间电价。", "物业同意。"], seen.Clarifications.Select(text => text.Text));
        Assert.Equal((1, 1), (seen.EndorsementCount, seen.Revision));
    }

    [Fact]
    public void A_fifty_first_explanation_is_refused()
    {
        _proposing.Publish();
        _proposing.Given.And(Enumerable.Repeat(new Fact { ProposalClarified = new() { Proposal = _proposing.Id } }, DomainLimits.Clarifications - 1));
        Assert.NotNull(_proposing.Clarify().Answer);
        _proposing.Clarify().Refused(ErrorReason.LimitExceeded);
    }

    [Fact]
    public void A_hundred_first_version_is_refused()
    {
        var edited = new Fact { ProposalEdited = new() { Proposal = _proposing.Id, Terms = new() } };
        _proposing.Given.And(Enumerable.Repeat(edited, DomainLimits.Versions - 2)).Later(TimeSpan.FromHours(1));
        Assert.NotNull(_proposing.Update(Wang, Fill).Answer);
        _proposing.Update(Wang, request => request.Title = "又新").Refused(ErrorReason.LimitExceeded);

        static void Fill(UpdateProposalRequest request) => (request.Title, request.Request, request.Category) = ("新", "装", Category.Other);
    }

    [Fact]
    public void A_council_member_tables_it_with_a_reason_on_record()
    {
        _proposing.Publish();
        var tabled = _proposing.Table(Councillor, "很急").Then(new Fact { ProposalTabled = new() { Proposal = _proposing.Id, ByResident = Councillor } })
            .AnsweredAs(new GetProposal(), Getting, As(Councillor));
        Assert.Equal(State.Tabled, tabled.Answer.State);
        Assert.Equal("很急", WrittenText.Parser.ParseFrom(_proposing.Given.Texts.Find(_proposing.Given.Last)!.Data).Text);
    }

    [Theory]
    [InlineData(true, State.Adopted)]
    [InlineData(false, State.Rejected)]
    public void A_verdict_ends_it_and_its_poll_stays_linked(bool adopted, State state)
    {
        _proposing.Publish();
        _proposing.Table();
        var poll = _proposing.Poll();
        _proposing.Given.And(new Fact { ProposalDecided = new() { Proposal = _proposing.Id, Adopted = adopted, Poll = poll } });
        var seen = _proposing.Get(Li);
        Assert.Equal((state, Named("polls", poll)), (seen.State, Assert.Single(seen.Polls)));
    }

    [Fact]
    public void A_verdict_that_is_void_puts_it_on_the_table_again()
    {
        _proposing.Publish();
        _proposing.Table();
        var cancelled = _proposing.Poll();
        _proposing.Given.And(new Fact { PollCancelled = new() { Poll = cancelled } });
        var poll = _proposing.Poll();
        _proposing.Given.And(new Fact { ProposalDecided = new() { Proposal = _proposing.Id, Adopted = true, Poll = poll } });
        _proposing.Given.And(new Fact { PollVoided = new() { Poll = cancelled } });
        Assert.Equal(State.Adopted, _proposing.Get(Li).State);
        _proposing.Given.And(new Fact { PollVoided = new() { Poll = poll } });
        Assert.Equal(State.Tabled, _proposing.Get(Li).State);
    }

    [Fact]
    public void It_is_withdrawn_with_or_without_a_reason()
    {
        _proposing.Publish();
        var withdrawn = new Fact { ProposalWithdrawn = new() { Proposal = _proposing.Id } };
        Assert.Null(_proposing.Withdraw().Then(withdrawn).AnsweredAs(new GetProposal(), Getting, As(Wang)).Decision.Facts[0].Side);
        var other = _proposing.Create(Li).Answer.Name;
        _proposing.Publish(Li, other);
        Assert.NotNull(_proposing.Withdraw(Li, "已解决", other).Decision.Facts[0].Side);
        Assert.Equal(State.Withdrawn, _proposing.Get(Wang, other).State);
    }

    [Fact]
    public void A_draft_is_discarded_before_its_author_and_staff_alone()
    {
        var discarded = _proposing.Withdraw(reason: "不写了")
            .Then(new Fact { ProposalDraftDiscarded = new() { Proposal = _proposing.Id, Author = Wang } }).Made[0];
        Assert.All([Wang, Staff], reader => Assert.True(_proposing.Given.State.MayRead(As(reader), discarded)));
        Assert.All([Li, Host, Councillor], reader => Assert.False(_proposing.Given.State.MayRead(As(reader), discarded)));
        Assert.Equal(State.Withdrawn, _proposing.Get(Wang).State);
    }

    [Fact]
    public void Ledgers_in_which_drafts_were_withdrawn_are_replayed()
    {
        _proposing.Given.And(new Fact { ProposalWithdrawn = new() { Proposal = _proposing.Id } }).MustReplayEqually();
        Assert.Equal(State.Withdrawn, _proposing.Get(Wang).State);
        Assert.Null(_proposing.Given.State.EventOf(_proposing.Given.Entries.Last()));
    }

    [Fact]
    public void An_eleventh_draft_within_the_hour_is_refused_with_the_time_of_the_next()
    {
        for (var i = 1; i < CommunitySettings.DefaultProposalsPerHour; i++)
        {
            Assert.NotNull(_proposing.Create(Wang).Answer);
        }

        var refusal = _proposing.Create(Wang).Refused(ErrorReason.PostingTooFast);
        Assert.Equal((Times.HourMicros, $"{_proposing.Given.NowMicros + Times.HourMicros}"), (refusal.RetryAfterMicros, refusal.Details!["time_micros"]));
        Assert.NotNull(_proposing.Create(Li).Answer);
        _proposing.Given.Later(TimeSpan.FromHours(1));
        Assert.NotNull(_proposing.Create(Wang).Answer);
    }

    [Fact]
    public void Edits_of_drafts_and_of_published_proposals_have_one_limit_within_the_hour()
    {
        _proposing.Given.And(new Fact { CommunityUpdated = new() { Title = "幸福小区", Settings = new() { EditsPerHour = 2 } } });
        Assert.NotNull(_proposing.Update(Wang, request => request.Title = "一").Answer);
        _proposing.Publish();
        Assert.NotNull(_proposing.Update(Wang, request => request.Title = "二").Answer);
        Assert.Equal(Times.HourMicros, _proposing.Update(Wang, request => request.Title = "三").Refused(ErrorReason.PostingTooFast).RetryAfterMicros);
        _proposing.Given.Later(TimeSpan.FromHours(1));
        Assert.NotNull(_proposing.Update(Wang, request => request.Title = "三").Answer);
    }

    [Fact]
    public void A_poll_that_came_to_nothing_no_longer_hinders_withdrawal()
    {
        _proposing.Publish();
        _proposing.Table();
        _proposing.Given.And(new Fact { PollCancelled = new() { Poll = _proposing.Poll() } });
        var second = _proposing.Poll();
        _proposing.Withdraw().Refused(ErrorReason.WrongState);
        _proposing.Given.And(new Fact { PollVoided = new() { Poll = second } });
        Assert.Equal(State.Withdrawn, _proposing.Withdraw().Answer.State);
    }

    [Fact]
    public void Watchers_hear_of_a_withdrawal_only_if_they_knew_the_proposal()
    {
        var draft = _proposing.Create(Wang).Answer.Name;
        _proposing.Publish();
        var published = _proposing.Withdraw().Made[0];
        var secret = _proposing.Withdraw(name: draft).Made[0];
        Assert.NotNull(_proposing.Given.State.EventOf(published));
        Assert.Null(_proposing.Given.State.EventOf(secret));
    }

    private List<(int, string)> Versions(long by) =>
    [
        .. _proposing.Given.Read(new ListProposalRevisions(), new() { Name = _proposing.Draft }, As(by))
            .Revisions.Select(version => (version.Revision, version.Text)),
    ];
}
