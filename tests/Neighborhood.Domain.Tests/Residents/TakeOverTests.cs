using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.Domain.Residents;
using Neighborhood.Domain.Tests.Directory;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Residents;

public sealed class TakeOverTests
{
    private const long StaffInvitation = 3;

    [Fact]
    public void A_registered_community_is_founded_with_its_first_staff_member()
    {
        var directory = Register.WithCommunity();
        var item = Assert.Single(directory.State.Outbox("xingfu", 0, 10));
        var registered = item.Fact.CommunityRegistered;
        var community = new Given<CommunityState>();
        community.When(new TakeOver(item), item.Fact, Caller.Ledger).Then(
            new Fact
            {
                CommunityFounded = new()
                {
                    CommunityId = "xingfu",
                    Title = "幸福小区",
                    Settings = registered.Settings,
                    SourceSequence = item.Sequence,
                    Number = 1,
                }
            },
            new Fact { ResidentRecorded = new() { Resident = 1, Commitment = registered.StaffCommitment } },
            new Fact { RoleGranted = new() { Resident = 1, Role = Role.Staff } },
            Issued(registered.InvitationExpiresMicros));
        Assert.Equal("王主任", community.State.Person(1).DisplayName);
        Assert.Equal(7, community.State.Settings.PostsPerHour);
    }

    [Fact]
    public void The_founding_answer_holds_a_code_that_finds_the_invitation()
    {
        var directory = Register.WithCommunity();
        var community = directory.Relay(new Given<CommunityState>());
        var answer = community.Read(new GetFounding(Register.Codes), Register.Creation(), Register.Operator);
        Assert.Equal("communities/xingfu", answer.Community.Name);
        var code = InvitationCode.Parse(answer.StaffInvitation.Code)!;
        Assert.Equal("xingfu", directory.State.CommunityNumbered(code.Community)!.Id);
        var found = community.Read(LookUp(code), new LookUpInvitationRequest(), Caller.Anonymous);
        Assert.Equal((StaffInvitation, "王主任", "幸福小区"), (found.Invitation, found.Offer.DisplayName, found.Offer.CommunityTitle));
    }

    [Fact]
    public void A_redeemed_invitation_joins_the_resident()
    {
        var directory = Register.WithCommunity();
        var account = directory.Join("wang", StaffInvitation);
        var community = directory.Relay(new Given<CommunityState>());
        Assert.Equal(
            new Fact { ResidentJoined = new() { Resident = 1, Account = account, Invitation = StaffInvitation, SourceSequence = directory.Last } },
            community.Entries.Last().Fact);
        var membership = community.Read(new GetMembership(), new GetMeRequest(), directory.State.CallerOf(account))!;
        Assert.Equal(("communities/xingfu/residents/1", "王主任", Role.Staff), (membership.Resident, membership.DisplayName, membership.Roles.Single()));
    }

    [Fact]
    public void What_was_taken_over_is_not_taken_over_again()
    {
        var directory = Register.WithCommunity();
        directory.Join("wang", StaffInvitation);
        var community = directory.Relay(new Given<CommunityState>());
        foreach (var item in directory.State.Outbox("xingfu", 0, 10))
        {
            Assert.Equal(directory.Last, community.When(new TakeOver(item), item.Fact, Caller.Ledger).Then().Answer);
        }
    }

    [Fact]
    public void What_cannot_be_taken_over_is_refused_on_record_and_the_relay_goes_on()
    {
        var directory = Register.WithCommunity();
        var account = directory.Join("wang", StaffInvitation);
        directory.Join("li", 999);
        var again = new OutboxItem(directory.Next, new Fact { CommunityRegistered = new() { CommunityId = "xingfu" } }, null);
        var second = new OutboxItem(directory.Next + 1, new Fact { InvitationRedeemed = new() { Account = account, Invitation = StaffInvitation } }, null);
        var stranger = new OutboxItem(directory.Next + 2, new Fact { AccountRecovered = new() { Account = 77 } }, null);
        var erased = new OutboxItem(directory.Next + 3, new Fact { AccountErased = new() { Account = 77 } }, null);
        var community = directory.Relay(new Given<CommunityState>());
        Assert.Equal((int)ErrorReason.InvitationInvalid, community.Entries.Last().Fact.RelayRefused.Reason);
        Refuses(community, again, ErrorReason.CommunityExists);
        Refuses(community, second, ErrorReason.InvitationInvalid);
        Refuses(community, stranger, ErrorReason.NotFound);
        Refuses(community, erased, ErrorReason.NotFound);
    }

    [Fact]
    public void An_account_is_one_resident_of_a_community()
    {
        var community = Xingfu.Founded();
        community.And(new Fact { ResidentRecorded = new() { Resident = 21 } },
            new Fact { InvitationIssued = new() { Resident = 21, ExpiresMicros = long.MaxValue } });
        var item = new OutboxItem(500, new Fact { InvitationRedeemed = new() { Account = Xingfu.As(Xingfu.Li).Account, Invitation = community.Last } }, null);
        Refuses(community, item, ErrorReason.AlreadyJoined);
    }

    [Fact]
    public void Nobody_joins_after_the_residence_ended()
    {
        var community = Xingfu.Founded();
        community.And(new Fact { ResidentRecorded = new() { Resident = 21 } },
            new Fact { InvitationIssued = new() { Resident = 21, ExpiresMicros = long.MaxValue } });
        var item = new OutboxItem(500, new Fact { InvitationRedeemed = new() { Account = 7_000, Invitation = community.Last } }, null);
        community.And(new Fact { ResidenceEnded = new() { Resident = 21 } });
        Refuses(community, item, ErrorReason.ResidenceEnded);
    }

