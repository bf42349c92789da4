using Neighborhood.Domain.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Polls;

public sealed class ScrutineerTests
{
    [Fact]
    public void A_scrutineer_is_named_on_record_and_shown_to_everybody()
    {
        var given = Xingfu.Founded();
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer;

        var named = Name(given, poll.Name, Xingfu.Wang);

        named.Then(new Fact { ScrutineerNamed = new() { Poll = Id(poll), Resident = Xingfu.Wang, ByResident = Xingfu.Staff } });
        Assert.Equal(Xingfu.Resident(Xingfu.Wang), Assert.Single(given.Seen(poll.Name).Scrutineers).Resident);
    }

    [Fact]
    public void Naming_somebody_twice_changes_nothing()
    {
        var given = Xingfu.Founded();
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer;
        Name(given, poll.Name, Xingfu.Wang);

        Assert.Empty(Name(given, poll.Name, Xingfu.Wang).Made);
    }

    [Fact]
    public void A_scrutineer_is_removed_on_record_and_nobody_else_can_be()
    {
        var given = Xingfu.Founded();
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer;
        Name(given, poll.Name, Xingfu.Wang);
        var request = new RemoveScrutineerRequest { Parent = poll.Name, Resident = Xingfu.Resident(Xingfu.Wang) };

        given.When(new RemoveScrutineer(), request, Xingfu.As(Xingfu.Staff))
            .Then(new Fact { ScrutineerRemoved = new() { Poll = Id(poll), Resident = Xingfu.Wang, ByResident = Xingfu.Staff } });
        given.When(new RemoveScrutineer(), request, Xingfu.As(Xingfu.Staff)).Refused(ErrorReason.NotFound, "resident");
    }

    [Fact]
    public void Only_residents_of_the_community_are_named_and_not_for_a_poll_that_was_called_off()
    {
        var given = Xingfu.Founded();
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer;

        Name(given, poll.Name, 999).Refused(ErrorReason.NotFound, "resident");
        given.When(new CancelPoll(), new CancelPollRequest { Name = poll.Name, Reason = "重来" }, Xingfu.As(Xingfu.Staff));
        Name(given, poll.Name, Xingfu.Wang).Refused(ErrorReason.WrongState);
    }

    [Fact]
    public void A_poll_has_only_so_many_scrutineers()
    {
        var given = PollSteps.Estate(PollLimits.ScrutineersCount + 1, [PollSteps.Home(1, 1_000_000, 1)]);
        var poll = given.Announce(given.Request(PollSteps.Owners)).Answer;
        for (var resident = 1; resident <= PollLimits.ScrutineersCount; resident++)
        {
            Assert.Single(Name(given, poll.Name, resident).Made);
        }

        Name(given, poll.Name, PollLimits.ScrutineersCount + 1).Refused(ErrorReason.LimitExceeded);
    }

    private static Outcome<CommunityState, Poll> Name(Given<CommunityState> given, string poll, long resident) => given.When(
        new NameScrutineer(), new NameScrutineerRequest { Parent = poll, Resident = Xingfu.Resident(resident) }, Xingfu.As(Xingfu.Staff));

    private static long Id(Poll poll) => Core.Names.IdIn(poll.Name, "polls");
}
