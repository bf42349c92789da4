using System.Text.Json.Nodes;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.Domain.Residents;
using Neighborhood.Domain.Tests.Directory;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Residents;

public sealed class ResidentTests
{
    private static readonly Caller Staff = Xingfu.As(Xingfu.Staff);
    private static readonly Caller Li = Xingfu.As(Xingfu.Li);
    private static readonly string Nobody = Xingfu.Resident(999);
    private static readonly string Elsewhere = "communities/heping/residents/2";

    [Fact]
    public void A_member_sees_the_community_with_its_counts()
    {
        var community = Xingfu.Founded().Read(new GetCommunity(), new GetCommunityRequest { Name = Xingfu.Name }, Li);
        Assert.Equal((Xingfu.Households, 20, 12_000_000), (community.HouseholdCount, community.ResidentCount, community.TotalAreaCm2));
    }

    [Fact]
    public void Staff_change_title_and_settings()
    {
        var given = Xingfu.Founded();
        var etag = given.Read(new GetCommunity(), new GetCommunityRequest { Name = Xingfu.Name }, Staff).Etag;
        var request = new UpdateCommunityRequest { Name = Xingfu.Name, Title = "幸福里", Etag = etag };
        given.When(new UpdateCommunity(), request, Staff)
            .Then(new Fact { CommunityUpdated = new() { Title = "幸福里", Settings = new Settings() } })
            .AnsweredAs<GetCommunityRequest>(new GetCommunity(), new GetCommunityRequest { Name = Xingfu.Name }, Staff);
        given.When(new UpdateCommunity(), request, Staff).Refused(ErrorReason.EtagMismatch, "etag");
        given.When(new UpdateCommunity(), new UpdateCommunityRequest { Title = " 幸福里 " }, Staff).Refused(ErrorReason.NothingChanged);
        given.When(new UpdateCommunity(), new UpdateCommunityRequest { Settings = new Settings { EndorsingShareBasisPoints = 10_001 } }, Staff)
            .Refused(ErrorReason.InvalidField, "settings.endorsing_share_basis_points");
        given.When(new UpdateCommunity(), request, Li).Refused(ErrorReason.RoleRequired);
    }

    [Fact]
    public void A_household_is_seen_by_staff_cadres_and_its_people()
    {
        var given = Xingfu.Founded();
        var request = new GetHouseholdRequest { Name = Xingfu.Named("households", 1) };
        var home = given.Read(new GetHousehold(), request, Staff);
        Assert.Equal((1_000_000, "邻居1", "邻居1"), (home.AreaCm2, Assert.Single(home.Owners).DisplayName, home.VotingOwner.DisplayName));
        Assert.Equal(home, given.Read(new GetHousehold(), request, Xingfu.As(Xingfu.Cadre)));
        Assert.Equal(home, given.Read(new GetHousehold(), request, Xingfu.As(Xingfu.Wang)));
        Assert.Equal(home, given.Read(new GetHousehold(), request, Xingfu.As(Xingfu.WangsChild)));
        Assert.Equal(ErrorReason.NotFound, given.RefusalOf(new GetHousehold(), request, Li).Reason);
        request.Name = Xingfu.Named("households", 99);
        Assert.Equal(ErrorReason.NotFound, given.RefusalOf(new GetHousehold(), request, Staff).Reason);
    }