    [Fact]
    public void A_recovery_sets_a_voting_hold()
    {
        var community = Xingfu.Founded();
        var account = Xingfu.As(Xingfu.Li).Account;
        var item = new OutboxItem(500, new Fact { AccountRecovered = new() { Account = account, HoldUntilMicros = 42 } }, null);
        community.When(new TakeOver(item), item.Fact, Caller.Ledger)
            .Then(new Fact { VotingHoldSet = new() { Account = account, UntilMicros = 42, SourceSequence = 500 } });
        Assert.Equal(42, community.State.Residents.Find(Xingfu.Li)!.VotingHoldUntilMicros);
    }

    [Fact]
    public void An_erased_account_ends_and_erases_its_residence()
    {
        var community = Xingfu.Founded();
        var item = new OutboxItem(500, new Fact { AccountErased = new() { Account = Xingfu.As(Xingfu.Li).Account } }, null);
        community.When(new TakeOver(item), item.Fact, Caller.Ledger).Then(
            new Fact { ResidenceEnded = new() { Resident = Xingfu.Li } },
            new Fact { ResidentErased = new() { Resident = Xingfu.Li, SourceSequence = 500 } });
        Assert.Equal("", community.State.Person(Xingfu.Li).DisplayName);
        Assert.Equal(500, community.State.Residents.DirectoryCursor);
        Assert.Null(community.State.Me(Xingfu.As(Xingfu.Li)));
    }

    [Fact]
    public void An_erased_account_erases_what_is_left_of_an_earlier_residence_too()
    {
        var community = Xingfu.Founded();
        var account = Xingfu.As(Xingfu.Li).Account;
        community.And(new Fact { ResidenceEnded = new() { Resident = Xingfu.Li } }, new Fact { ResidentRecorded = new() { Resident = 21 } });
        community.And(new Fact { InvitationIssued = new() { Resident = 21, ExpiresMicros = long.MaxValue } });
        community.And(new Fact { ResidentJoined = new() { Resident = 21, Account = account, Invitation = community.Last } });
        var item = new OutboxItem(500, new Fact { AccountErased = new() { Account = account } }, null);
        community.When(new TakeOver(item), item.Fact, Caller.Ledger).Then(
            new Fact { ResidentErased = new() { Resident = Xingfu.Li } },
            new Fact { ResidenceEnded = new() { Resident = 21 } },
            new Fact { ResidentErased = new() { Resident = 21, SourceSequence = 500 } });
    }

    [Fact]
    public void A_code_that_is_unknown_or_expired_or_used_offers_nothing()
    {
        var directory = Register.WithCommunity();
        var community = directory.Relay(new Given<CommunityState>());
        var code = InvitationCode.Parse(community.Read(new GetFounding(Register.Codes), Register.Creation(), Register.Operator).StaffInvitation.Code)!;
        Refuses(community, LookUp(new InvitationCode(1, "00000000000000000000")), ErrorReason.InvitationInvalid);
        directory.Join("wang", StaffInvitation);
        directory.Relay(community);
        Refuses(community, LookUp(code), ErrorReason.InvitationInvalid);

        var late = directory.Relay(new Given<CommunityState>().Later(TimeSpan.FromDays(30)));
        Refuses(late, LookUp(code), ErrorReason.InvitationInvalid);
    }

    [Fact]
    public void A_member_is_told_before_an_invitation_is_spent()
    {
        var community = Xingfu.Founded();
        var hash = Register.Codes.HashOf("0123456789ABCDEFGHJK");
        community.And(new Fact { ResidentRecorded = new() { Resident = 21 } }, new Fact
        {
            InvitationIssued = new() { Resident = 21, ExpiresMicros = long.MaxValue, CodeHash = Google.Protobuf.ByteString.CopyFrom(hash) },
        });
        Assert.Equal(
            ErrorReason.AlreadyJoined,
            community.RefusalOf(new LookUpInvitation(hash), new LookUpInvitationRequest(), Xingfu.As(Xingfu.Li)).Reason);
        Assert.Equal(community.Last, community.Read(new LookUpInvitation(hash), new LookUpInvitationRequest(), Xingfu.Outsider).Invitation);
    }

    private static LookUpInvitation LookUp(InvitationCode code) => new(Register.Codes.HashOf(code.Secret));

    private static void Refuses(Given<CommunityState> community, LookUpInvitation query, ErrorReason reason) =>
        Assert.Equal(reason, community.RefusalOf(query, new LookUpInvitationRequest(), Caller.Anonymous).Reason);

    private static void Refuses(Given<CommunityState> community, OutboxItem item, ErrorReason reason) =>
        community.When(new TakeOver(item), item.Fact, Caller.Ledger)
            .Then(new Fact { RelayRefused = new() { SourceSequence = item.Sequence, Reason = (int)reason } });

    private static Fact Issued(long expiresMicros)
    {
        var code = Register.Codes.CodeFor("invitation", "communities/xingfu", StaffInvitation);
        return new Fact
        {
            InvitationIssued = new()
            {
                Resident = 1,
                ExpiresMicros = expiresMicros,
                CodeHash = Google.Protobuf.ByteString.CopyFrom(Register.Codes.HashOf(code)),
            },
        };
    }
}
