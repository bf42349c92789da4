using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Renovation;
using Neighborhood.Domain.Tests.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using Stage = Neighborhood.V1.RenovationItem.Types.Stage;

namespace Neighborhood.Domain.Tests.Renovation;

public sealed class ItemTests
{
    private readonly Given<CommunityState> _given = Estate.Old();
    private readonly RenovationMenu _menu;

    public ItemTests() => _menu = _given.Published();

    [Fact]
    public void A_basic_item_is_announced_worked_on_and_finished()
    {
        var request = _given.Announcement(_menu);
        var item = _given.Announce(request).AnsweredAs(new GetItem(), new() { Name = request.Name }, Xingfu.As(Xingfu.Staff)).Answer;
        Assert.Equal((Stage.Announced, request.StartsAt, request.EndsAt), (item.Stage, item.StartsAt, item.EndsAt));
        _given.Announce(request).Refused(ErrorReason.WrongState);
        _given.Progress(_menu, Estate.Basic, Stage.Finished).Refused(ErrorReason.WrongState);
        Assert.Equal(Stage.InWork, _given.Progress(_menu, Estate.Basic, Stage.InWork).Answer.Stage);
        _given.Progress(_menu, Estate.Basic, Stage.InWork);
        var done = _given.Progress(_menu, Estate.Basic, Stage.Finished).Answer;
        Assert.Equal([Stage.Published, Stage.Announced, Stage.InWork, Stage.InWork, Stage.Finished], done.History.Select(happened => happened.Stage));
        Assert.Equal(("分单元停水", Xingfu.Resident(Xingfu.Staff)), (done.History[1].Note, done.History[1].By.Resident));
        _given.Progress(_menu, Estate.Basic, Stage.InWork).Refused(ErrorReason.WrongState);
        _given.Withdraw(_menu, Estate.Basic).Refused(ErrorReason.WrongState);
    }

    [Fact]
    public void An_announcement_that_cannot_be_is_refused_by_its_field()
    {
        var request = _given.Announcement(_menu);
        _given.Announce(new(request) { Name = _menu.Name + "/items/9" }).Refused(ErrorReason.NotFound, "name");
        Assert.Equal(FieldProblem.OtherItemClass, _given.Announce(_given.Announcement(_menu, Estate.Lift)).Refused(ErrorReason.InvalidField, "name").Problem);
        _given.Announce(new(request) { StartsAt = new() { Seconds = -1 } }).Refused(ErrorReason.InvalidField, "starts_at");
        _given.Announce(new(request) { EndsAt = new() { Seconds = -1 } }).Refused(ErrorReason.InvalidField, "ends_at");
        _given.Announce(new(request) { StartsAt = _given.In(TimeSpan.FromDays(41)) }).Refused(ErrorReason.InvalidField, "starts_at");
        _given.Announce(new(request) { EndsAt = _given.In(TimeSpan.FromDays(3_651)) }).Refused(ErrorReason.InvalidField, "ends_at");
    }

    [Fact]
    public void A_vote_is_announced_under_the_rule_of_the_matter_and_linked_both_ways()
    {
        var request = _given.Vote(_menu);
        var voting = _given.Put(request);
        Assert.Equal(
            [Fact.KindOneofCase.PollAnnounced, Fact.KindOneofCase.RollDrafted, Fact.KindOneofCase.ItemPutToVote],
            voting.Made.Select(entry => entry.Fact.KindCase));
        var (item, poll) = (voting.Answer, _given.Seen(voting.Answer.Poll));
        Assert.Equal((Stage.Voting, poll.Name), (item.Stage, item.Poll));
        Assert.Equal([item.Name], poll.RenovationItems);
        Assert.Equal((Estate.Matter, "owners-special", 12L), (poll.Matter, poll.RulePack.Id, poll.Turnout.EntitledHeadcount));
        Assert.Contains("加装电梯", poll.Question, StringComparison.Ordinal);
        foreach (var said in new[] { "300001.01", "200000.00", "100000.01", "1.00 元", "1号楼-2单元", "施工图在居委会可看", "scope" })
        {
            Assert.Contains(said, poll.Notice, StringComparison.OrdinalIgnoreCase);
        }

        _given.Put(request).Refused(ErrorReason.WrongState);
        _given.Withdraw(_menu, Estate.Lift).Refused(ErrorReason.WrongState);
        _given.Progress(_menu, Estate.Lift, Stage.InWork).Refused(ErrorReason.WrongState);
    }