    [Fact]
    public void Households_are_listed_as_people_count_them()
    {
        var given = Xingfu.Founded();
        string[] rooms = ["10", "2", "1", "102", "11"];
        given.Import([.. rooms.Select((room, i) => Rolls.Row(i + 1, room, $"K{i}"))]);
        var seen = new List<string>();
        var request = new ListHouseholdsRequest { Parent = Xingfu.Name, PageSize = 2 };
        do
        {
            var page = given.Read(new ListHouseholds(), request, Staff);
            Assert.Equal(rooms.Length, page.TotalSize);
            seen.AddRange(page.Households.Select(home => home.Room));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(["1", "2", "10", "11", "102"], seen);
        request.PageToken = "AAAA";
        Assert.Equal(ErrorReason.InvalidPageToken, given.RefusalOf(new ListHouseholds(), request, Staff).Reason);
        Assert.Equal(ErrorReason.RoleRequired, given.RefusalOf(new ListHouseholds(), request, Li).Reason);
    }

    [Fact]
    public void Staff_name_the_co_owner_who_votes()
    {
        var given = Xingfu.Founded();
        given.Import(Rolls.Row(1, "101", "A"), Rolls.Row(2, "101", "B"));
        var home = given.Home("101");
        Assert.Equal(0, home.VotingOwner);
        var request = new NameVotingOwnerRequest { Name = Xingfu.Named("households", home.Id), VotingOwner = Xingfu.Resident(given.OwnerKeyed("B")) };
        given.When(new NameVotingOwner(), request, Staff)
            .Then(new Fact { VotingOwnerNamed = new() { Household = home.Id, VotingOwner = given.OwnerKeyed("B") } })
            .AnsweredAs<GetHouseholdRequest>(new GetHousehold(), new GetHouseholdRequest { Name = request.Name }, Staff);
        given.When(new NameVotingOwner(), request, Staff).Refused(ErrorReason.NothingChanged);
        request.VotingOwner = Xingfu.Resident(Xingfu.Li);
        given.When(new NameVotingOwner(), request, Staff).Refused(ErrorReason.InvalidField, "voting_owner");
        request.Name = Xingfu.Named("households", 999);
        given.When(new NameVotingOwner(), request, Staff).Refused(ErrorReason.NotFound, "name");
    }

    [Fact]
    public void Staff_record_a_tenant()
    {
        var given = Xingfu.Founded();
        var request = new CreateResidentRequest { Parent = Xingfu.Name, DisplayName = " 租客小张 ", Phone = "139", Household = Xingfu.Named("households", 2) };
        var outcome = given.When(new CreateResident(), request, Staff);
        Assert.Equal((21, 2), (outcome.Made[0].Fact.ResidentRecorded.Resident, outcome.Made[0].Fact.ResidentRecorded.Household));
        outcome.AnsweredAs<GetResidentRequest>(new GetResident(), new GetResidentRequest { Name = Xingfu.Resident(21) }, Staff);
        Assert.Equal(("租客小张", "139", Role.Resident), (outcome.Answer.DisplayName, outcome.Answer.Phone, Assert.Single(outcome.Answer.Roles)));
        request.DisplayName = " ";
        given.When(new CreateResident(), request, Staff).Refused(ErrorReason.InvalidField, "display_name");
        request.DisplayName = "x";
        request.Household = "communities/heping/households/2";
        given.When(new CreateResident(), request, Staff).Refused(ErrorReason.NotFound, "household");
    }

    [Fact]
    public void Phone_and_homes_are_for_staff_and_the_person()
    {
        var given = Xingfu.Founded().Vault(CommunityVault.ResidentKey(Xingfu.Li), new ResidentRecord { DisplayName = "李雷", Phone = "138" });
        var request = new GetResidentRequest { Name = Xingfu.Resident(Xingfu.Li) };
        Assert.Equal(("138", 1), Seen(Li));
        Assert.Equal(("138", 1), Seen(Staff));
        Assert.Equal(("", 1), Seen(Xingfu.As(Xingfu.Cadre)));
        Assert.Equal(("", 0), Seen(Xingfu.As(Xingfu.Wang)));
        Assert.Equal(ErrorReason.NotFound, given.RefusalOf(new GetResident(), new GetResidentRequest { Name = Elsewhere }, Staff).Reason);
        Assert.Equal(ErrorReason.NotFound, given.RefusalOf(new GetResident(), request, Xingfu.Outsider).Reason);

        (string Phone, int Homes) Seen(Caller caller)
        {
            var resident = given.Read(new GetResident(), request, caller);
            return (resident.Phone, resident.Households.Count);
        }
    }

    [Fact]
    public void Residents_are_listed_by_role()
    {
        var given = Xingfu.Founded();
        var all = given.Read(new ListResidents(), new ListResidentsRequest { Parent = Xingfu.Name, PageSize = 3 }, Staff);
        Assert.Equal((3, 20), (all.Residents.Count, all.TotalSize));
        var hosts = given.Read(new ListResidents(), new ListResidentsRequest { Parent = Xingfu.Name, Role = Role.Host }, Staff);
        Assert.Equal(Xingfu.Resident(Xingfu.Host), Assert.Single(hosts.Residents).Name);
        var refusal = given.RefusalOf(new ListResidents(), new ListResidentsRequest { Role = Role.Host, PageToken = all.NextPageToken }, Staff);
        Assert.Equal(ErrorReason.InvalidPageToken, refusal.Reason);
    }

    [Fact]
    public void The_end_of_a_residence_ends_roles_and_invitation()
    {
        var given = Xingfu.Founded();
        _ = given.When(new CreateResident(), new CreateResidentRequest { DisplayName = "小张" }, Staff).Answer;
        _ = Invite(given, 21).Answer;
        var invitation = given.Last;
        var request = new EndResidenceRequest { Name = Xingfu.Resident(21) };
        given.When(new EndResidence(), request, Staff).Then(
            new Fact { InvitationRevoked = new() { Invitation = invitation } }, new Fact { ResidenceEnded = new() { Resident = 21 } });
        given.When(new EndResidence(), request, Staff).Refused(ErrorReason.ResidenceEnded, "name");
        Assert.Equal(Domain.Access.Roles.None, given.State.Residents.Find(21)!.Roles);
        given.When(new EndResidence(), new EndResidenceRequest { Name = Nobody }, Staff).Refused(ErrorReason.NotFound, "name");
    }

    [Fact]
    public void The_last_staff_member_stays()
    {
        var given = Xingfu.Founded();
        var name = Xingfu.Resident(Xingfu.Staff);
        given.When(new EndResidence(), new EndResidenceRequest { Name = name }, Staff).Refused(ErrorReason.LastStaff, "name");
        given.When(new EraseResident(), new EraseResidentRequest { Name = name }, Staff).Refused(ErrorReason.LastStaff, "name");
        given.When(new RevokeRole(), new RevokeRoleRequest { Name = name, Role = Role.Staff }, Staff).Refused(ErrorReason.LastStaff, "name");
        _ = given.When(new GrantRole(), new GrantRoleRequest { Name = Xingfu.Resident(Xingfu.Li), Role = Role.Staff }, Staff).Answer;
        given.When(new EndResidence(), new EndResidenceRequest { Name = name }, Staff).Then(new Fact { ResidenceEnded = new() { Resident = Xingfu.Staff } });
        given.When(new EndResidence(), new EndResidenceRequest { Name = Xingfu.Resident(Xingfu.Li) }, Li).Refused(ErrorReason.LastStaff, "name");
    }

    [Fact]
    public void A_person_erases_oneself_and_the_name_is_gone()
    {
        var given = Xingfu.Founded();
        var request = new EraseResidentRequest { Name = Xingfu.Resident(Xingfu.Li) };
        given.When(new EraseResident(), request, Xingfu.As(Xingfu.Wang)).Refused(ErrorReason.RoleRequired);
        var outcome = given.When(new EraseResident(), request, Li).Then(
            new Fact { ResidenceEnded = new() { Resident = Xingfu.Li } }, new Fact { ResidentErased = new() { Resident = Xingfu.Li } });
        Assert.Equal((true, ""), (outcome.Answer.Erased, outcome.Answer.DisplayName));
        Assert.Null(given.State.Vault.Resident(Xingfu.Li));
        given.When(new EraseResident(), request, Staff).Refused(ErrorReason.WrongState);
        given.When(new EraseResident(), new EraseResidentRequest { Name = Nobody }, Staff).Refused(ErrorReason.NotFound, "name");
        Assert.Equal(19, given.Read(new ListResidents(), new ListResidentsRequest(), Staff).TotalSize);
    }

    [Fact]
    public void An_invitation_replaces_the_earlier_one_and_its_code_is_found()
    {
        var given = Xingfu.Founded();
        given.Import(Rolls.Row(1, "101", "A"));
        var resident = given.OwnerKeyed("A");
        var first = InvitationCode.Parse(Assert.Single(Invite(given, resident).Answer.Invitations).Code)!;
        var earlier = given.Last;
        var issued = Assert.Single(InviteFor(given, resident, days: 90).Answer.Invitations);
        Assert.Equal((Invitation.Types.State.Open, "1号楼 2单元 101"), (issued.Invitation.State, issued.Invitation.Address));
        Assert.Equal(Times.Timestamp(given.NowMicros + 90 * Times.DayMicros), issued.Invitation.ExpiresAt);
        Assert.Equal(new Fact { InvitationRevoked = new() { Invitation = earlier } }, given.Entries.ElementAt((int)given.Last - 1).Fact);
        Assert.Null(Found(first));
        Assert.Equal(given.Last, Found(InvitationCode.Parse(issued.Code)!));
        given.Later(TimeSpan.FromDays(90));
        Assert.Null(Found(InvitationCode.Parse(issued.Code)!));

        long? Found(InvitationCode code)
        {
            var query = new LookUpInvitation(Register.Codes.HashOf(code.Secret));
            return given.State.Residents.ByCodeHash(Register.Codes.HashOf(code.Secret))!.IsOpen(given.NowMicros)
                ? given.Read(query, new LookUpInvitationRequest(), Caller.Anonymous).Invitation
                : null;
        }
    }

    [Fact]
    public void Inviting_is_all_or_nothing()
    {
        var given = Xingfu.Founded();
        given.And(new Fact { ResidentRecorded = new() { Resident = 21 } }, new Fact { ResidentRecorded = new() { Resident = 22 } });
        given.And(new Fact { ResidenceEnded = new() { Resident = 22 } });
        Invite(given, 21, Xingfu.Li).Refused(ErrorReason.AlreadyJoined, "residents[1]");
        Invite(given, 21, 22).Refused(ErrorReason.ResidenceEnded, "residents[1]");
        Invite(given, 21, 999).Refused(ErrorReason.NotFound, "residents[1]");
        Invite(given, 21, 21).Refused(ErrorReason.InvalidField, "residents[1]");
        Invite(given).Refused(ErrorReason.InvalidField, "residents");
        Invite(given, [.. Enumerable.Repeat(21L, 501)]).Refused(ErrorReason.InvalidField, "residents");
        given.When(new InviteResidents(Register.Codes), Inviting(91, 21), Staff).Refused(ErrorReason.InvalidField, "valid_days");
        given.When(new InviteResidents(Register.Codes), Inviting(-1, 21), Staff).Refused(ErrorReason.InvalidField, "valid_days");
        Assert.Single(Invite(given, 21).Answer.Invitations);
    }

    [Fact]
    public void Invitations_are_listed_newest_first_and_revoked_once()
    {
        var given = Xingfu.Founded();
        given.And(new Fact { ResidentRecorded = new() { Resident = 21 } });
        var invitation = Invite(given, 21).Answer.Invitations[0].Invitation;
        var newest = given.Read(new ListInvitations(), new ListInvitationsRequest { PageSize = 1 }, Staff);
        Assert.Equal(invitation, Assert.Single(newest.Invitations));
        Assert.NotEmpty(newest.NextPageToken);
        var request = new RevokeInvitationRequest { Name = invitation.Name };
        var revoked = given.When(new RevokeInvitation(), request, Staff).Answer;
        Assert.Equal(Invitation.Types.State.Revoked, revoked.State);
        given.When(new RevokeInvitation(), request, Staff).Refused(ErrorReason.WrongState);
        given.When(new RevokeInvitation(), new RevokeInvitationRequest { Name = Xingfu.Named("invitations", 9_999) }, Staff)
            .Refused(ErrorReason.NotFound, "name");
        var redeemed = given.State.Residents.Invitations.Values.First(item => item.Redeemed);
        given.When(new RevokeInvitation(), new RevokeInvitationRequest { Name = Xingfu.Named("invitations", redeemed.Id) }, Staff)
            .Refused(ErrorReason.WrongState);
        Assert.Equal(ErrorReason.InvalidPageToken, given.RefusalOf(new ListInvitations(), new ListInvitationsRequest { PageToken = "x" }, Staff).Reason);
    }

    public static TheoryData<long, Role, ErrorReason, string> BadGrants => new()
    {
        { 999, Role.Host, ErrorReason.NotFound, "name" },
        { Xingfu.Li, Role.Unspecified, ErrorReason.InvalidField, "role" },
        { Xingfu.Li, Role.Resident, ErrorReason.InvalidField, "role" },
        { Xingfu.Li, Role.Owner, ErrorReason.InvalidField, "role" },
        { Xingfu.Li, (Role)77, ErrorReason.InvalidField, "role" },
        { Xingfu.Wang, Role.Host, ErrorReason.ResidenceEnded, "name" },
        { Xingfu.Host, Role.Host, ErrorReason.RoleUnchanged, "role" },
    };

    [Theory]
    [MemberData(nameof(BadGrants))]
    public void Granting_is_refused(long resident, Role role, ErrorReason reason, string field) =>
        Xingfu.Founded().And(new Fact { ResidenceEnded = new() { Resident = Xingfu.Wang } })
            .When(new GrantRole(), new GrantRoleRequest { Name = Xingfu.Resident(resident), Role = role }, Staff).Refused(reason, field);

    [Fact]
    public void A_role_is_granted_and_revoked()
    {
        var given = Xingfu.Founded();
        var name = Xingfu.Resident(Xingfu.Li);
        given.When(new GrantRole(), new GrantRoleRequest { Name = name, Role = Role.CouncilMember }, Staff)
            .Then(new Fact { RoleGranted = new() { Resident = Xingfu.Li, Role = Role.CouncilMember } })
            .AnsweredAs<GetResidentRequest>(new GetResident(), new GetResidentRequest { Name = name }, Staff);
        var request = new RevokeRoleRequest { Name = name, Role = Role.CouncilMember };
        given.When(new RevokeRole(), request, Staff).Then(new Fact { RoleRevoked = new() { Resident = Xingfu.Li, Role = Role.CouncilMember } });
        given.When(new RevokeRole(), request, Staff).Refused(ErrorReason.RoleUnchanged, "role");
        given.When(new RevokeRole(), new RevokeRoleRequest { Name = name, Role = Role.Owner }, Staff).Refused(ErrorReason.InvalidField, "role");
        given.When(new RevokeRole(), new RevokeRoleRequest { Name = Nobody, Role = Role.Host }, Staff).Refused(ErrorReason.NotFound, "name");
    }

    [Fact]
    public void A_recovery_is_put_on_record_with_its_reason()
    {
        var given = Xingfu.Founded();
        var request = new StartRecoveryRequest { Name = Xingfu.Resident(Xingfu.Li), Reason = "身份证核对" };
        var outcome = given.When(new NoteRecovery(), request, Staff)
            .Then(new Fact { RecoveryNoted = new() { Resident = Xingfu.Li, ByResident = Xingfu.Staff } });
        Assert.Equal(Li.Account, outcome.Answer);
        Assert.Equal("身份证核对", WrittenText.Parser.ParseFrom(given.Texts.Find(given.Last)!.Data).Text);
        Assert.Equal(given.NowMicros, given.State.Residents.Find(Xingfu.Li)!.RecoveryMicros);
    }

    [Fact]
    public void A_recovery_is_refused()
    {
        var given = Xingfu.Founded();
        given.And(new Fact { ResidentRecorded = new() { Resident = 21 } }, new Fact { ResidenceEnded = new() { Resident = Xingfu.Wang } });
        Recover(Xingfu.Li, " ").Refused(ErrorReason.InvalidField, "reason");
        Recover(999).Refused(ErrorReason.NotFound, "name");
        Recover(Xingfu.Wang).Refused(ErrorReason.ResidenceEnded, "name");
        Recover(21).Refused(ErrorReason.WrongState);
        Recover(Xingfu.Staff).Refused(ErrorReason.RecoveryNeedsOperator);
        given.When(new NoteRecovery(), Recovering(Xingfu.Staff, "x"), Staff with { IsOperator = true })
            .Then(new Fact { RecoveryNoted = new() { Resident = Xingfu.Staff, ByResident = Xingfu.Staff } });

        Outcome<CommunityState, long> Recover(long resident, string reason = "x") => given.When(new NoteRecovery(), Recovering(resident, reason), Staff);
    }

    [Fact]
    public void The_export_holds_everything_about_oneself_and_nothing_of_others()
    {
        var directory = Register.WithCommunity();
        var account = directory.State.CallerOf(directory.Join("wang", 3));
        var data = directory.Read(new ExportMyAccount(), new ExportMyDataRequest(), account);
        Assert.Equal(["xingfu"], data.Communities);
        var given = Xingfu.Founded().Vault(CommunityVault.ResidentKey(Xingfu.Li), new ResidentRecord { DisplayName = "李雷", Phone = "138", OwnerKey = "K" });
        _ = given.When(new NoteRecovery(), Recovering(Xingfu.Li, "身份证核对"), Staff).Answer;
        var residence = given.Read(new ExportMyResidence(), new ExportMyDataRequest(), Li)!;
        var mine = given.Entries.Where(entry => DataExport.Concerns(entry, Li.Account, residence.Resident))
            .Select(entry => (entry, given.Texts.Find(entry.Sequence) ?? new SideItem()));
        var document = DataExport.Document(data.Document, [DataExport.WithEntries(residence, mine)]);
        var json = JsonNode.Parse(document)!;
        Assert.Equal("wang", (string?)json["account"]!["userName"]);
        Assert.Equal(("李雷", "138", "K"),
            ((string?)json["residences"]![0]!["displayName"], (string?)json["residences"]![0]!["phone"], (string?)json["residences"]![0]!["ownerKey"]));
        Assert.Contains("身份证核对", document, StringComparison.Ordinal);
        Assert.DoesNotContain("邻居1", document, StringComparison.Ordinal);
        Assert.DoesNotContain("hash:wang", document, StringComparison.Ordinal);
        Assert.Null(given.Read(new ExportMyResidence(), new ExportMyDataRequest(), Xingfu.Outsider));
    }

    private static InviteResidentsRequest Inviting(int days, params long[] residents) =>
        new() { Parent = Xingfu.Name, Residents = { residents.Select(Xingfu.Resident) }, ValidDays = days };

    private static Outcome<CommunityState, InviteResidentsResponse> Invite(Given<CommunityState> given, params long[] residents) =>
        given.When(new InviteResidents(Register.Codes), Inviting(0, residents), Staff);

    private static Outcome<CommunityState, InviteResidentsResponse> InviteFor(Given<CommunityState> given, long resident, int days) =>
        given.When(new InviteResidents(Register.Codes), Inviting(days, resident), Staff);

    private static StartRecoveryRequest Recovering(long resident, string reason) => new() { Name = Xingfu.Resident(resident), Reason = reason };
}
