using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using Reason = Neighborhood.V1.Entitlement.Types.Reason;

namespace Neighborhood.Domain.Tests.Polls;

public sealed class RollDraftTests
{
    private const long Flat = 1_000_000;

    [Fact]
    public void The_developers_unsold_parts_are_one_person_without_a_ballot()
    {
        // Boundary vector 7: 100 units of 100 m², 40 unsold, 60 distinct buyers.
        const int buyers = 60;
        var given = PollSteps.Estate(buyers, Enumerable.Range(1, 100).Select(id => id <= buyers ? PollSteps.Home(id, Flat, id) : PollSteps.Home(id, Flat)));
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer;
        Assert.Equal((61, 10_000 * 10_000L), (poll.Turnout.EntitledHeadcount, poll.Turnout.EntitledAreaCm2));
        Assert.Equal(buyers, given.RollOf(poll.Name).Length);
    }

    [Fact]
    public void One_owner_of_several_parts_is_one_person() =>
        Draws(2, [(1, 3 * Flat, 1), (2, Flat, 1)], PollSteps.Home(1, Flat, 1), PollSteps.Home(2, 2 * Flat, 1), PollSteps.Home(3, Flat, 2));

    [Fact]
    public void The_same_co_owners_of_two_parts_are_one_person() =>
        Draws(1, [(1, 2 * Flat, 1)], PollSteps.Home(1, Flat, 1, 2), PollSteps.Home(2, Flat, 1, 2));

    [Fact]
    public void Whoever_votes_for_oneself_and_for_a_couple_has_one_ballot_that_counts_for_two() =>
        Draws(2, [(1, 3 * Flat, 2)], PollSteps.Home(1, Flat, 1), PollSteps.Home(2, 2 * Flat, 1, 2));

    [Fact]
    public void A_part_without_a_named_voter_counts_and_casts_no_ballot()
    {
        var unnamed = PollSteps.Home(2, Flat, 2, 3);
        unnamed.VotingOwner = 0;
        Draws(2, [(1, Flat, 1)], PollSteps.Home(1, Flat, 1), unnamed);
    }

    [Fact]
    public void Co_owners_who_name_two_voters_have_named_none()
    {
        var given = PollSteps.Estate(3, PollSteps.Home(1, Flat, 1), PollSteps.Home(2, Flat, 2, 3), PollSteps.Home(3, Flat, 3, 2));
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer;
        Assert.Equal([(1, Flat, 1)], given.RollOf(poll.Name));
        Assert.Equal((2, 3 * Flat), (poll.Turnout.EntitledHeadcount, poll.Turnout.EntitledAreaCm2));
        Assert.Equal(Reason.NoVoterNamed, Entitlement(given, poll.Name, 2).Reason);
    }

    [Fact]
    public void Two_persons_in_one_ballot_are_counted_as_two()
    {
        var given = PollSteps.Estate(3, PollSteps.Home(1, Flat, 1), PollSteps.Home(2, 2 * Flat, 1, 2), PollSteps.Home(3, Flat, 3));
        var poll = given.Opened(PollSteps.Owners);
        given.Vote(poll, 1, "yes");
        given.Vote(poll, 1, "yes");
        var turnout = given.Seen(poll).Turnout;
        Assert.Equal((2, 3 * Flat, 2), (turnout.VotedHeadcount, turnout.VotedAreaCm2, turnout.BallotCount));
        var yes = given.Counted(poll).Result.Tally[0];
        Assert.Equal((2, 3 * Flat), (yes.Headcount, yes.AreaCm2));
    }

    [Fact]
    public void A_later_change_of_the_roll_never_touches_an_announced_poll()
    {
        var given = Xingfu.Founded();
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer.Name;
        var before = given.RollOf(poll);
        given.And(new Fact { RollImported = new() { Households = { PollSteps.Home(1, 9 * Flat, 2) } } });
        Assert.Equal(before, given.RollOf(poll));
    }

    [Fact]
    public void Residents_and_seats_count_by_heads()
    {
        var given = Xingfu.Founded();
        var residents = given.Announce(given.Request(PollSteps.Survey)).Answer;
        Assert.Equal(Enumerable.Range(1, 13).Select(id => ((long)id, 0L, 1)), given.RollOf(residents.Name));
        var seats = given.Announce(given.Request(PollSteps.Council)).Answer;
        Assert.Equal([(Xingfu.Councillor, 0, 1)], given.RollOf(seats.Name));
    }

    [Fact]
    public void Every_reason_for_not_being_on_a_roll_is_told()
    {
        var unnamed = PollSteps.Home(3, Flat, 3, 4);
        unnamed.VotingOwner = 0;
        var given = PollSteps.Estate(8, PollSteps.Home(1, Flat, 1), PollSteps.Home(2, Flat, 2, 8), unnamed, PollSteps.Home(5, Flat, 5));
        given.And(new Fact { RoleGranted = new() { Resident = 1, Role = Role.CouncilMember } });
        given.And(new Fact { RoleGranted = new() { Resident = 6, Role = Role.Host } });
        var owners = given.Announce(given.Request(PollSteps.Owners)).Answer.Name;
        var survey = given.Announce(given.Request(PollSteps.Survey)).Answer.Name;
        var council = given.Announce(given.Request(PollSteps.Council)).Answer.Name;
        given.And(new Fact { RollImported = new() { Households = { PollSteps.Home(7, Flat, 7) } } });
        given.And(new Fact { RoleGranted = new() { Resident = 5, Role = Role.CouncilMember } });
        given.And(new Fact { VotingHoldSet = new() { Account = Xingfu.As(5).Account, UntilMicros = long.MaxValue } });

        Assert.Equal(new Entitlement { Entitled = true, AreaCm2 = Flat, Headcount = 1 }, Entitlement(given, owners, 1));
        Assert.Equal(new Entitlement { AreaCm2 = Flat, Headcount = 1, Reason = Reason.OnHold }, Entitlement(given, owners, 5));
        Assert.Equal(Reason.NotAnOwner, Entitlement(given, owners, 6).Reason);
        Assert.Equal(Reason.AnotherOwnerVotes, Entitlement(given, owners, 8).Reason);
        Assert.Equal(Reason.NoVoterNamed, Entitlement(given, owners, 3).Reason);
        Assert.Equal(Reason.JoinedLater, Entitlement(given, owners, 7).Reason);
        Assert.Equal(Reason.JoinedLater, Entitlement(given, survey, 7).Reason);
        Assert.Equal(Reason.NotAResident, Entitlement(given, survey, 6).Reason);
        Assert.Equal(Reason.NoSeat, Entitlement(given, council, 2).Reason);
        Assert.Equal(Reason.JoinedLater, Entitlement(given, council, 5).Reason);
        Assert.Equal(
            ErrorReason.NotFound,
            given.RefusalOf(new GetMyEntitlement(), new GetMyEntitlementRequest { Name = "communities/xingfu/polls/1" }, Xingfu.As(1)).Reason);
    }

    private static Entitlement Entitlement(Given<CommunityState> given, string poll, long resident) =>
        given.Read(new GetMyEntitlement(), new GetMyEntitlementRequest { Name = poll }, Xingfu.As(resident));

    private static void Draws(long headcount, (long, long, int)[] rows, params HouseholdRow[] households)
    {
        var given = PollSteps.Estate(3, households);
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer;
        Assert.Equal(households.Sum(household => household.AreaCm2), poll.Turnout.EntitledAreaCm2);
        Assert.Equal(headcount, poll.Turnout.EntitledHeadcount);
        Assert.Equal(rows, given.RollOf(poll.Name));
    }
}
