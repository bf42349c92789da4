using Neighborhood.Domain.Proposals;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using static Neighborhood.Domain.Tests.Xingfu;
using State = Neighborhood.V1.Proposal.Types.State;

namespace Neighborhood.Domain.Tests.Proposals;

public class EndorsementTests
{
    private readonly Proposing _proposing = new();

    public EndorsementTests() => _proposing.Publish();

    private long Id => _proposing.Id;

    [Fact]
    public void An_endorsement_counts_for_the_household_lived_in()
    {
        var endorsed = _proposing.Endorse(WangsChild)
            .Then(new Fact { ProposalEndorsed = new() { Proposal = Id, Resident = WangsChild, Household = 1 } })
            .AnsweredAs(new GetProposal(), new() { Name = _proposing.Draft }, As(WangsChild)).Answer;
        Assert.Equal((1, true), (endorsed.EndorsementCount, endorsed.EndorsedByMe));
        Assert.False(_proposing.Get(Wang).EndorsedByMe);
    }

    [Fact]
    public void Whoever_has_several_households_counts_once_for_the_first_that_has_not_endorsed()
    {
        Bought(household: 2, owners: [Wang, Li]);
        _proposing.Endorse(WangsChild);
        _proposing.Endorse(Wang).Then(new Fact { ProposalEndorsed = new() { Proposal = Id, Resident = Wang, Household = 2 } });
        _proposing.Endorse(Wang).Refused(ErrorReason.AlreadyEndorsed);
        _proposing.Endorse(Li).Refused(ErrorReason.AlreadyEndorsed);
    }

    [Fact]
    public void The_endorsement_that_reaches_the_threshold_tables_the_proposal()
    {
        _proposing.Endorse(Wang);
        _proposing.Endorse(Li);
        var last = _proposing.Endorse(Zhang).Then(
            new Fact { ProposalEndorsed = new() { Proposal = Id, Resident = Zhang, Household = 3 } },
            new Fact { ProposalTabled = new() { Proposal = Id, Endorsements = 3, Needed = 3 } });
        Assert.Equal((State.Tabled, 3), (last.Answer.State, last.Answer.EndorsementCount));

        _proposing.Given.And(new Fact { CommunityUpdated = new() { Title = "幸福小区", Settings = new() { EndorsingHouseholds = 9 } } });
        Assert.Equal(3, _proposing.Get(Wang).EndorsementsNeeded);
    }

    [Fact]
    public void A_share_of_households_is_rounded_up()
    {
        var proposing = new Proposing(new() { EndorsingShareBasisPoints = 1_000 });
        proposing.Publish();
        Assert.Equal(2, proposing.Get(Li).EndorsementsNeeded);
        Assert.Equal(State.Published, proposing.Endorse(Wang).Answer.State);
        Assert.Equal(State.Tabled, proposing.Endorse(Li).Answer.State);
    }

    [Fact]
    public void Taking_an_endorsement_back_frees_the_household()
    {
        _proposing.Endorse(WangsChild);
        var back = _proposing.Unendorse(WangsChild).Then(new Fact { EndorsementWithdrawn = new() { Proposal = Id, Resident = WangsChild } })
            .AnsweredAs(new GetProposal(), new() { Name = _proposing.Draft }, As(WangsChild)).Answer;
        Assert.Equal((0, false), (back.EndorsementCount, back.EndorsedByMe));
        Assert.Equal(1, _proposing.Endorse(Wang).Answer.EndorsementCount);
    }

    [Fact]
    public void Somebody_else_of_the_household_cannot_take_it_back()
    {
        _proposing.Endorse(WangsChild);
        _proposing.Unendorse(Wang).Refused(ErrorReason.NotEndorsed);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 3)]
    [InlineData(10, 10)]
    [InlineData(11, 10)]
    public void A_threshold_that_nobody_set_can_be_reached_where_few_live(int households, int needed) =>
        Assert.Equal(needed, new Settings().EndorsementsNeeded(households));

    public static TheoryData<string> Material => ["title", "request", "place", "category", "cost_fen"];

    [Theory]
    [MemberData(nameof(Material))]
    public void A_change_of_what_is_endorsed_clears_the_endorsements_and_tells_their_givers(string field)
    {
        _proposing.Endorse(Li);
        var revised = _proposing.Update(Wang, request => Change(request, field)).AnsweredAs(new GetProposal(), new() { Name = _proposing.Draft }, As(Wang));
        var fact = Assert.Single(revised.Decision.Facts).Fact.ProposalRevised;
        Assert.Equal([field], fact.ChangedFields);
        Assert.True(fact.EndorsementsCleared);
        Assert.Equal((0, 2), (revised.Answer.EndorsementCount, revised.Answer.Revision));
        Assert.Equal([field], _proposing.Get(Li).ChangedSinceMyEndorsement);
        Assert.Empty(_proposing.Get(Zhang).ChangedSinceMyEndorsement);
    }

    [Fact]
    public void A_change_of_the_explanation_leaves_the_endorsements()
    {
        _proposing.Endorse(Li);
        var fact = Assert.Single(_proposing.Update(Wang, request => Change(request, "text")).Decision.Facts).Fact.ProposalRevised;
        Assert.Equal(["text"], fact.ChangedFields);
        Assert.False(fact.EndorsementsCleared);
        Assert.Equal((1, true), (_proposing.Get(Li).EndorsementCount, _proposing.Get(Li).EndorsedByMe));
        Assert.Empty(_proposing.Get(Li).ChangedSinceMyEndorsement);
    }

    [Fact]
    public void Whoever_was_cleared_hears_of_later_changes_too_until_endorsing_again()
    {
        _proposing.Endorse(Li);
        _proposing.Update(Wang, request => Change(request, "title"));
        _proposing.Update(Wang, request => (request.Title, request.Text) = ("再改", "再改"));
        _proposing.Update(Wang, request => Change(request, "cost_fen"));
        Assert.Equal(["title", "text", "cost_fen"], _proposing.Get(Li).ChangedSinceMyEndorsement);
        Assert.Empty(_proposing.Endorse(Li).Answer.ChangedSinceMyEndorsement);
    }

    private static void Change(UpdateProposalRequest request, string field)
    {
        switch (field)
        {
            case "title":
                request.Title = "新标题";
                break;
            case "request":
                request.Request = "装八个";
                break;
            case "place":
                request.Place = "西门";
                break;
            case "text":
                request.Text = "新理由";
                break;
            case "category":
                request.Category = Category.Parking;
                break;
            default:
                request.CostFen++;
                break;
        }
    }

    private void Bought(long household, long[] owners) => _proposing.Given.And(new Fact
    {
        RollImported = new() { Households = { new HouseholdRow { Household = household, AreaCm2 = 1_000_000, Owners = { owners }, VotingOwner = owners[0] } } },
    });
}