    [Fact]
    public void A_vote_that_cannot_be_is_refused_by_its_field()
    {
        var request = _given.Vote(_menu);
        _given.Put(new(request) { Name = _menu.Name + "/items/9" }).Refused(ErrorReason.NotFound, "name");
        _given.Put(_given.Vote(_menu, Estate.Basic)).Refused(ErrorReason.InvalidField, "name");
        _given.Put(_given.Vote(_menu, Estate.Square)).Refused(ErrorReason.InvalidField, "name");
        Assert.Equal(
            FieldProblem.DecidesNothing,
            _given.Put(new(request) { BindingStatus = BindingStatus.Advisory }).Refused(ErrorReason.InvalidField, "binding_status").Problem);
        _given.Put(new(request) { BindingStatus = BindingStatus.BindingByOwnRules }).Refused(ErrorReason.InvalidField, "binding_status");
        _given.Put(new(request) { Secrecy = (Secrecy)7 }).Refused(ErrorReason.InvalidField, "secrecy");
        _given.Put(new(request) { OpensAt = _given.In(TimeSpan.FromDays(1)) }).Refused(ErrorReason.NoticeTooShort, "opens_at");
        _given.Put(new(request) { ClosesAt = _given.In(TimeSpan.FromDays(15)) }).Refused(ErrorReason.NoticeTooShort, "closes_at");
    }

    [Theory]
    [InlineData(9, Stage.Approved)] // exactly three quarters
    [InlineData(8, Stage.Rejected)]
    public void The_ledger_approves_or_rejects_with_the_result(int consenting, Stage expected)
    {
        var poll = _given.Decided(_menu, consenting);
        var entries = _given.Entries.ToList();
        Assert.Equal(Fact.KindOneofCase.ResultDeclared, entries[^2].Fact.KindCase);
        Assert.Equal(expected, entries[^1].Fact.ItemDecided.Stage);
        var item = _given.Item(_menu, Estate.Lift);
        Assert.Equal((expected, poll, poll), (item.Stage, item.Poll, item.History[^1].Poll));
        Assert.Null(item.History[^1].By);
        Assert.Equal(expected == Stage.Approved, _given.Progress(_menu, Estate.Lift, Stage.InWork).Decision.Refusal is null);
    }

    [Fact]
    public void A_rejected_item_can_be_voted_on_again_or_worded_anew()
    {
        var first = _given.Decided(_menu, 2);
        var again = _given.Put(_given.Vote(_menu)).Answer;
        Assert.NotEqual(first, again.Poll);
        Assert.Equal([again.Name], _given.Seen(first).RenovationItems);
        _given.When(new CancelPoll(), new() { Name = again.Poll, Reason = "改方案" }, Xingfu.As(Xingfu.Staff));
        Assert.Equal((Stage.Published, ""), (_given.Item(_menu, Estate.Lift).Stage, _given.Item(_menu, Estate.Lift).Poll));
        var drafts = _given.Seen(_menu).Items.Zip(Estate.Items(), (item, draft) => new RenovationItemDraft(draft) { Name = item.Name }).ToArray();
        drafts[1].Funding.OwnersFen = 5;
        _given.Update(_menu, drafts);
        Assert.Equal(Stage.Published, _given.Publish(_menu).Answer.Items[1].Stage);
    }

    [Fact]
    public void A_poll_that_is_voided_has_decided_nothing()
    {
        var poll = _given.Decided(_menu, 12);
        _given.Progress(_menu, Estate.Lift, Stage.InWork);
        var voided = _given.When(new VoidPoll(), new() { Name = poll, Reason = "公告漏贴一栋" }, Xingfu.As(Xingfu.Staff));
        Assert.Equal(Fact.KindOneofCase.ItemReleased, voided.Made[^1].Fact.KindCase);
        Assert.Equal((Stage.Published, "", false), (Seen().Stage, Seen().Poll, Seen().Sealed));
        Assert.Equal(poll, Seen().History[^1].Poll);

        RenovationItem Seen() => _given.Item(_menu, Estate.Lift);
    }

