using Neighborhood.Domain.Access;
using Neighborhood.Domain.Discussions;
using Neighborhood.Domain.Polls;
using Neighborhood.Domain.Proposals;
using Neighborhood.Domain.Tests.Proposals;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Residents;

/// <summary>Somebody whom staff recorded without a home and without a role.</summary>
public sealed class BelongingTests
{
    private const long Lodger = 21;

    [Fact]
    public void Whoever_joined_talks_as_a_resident_though_no_home_is_on_record()
    {
        var given = Joined(Xingfu.Founded());
        Assert.Equal(Roles.Resident, given.State.Residents.Find(Lodger)!.Roles);
        var topic = new CreateTopicRequest { Parent = Xingfu.Name, Title = "你好", Text = "我租在三号楼。" };
        Assert.NotNull(given.When(new CreateTopic(_ => 0), topic, Xingfu.As(Lodger)).Answer);
    }

    [Fact]
    public void Nobody_belongs_before_joining_nor_after_leaving_and_a_role_is_no_home()
    {
        var given = Xingfu.Founded();
        given.And(new Fact { ResidentRecorded = new() { Resident = Lodger } });
        Assert.Equal(Roles.None, given.State.Residents.Find(Lodger)!.Roles);
        Assert.Equal(Roles.Staff, given.State.Residents.Find(Xingfu.Staff)!.Roles);
        given.And(new Fact { ResidenceEnded = new() { Resident = Xingfu.Staff } });
        Assert.Equal(Roles.None, given.State.Residents.Find(Xingfu.Staff)!.Roles);
    }

    [Fact]
    public void Where_homes_count_they_do_not()
    {
        var given = Joined(Xingfu.Founded());
        Assert.DoesNotContain(Lodger, RollDraft.Of(given.State.Residents, ElectorateKind.Residents).Rows.Voters);

        var proposing = new Proposing();
        Joined(proposing.Given);
        proposing.Publish();
        proposing.Endorse(Lodger).Refused(ErrorReason.HouseholdRequired);
        Assert.NotNull(proposing.Given.Read(new GetProposal(), new() { Name = proposing.Draft }, Xingfu.As(Lodger)));
    }

    private static Given<CommunityState> Joined(Given<CommunityState> given)
    {
        given.And(new Fact { ResidentRecorded = new() { Resident = Lodger } });
        given.And(new Fact { InvitationIssued = new() { Resident = Lodger, ExpiresMicros = long.MaxValue } });
        return given.And(new Fact { ResidentJoined = new() { Resident = Lodger, Account = Xingfu.As(Lodger).Account, Invitation = given.Last } });
    }
}
