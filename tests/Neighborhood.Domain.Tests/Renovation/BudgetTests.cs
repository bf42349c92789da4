using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Renovation;
using Neighborhood.Domain.Tests.Polls;
using Neighborhood.Domain.Tests.Polls.Questions;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using Stage = Neighborhood.V1.RenovationItem.Types.Stage;

namespace Neighborhood.Domain.Tests.Renovation;

public sealed class BudgetTests
{
    private readonly Given<CommunityState> _given = Estate.Old();
    private readonly RenovationMenu _menu;

    // Items 4 to 6 cost 3,000, 4,000 and 5,000 fen, and nobody asks owners for any of it.
    public BudgetTests() => _menu = _given.Publish(_given.Draft([.. Estate.Items(), .. new[] { 3_000, 4_000, 5_000 }.Select(Square)]).Answer).Answer;

    [Fact]
    public void What_the_budget_reaches_is_approved_and_the_rest_is_not()
    {
        var put = _given.When(new PutItemsToBudget(), Request(), Xingfu.As(Xingfu.Staff));
        Assert.Equal(3, put.Made.Count(entry => entry.Fact.KindCase == Fact.KindOneofCase.ItemPutToVote));
        Assert.All(put.Answer.Items.Skip(3), item => Assert.Equal(Stage.Voting, item.Stage));
        var poll = _given.Seen(put.Answer.Items[3].Poll);
        Assert.Equal(put.Answer.Items.Skip(3).Select(item => item.Name), poll.RenovationItems);
        var question = Assert.Single(poll.Questions);
        Assert.Equal((7_000L, BallotKind.BudgetApproval), (question.BudgetFen, question.Kind));
        Assert.Equal(("item-4", 3_000L), (question.Options[0].Id, question.Options[0].CostFen));
        Assert.Contains("30.00", poll.Notice, StringComparison.Ordinal);

        _given.Later(TimeSpan.FromMicroseconds(Core.Times.Micros(poll.OpensAt)!.Value - _given.NowMicros)).Due();
        for (var voter = 1; voter <= Xingfu.Households; voter++)
        {
            // The dearest has the most support, and what is left does not reach the next.
            (string, long)[] marks = voter <= 4 ? [("item-4", 1), ("item-6", 1)] : [("item-6", 1)];
            _given.Try(new CastBallot(), QuestionSteps.Ballot(poll.Name, QuestionSteps.Answer("items", marks)), Xingfu.As(voter));
        }

        _given.Counted(poll.Name);
        Assert.Equal([Stage.Rejected, Stage.Rejected, Stage.Approved], Stages());
        Assert.Equal([Fact.KindOneofCase.ResultDeclared, .. Enumerable.Repeat(Fact.KindOneofCase.ItemDecided, 3)],
            _given.Entries.TakeLast(4).Select(entry => entry.Fact.KindCase));
        Assert.Contains(_given.Entries, entry => entry.Fact.KindCase == Fact.KindOneofCase.PollOpened);
        Assert.DoesNotContain(_given.Entries, entry => entry.Fact.KindCase == Fact.KindOneofCase.SharesSealed);
    }

    [Fact]
    public void A_budget_that_too_few_vote_on_approves_nothing()
    {
        var poll = _given.When(new PutItemsToBudget(), Request(), Xingfu.As(Xingfu.Staff)).Answer.Items[3].Poll;
        _given.Later(TimeSpan.FromDays(30)).Due();
        _given.When(new DeclareResult(_given.Count(poll)), new GetPollRequest { Name = poll }, Xingfu.As(Xingfu.Staff));
        Assert.Equal([Stage.Rejected, Stage.Rejected, Stage.Rejected], Stages());
    }

    public static TheoryData<string, ErrorReason, FieldProblem, Action<PutItemsToBudgetRequest>> Bad() => new()
    {
        { "name", ErrorReason.NotFound, FieldProblem.Unspecified, request => request.Name = Xingfu.Named("menus", 1) },
        { "items[0]", ErrorReason.NotFound, FieldProblem.Unspecified, request => request.Items[0] += "9" },
        { "items[1]", ErrorReason.InvalidField, FieldProblem.NamedTwice, request => request.Items[1] = request.Items[0] },
        { "items[0]", ErrorReason.InvalidField, FieldProblem.OtherItemClass, request => request.Items[0] = request.Name + "/items/1" },
        { "binding_status", ErrorReason.InvalidField, FieldProblem.DecidesNothing, request => request.BindingStatus = BindingStatus.Advisory },
        { "matter", ErrorReason.MatterUnknown, FieldProblem.Unspecified, request => request.Matter = "nothing" },
        { "matter", ErrorReason.InvalidField, FieldProblem.NotAMatterOfOwners, request => request.Items.Add(request.Name + "/items/3") },
        { "budget_fen", ErrorReason.InvalidField, FieldProblem.OutOfRange, request => request.BudgetFen = 0 },
        { "method", ErrorReason.InvalidField, FieldProblem.NotForKind, request => request.Method = CountingMethod.Schulze },
        { "kind", ErrorReason.InvalidField, FieldProblem.OutOfRange, request => request.Kind = BallotKind.BudgetPoints },
        { "closes_at", ErrorReason.NoticeTooShort, FieldProblem.Unspecified, request => request.ClosesAt = new() { Seconds = 1 } },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void A_budget_that_cannot_be_is_refused_by_its_field(
        string field, ErrorReason reason, FieldProblem problem, Action<PutItemsToBudgetRequest> spoil)
    {
        var request = Request();
        spoil(request);
        Assert.Equal(problem, _given.When(new PutItemsToBudget(), request, Xingfu.As(Xingfu.Staff)).Refused(reason, field).Problem);
    }

    [Fact]
    public void An_item_competes_once_at_a_time()
    {
        var poll = _given.When(new PutItemsToBudget(), Request(), Xingfu.As(Xingfu.Staff)).Answer.Items[3].Poll;
        _given.When(new PutItemsToBudget(), Request(), Xingfu.As(Xingfu.Staff)).Refused(ErrorReason.WrongState, "items[0]");
        _given.Later(TimeSpan.FromDays(20)).Due();
        var ended = _given.When(new VoidPoll(), new() { Name = poll, Reason = "重来" }, Xingfu.As(Xingfu.Staff));
        Assert.Equal(3, ended.Made.Count(entry => entry.Fact.KindCase == Fact.KindOneofCase.ItemReleased));
        Assert.Equal([Stage.Published, Stage.Published, Stage.Published], Stages());
    }

    private IEnumerable<Stage> Stages() => _given.Seen(_menu).Items.Skip(3).Select(item => item.Stage);

    private PutItemsToBudgetRequest Request() => new()
    {
        Name = _menu.Name,
        Items = { _menu.Items.Skip(3).Select(item => item.Name) },
        BudgetFen = 7_000,
        Matter = "residents-decision",
        Kind = BallotKind.BudgetApproval,
        Method = CountingMethod.Greedy,
        Secrecy = Secrecy.Open,
        BindingStatus = BindingStatus.BindingByOwnRules,
        ClosesAt = _given.In(TimeSpan.FromDays(30)),
    };

    private static RenovationItemDraft Square(int fen) =>
        new() { Class = ItemClass.Enhancement, Title = $"小广场 {fen}", Funding = new() { GovernmentFen = fen } };
}