    [Fact]
    public void What_is_finished_or_withdrawn_is_not_touched_by_its_poll_any_more()
    {
        var poll = _given.Decided(_menu, 12);
        Assert.Equal(Stage.Withdrawn, _given.Withdraw(_menu, Estate.Lift).Answer.Stage);
        Assert.Equal("方案取消", _given.Item(_menu, Estate.Lift).History[^1].Note);
        _given.When(new VoidPoll(), new() { Name = poll, Reason = "程序错误" }, Xingfu.As(Xingfu.Staff));
        Assert.Equal(Stage.Withdrawn, _given.Item(_menu, Estate.Lift).Stage);
        _given.Withdraw(_menu, Estate.Lift).Refused(ErrorReason.WrongState);
        _given.Put(_given.Vote(_menu)).Refused(ErrorReason.WrongState);
    }

    [Fact]
    public void A_withdrawal_has_a_reason_and_progress_a_stage()
    {
        var staff = Xingfu.As(Xingfu.Staff);
        var name = _menu.Items[0].Name;
        _given.When(new WithdrawItem(), new() { Name = name, Reason = " " }, staff).Refused(ErrorReason.InvalidField, "reason");
        _given.When(new WithdrawItem(), new() { Name = _menu.Name, Reason = "x" }, staff).Refused(ErrorReason.NotFound, "name");
        _given.When(new RecordProgress(), new() { Name = _menu.Name, Stage = Stage.InWork }, staff).Refused(ErrorReason.NotFound, "name");
        _given.When(new RecordProgress(), new() { Name = name, Stage = Stage.Approved }, staff).Refused(ErrorReason.InvalidField, "stage");
    }

    [Fact]
    public void What_is_told_of_an_item_has_an_end()
    {
        _given.Announce(_given.Announcement(_menu));
        var request = new RecordProgressRequest { Name = _menu.Items[0].Name, Stage = Stage.InWork };
        for (var told = 2; told < RenovationLimits.HistoryCount; told++)
        {
            _given.Try(new RecordProgress(), request, Xingfu.As(Xingfu.Staff));
        }

        _given.Progress(_menu, Estate.Basic, Stage.InWork).Refused(ErrorReason.LimitExceeded);
        Assert.Equal(RenovationLimits.HistoryCount + 1, _given.Progress(_menu, Estate.Basic, Stage.Finished).Answer.History.Count);
    }

    [Fact]
    public void Polls_on_one_item_have_an_end_too()
    {
        for (var told = 1; told < RenovationLimits.HistoryCount; told += 2)
        {
            var poll = _given.Try(new PutItemToVote(), _given.Vote(_menu), Xingfu.As(Xingfu.Staff)).Answer.Poll;
            _given.Try(new CancelPoll(), new() { Name = poll, Reason = "x" }, Xingfu.As(Xingfu.Staff));
        }

        _given.Put(_given.Vote(_menu)).Refused(ErrorReason.LimitExceeded, "name");
    }

    [Theory]
    [InlineData(60_000, false)]
    [InlineData(60_001, true)]
    public void The_shares_of_one_vote_have_room_in_one_segment(int homes, bool isRefused)
    {
        // All but one are unsold, so that nothing else of the announcement is large.
        var given = PollSteps.Estate(1, Enumerable.Range(2, homes - 1).Select(home => PollSteps.Home(home, 100)).Prepend(PollSteps.Home(1, 100, 1)));
        var items = Estate.Items();
        items[1].Places.Clear();
        var menu = given.Publish(given.Draft(items).Answer).Answer;
        var put = given.Try(new PutItemToVote(), given.Vote(menu), Xingfu.As(Xingfu.Staff));
        if (!isRefused)
        {
            Assert.Equal(Stage.Voting, put.Answer.Stage);
            return;
        }

        Assert.Equal($"{PollLimits.AnnouncementBytes}", put.Refused(ErrorReason.LimitExceeded, "name").Details!["limit"]);
    }
}
