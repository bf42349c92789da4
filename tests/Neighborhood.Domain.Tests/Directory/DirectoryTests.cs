using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Tests.Directory;

public sealed class DirectoryTests
{
    private const string Community = "xingfu";

    [Fact]
    public void The_one_time_code_makes_the_first_operator()
    {
        var given = new Given<DirectoryState>();
        given.When(Register.Bootstrap(), Bootstrapping(), Caller.Anonymous)
            .Then(new Fact { OperatorBootstrapped = new() { Account = 1 } });
        Assert.Equal(Register.Operator, given.State.CallerOf(1));
        Assert.Equal(new Credentials(1, "hash:admin"), given.Read(new FindAccountByUserName(), new SignInRequest { UserName = "ADMIN" }, Caller.Anonymous));
    }

    public static TheoryData<string, string, string, ErrorReason, string> BadBootstraps => new()
    {
        { "0123456789ABCDEF0124", "admin", Register.Password, ErrorReason.BootstrapCodeInvalid, "code" },
        { Register.BootstrapCode, "a", Register.Password, ErrorReason.InvalidField, "user_name" },
        { Register.BootstrapCode, "admin", "short", ErrorReason.PasswordTooWeak, "password" },
    };

    [Theory]
    [MemberData(nameof(BadBootstraps))]
    public void Bootstrapping_is_refused(string code, string userName, string password, ErrorReason reason, string field) =>
        new Given<DirectoryState>()
            .When(Register.Bootstrap(), new BootstrapOperatorRequest { Code = code, UserName = userName, Password = password }, Caller.Anonymous)
            .Refused(reason, field);

    [Fact]
    public void The_one_time_code_works_once() =>
        Register.Bootstrapped().When(Register.Bootstrap(), Bootstrapping("second"), Caller.Anonymous).Refused(ErrorReason.BootstrapCodeInvalid, "code");

    [Fact]
    public void Creating_a_community_commits_to_its_staff_and_names_nobody()
    {
        var given = Register.WithCommunity();
        var registered = given.Entries.Last().Fact.CommunityRegistered;
        Assert.Equal((Community, "幸福小区", 1L), (registered.CommunityId, registered.Title, registered.Number));
        var staged = given.State.Vault.Staged(Community)!;
        Assert.Equal("王主任", staged.DisplayName);
        var unsalted = new ResidentRecord { DisplayName = staged.DisplayName };
        Assert.Equal(Rules.Proofs.TextCommitment.Compute(Register.Bytes(unsalted).Span, staged.Salt.Span), registered.StaffCommitment.ToByteArray());
    }

    public static TheoryData<string, string, string, int, ErrorReason, string> BadCreations => new()
    {
        { "xi", "t", "s", 0, ErrorReason.InvalidField, "community_id" },
        { "Xingfu", "t", "s", 0, ErrorReason.InvalidField, "community_id" },
        { "heping", " ", "s", 0, ErrorReason.InvalidField, "title" },
        { "heping", "t", "", 0, ErrorReason.InvalidField, "staff_display_name" },
        { "heping", "t", "s", -1, ErrorReason.InvalidField, "settings.topics_per_hour" },
        { Community, "t", "s", 0, ErrorReason.CommunityExists, "community_id" },
    };

    [Theory]
    [MemberData(nameof(BadCreations))]
    public void Creating_a_community_is_refused(string id, string title, string staff, int topicsPerHour, ErrorReason reason, string field) =>
        Register.WithCommunity().When(
            new CreateCommunity(),
            new CreateCommunityRequest { CommunityId = id, Title = title, StaffDisplayName = staff, Settings = new Settings { TopicsPerHour = topicsPerHour } },
            Register.Operator).Refused(reason, field);

    [Fact]
    public void Only_an_operator_creates_communities()
    {
        var given = Register.WithCommunity();
        var resident = given.State.CallerOf(given.Join("wang", 3));
        given.When(new CreateCommunity(), Register.Creation("heping"), resident).Refused(ErrorReason.RoleRequired);
        given.When(new CreateCommunity(), Register.Creation("heping"), Caller.Anonymous).Refused(ErrorReason.Unauthenticated);
    }

    [Fact]
    public void A_staged_name_is_forgotten_without_a_fact()
    {
        var given = Register.WithCommunity();
        var registered = given.Entries.Last().Fact.CommunityRegistered;
        given.When(new DiscardStaged(), registered, Caller.Ledger).Then();
        Assert.Null(given.State.Vault.Staged(Community));
        Assert.Empty(given.When(new DiscardStaged(), registered, Caller.Ledger).Decision.VaultErasures);
    }

    [Fact]
    public void An_invitation_makes_an_account() =>
        Register.WithCommunity()
            .When(Redeem(5), Redeeming("Wang"), Caller.Anonymous)
            .Then(
                new Fact { AccountCreated = new() { Account = 2 } },
                new Fact { InvitationRedeemed = new() { Account = 2, CommunityId = Community, Invitation = 5 } });

    [Fact]
    public void An_invitation_joins_an_account_that_exists()
    {
        var given = Register.WithCommunity();
        _ = given.When(new CreateCommunity(), Register.Creation("heping"), Register.Operator).Answer;
        var wang = given.State.CallerOf(given.Join("wang", 5));
        given.When(new RedeemInvitation("heping", 3, ""), new RedeemInvitationRequest { Code = "x" }, wang)
            .Then(new Fact { InvitationRedeemed = new() { Account = 2, CommunityId = "heping", Invitation = 3 } });
        Assert.Equal([Community, "heping"], given.Read(new GetMe(), new GetMeRequest(), wang).Communities);
    }

    [Fact]
    public void An_invitation_is_used_once()
    {
        var given = Register.WithCommunity();
        given.Join("wang", 5);
        given.When(Redeem(5), Redeeming("li"), Caller.Anonymous).Refused(ErrorReason.InvitationInvalid, "code");
        given.When(Redeem(5), Redeeming("li"), given.State.CallerOf(2)).Refused(ErrorReason.InvitationInvalid, "code");
    }

    public static TheoryData<string, string, string, ErrorReason, string> BadRedemptions => new()
    {
        { "nowhere", "li", Register.Password, ErrorReason.InvitationInvalid, "code" },
        { Community, "WANG", Register.Password, ErrorReason.UserNameTaken, "user_name" },
        { Community, "ｗａｎｇ", Register.Password, ErrorReason.UserNameTaken, "user_name" },
        { Community, "", Register.Password, ErrorReason.InvalidField, "user_name" },
        { Community, "li", "1234567890", ErrorReason.PasswordTooWeak, "password" },
    };

    [Theory]
    [MemberData(nameof(BadRedemptions))]
    public void Redeeming_is_refused(string community, string userName, string password, ErrorReason reason, string field)
    {
        var given = Register.WithCommunity();
        given.Join("wang", 5);
        given.When(
            new RedeemInvitation(community, 6, "h"),
            new RedeemInvitationRequest { Code = "x", UserName = userName, Password = password },
            Caller.Anonymous).Refused(reason, field);
    }

    [Fact]
    public void An_unknown_account_redeems_nothing() =>
        Register.WithCommunity().When(Redeem(5), Redeeming("li"), new Caller(77, IsOperator: false)).Refused(ErrorReason.Unauthenticated);

    [Fact]
    public void A_recovery_code_sets_a_new_password_and_a_hold()
    {
        var given = Register.WithCommunity();
        var wang = given.Join("wang", 5);
        var started = given.When(Recovery(wang), Recovering(), Staff(given)).Answer;
        var hold = Times.Micros(started.VotingHoldUntil)!.Value;
        Assert.Equal(given.NowMicros + 8 * Times.DayMicros, hold);
        given.When(new CompleteRecovery("new"), Completing(started.Code.ToLowerInvariant()), Caller.Anonymous)
            .Then(new Fact { AccountRecovered = new() { Account = wang, Recovery = given.Next - 2, HoldUntilMicros = hold } });
        Assert.Equal(new Credentials(wang, "new"), given.Read(new FindAccountByUserName(), new SignInRequest { UserName = "wang" }, Caller.Anonymous));
        var me = given.Read(new GetMe(), new GetMeRequest(), given.State.CallerOf(wang)).Me;
        Assert.Equal((started.VotingHoldUntil, Times.Timestamp(given.NowMicros)), (me.VotingHoldUntil, me.LastRecoveryAt));
        given.When(new CompleteRecovery("again"), Completing(started.Code), Caller.Anonymous).Refused(ErrorReason.RecoveryCodeInvalid, "code");
    }

    [Fact]
    public void A_recovery_code_expires()
    {
        var given = Register.WithCommunity();
        var started = given.When(Recovery(given.Join("wang", 5)), Recovering(), Staff(given)).Answer;
        given.Later(TimeSpan.FromDays(1));
        given.When(new CompleteRecovery("new"), Completing(started.Code), Caller.Anonymous).Refused(ErrorReason.RecoveryCodeInvalid, "code");
    }

    [Fact]
    public void A_newer_recovery_replaces_the_older_one()
    {
        var given = Register.WithCommunity();
        var wang = given.Join("wang", 5);
        var older = given.When(Recovery(wang), Recovering(), Staff(given)).Answer;
        var newer = given.When(Recovery(wang), Recovering(), Staff(given)).Answer;
        given.When(new CompleteRecovery("new"), Completing(older.Code), Caller.Anonymous).Refused(ErrorReason.RecoveryCodeInvalid, "code");
        given.When(new CompleteRecovery("new"), Completing(newer.Code, "weak"), Caller.Anonymous).Refused(ErrorReason.PasswordTooWeak, "password");
        Assert.Equal(wang, given.When(new CompleteRecovery("new"), Completing(newer.Code), Caller.Anonymous).Answer);
    }

    [Theory]
    [InlineData("")]
    [InlineData("UUUUU")]
    [InlineData("00000-00000-00000-00000")]
    public void An_unknown_recovery_code_is_refused(string code) =>
        Register.WithCommunity().When(new CompleteRecovery("new"), Completing(code), Caller.Anonymous).Refused(ErrorReason.RecoveryCodeInvalid, "code");

    [Fact]
    public void Staff_recover_neither_an_operator_nor_an_account_that_is_gone()
    {
        var given = Register.WithCommunity();
        given.When(Recovery(1), Recovering(), Staff(given)).Refused(ErrorReason.RecoveryNeedsOperator);
        given.When(Recovery(99), Recovering(), Staff(given)).Refused(ErrorReason.NotFound, "name");
        Assert.NotEmpty(given.When(Recovery(1), Recovering(), Register.Operator).Answer.Code);
    }

    [Fact]
    public void An_account_on_hold_carries_the_hold_into_a_new_community()
    {
        var given = Register.WithCommunity();
        _ = given.When(new CreateCommunity(), Register.Creation("heping"), Register.Operator).Answer;
        var wang = given.Join("wang", 5);
        var started = given.When(Recovery(wang), Recovering(), Staff(given)).Answer;
        _ = given.When(new CompleteRecovery("new"), Completing(started.Code), Caller.Anonymous).Answer;
        given.When(new RedeemInvitation("heping", 3, ""), new RedeemInvitationRequest { Code = "x" }, given.State.CallerOf(wang)).Then(new Fact
        {
            InvitationRedeemed = new()
            {
                Account = wang,
                CommunityId = "heping",
                Invitation = 3,
                HoldUntilMicros = Times.Micros(started.VotingHoldUntil)!.Value,
            },
        });
    }

    [Fact]
    public void A_password_is_changed_by_whoever_knew_the_old_one()
    {
        var given = Register.WithCommunity();
        var wang = given.State.CallerOf(given.Join("wang", 5));
        var request = new ChangePasswordRequest { CurrentPassword = Register.Password, NewPassword = Register.Password + "!" };
        given.When(new SetPassword("hash:wang", "new"), request, wang).Then(new Fact { PasswordChanged = new() { Account = wang.Account } });
        Assert.Equal(new Credentials(wang.Account, "new"), given.Read(new FindCredentials(), new ChangePasswordRequest(), wang));
        given.When(new SetPassword("hash:wang", "newer"), request, wang).Refused(ErrorReason.WrongCredentials, "current_password");
        given.When(new SetPassword("new", "x"), new ChangePasswordRequest { NewPassword = "weak" }, wang).Refused(ErrorReason.PasswordTooWeak, "new_password");
    }

    [Fact]
    public void An_erased_account_is_nobody_and_its_name_is_free_again()
    {
        var given = Register.WithCommunity();
        var wang = given.State.CallerOf(given.Join("wang", 5));
        var started = given.When(Recovery(wang.Account), Recovering(), Staff(given)).Answer;
        given.When(new EraseAccount(wang.Account), new EraseAccountRequest(), wang).Then(new Fact { AccountErased = new() { Account = wang.Account } });
        Assert.Equal(Caller.Anonymous, given.State.CallerOf(wang.Account));
        Assert.Null(given.Read(new FindAccountByUserName(), new SignInRequest { UserName = "wang" }, Caller.Anonymous));
        Assert.Equal(ErrorReason.Unauthenticated, given.RefusalOf(new GetMe(), new GetMeRequest(), wang).Reason);
        given.When(new CompleteRecovery("new"), Completing(started.Code), Caller.Anonymous).Refused(ErrorReason.RecoveryCodeInvalid, "code");
        Assert.NotEqual(wang.Account, given.Join("wang", 6));
    }

    [Fact]
    public void Nobody_erases_somebody_else_or_an_operator()
    {
        var given = Register.WithCommunity();
        var wang = given.Join("wang", 5);
        var li = given.Join("li", 6);
        given.When(new EraseAccount(wang), new EraseAccountRequest(), given.State.CallerOf(li)).Refused(ErrorReason.NotFound, "account");
        given.When(new EraseAccount(1), new EraseAccountRequest(), Register.Operator).Refused(ErrorReason.OperatorStays);
        given.When(new EraseAccount(wang), new EraseAccountRequest(), Register.Operator).Then(new Fact { AccountErased = new() { Account = wang } });
    }

    [Fact]
    public void Each_community_is_told_only_what_concerns_it()
    {
        var given = Register.WithCommunity();
        _ = given.When(new CreateCommunity(), Register.Creation("heping"), Register.Operator).Answer;
        var wang = given.State.CallerOf(given.Join("wang", 5));
        given.Join("li", 3, "heping");
        _ = given.When(new EraseAccount(wang.Account), new EraseAccountRequest(), wang).Answer;
        Assert.Equal(
            [Fact.KindOneofCase.CommunityRegistered, Fact.KindOneofCase.InvitationRedeemed, Fact.KindOneofCase.AccountErased],
            given.State.Outbox(Community, 0, 100).Select(item => item.Fact.KindCase));
        Assert.Equal(
            [Fact.KindOneofCase.CommunityRegistered, Fact.KindOneofCase.InvitationRedeemed],
            given.State.Outbox("heping", 0, 100).Select(item => item.Fact.KindCase));
        var first = given.State.Outbox(Community, 0, 1).Single();
        Assert.Equal(2, given.State.Outbox(Community, first.Sequence, 100).Count);
        Assert.Empty(given.State.Outbox(Community, given.Last, 100));
        Assert.Empty(given.State.Outbox("nowhere", 0, 100));
    }

    [Fact]
    public void An_operator_lists_all_communities_and_a_resident_ones_own()
    {
        var given = Register.WithCommunity();
        _ = given.When(new CreateCommunity(), Register.Creation("heping"), Register.Operator).Answer;
        var li = given.State.CallerOf(given.Join("li", 3, "heping"));
        Assert.Equal(["communities/heping"], given.Read(new ListCommunities(), new ListCommunitiesRequest(), li).Communities.Select(c => c.Name));
        var first = given.Read(new ListCommunities(), new ListCommunitiesRequest { PageSize = 1 }, Register.Operator);
        Assert.Equal("communities/xingfu", Assert.Single(first.Communities).Name);
        var second = given.Read(new ListCommunities(), new ListCommunitiesRequest { PageToken = first.NextPageToken }, Register.Operator);
        Assert.Equal(("communities/heping", ""), (Assert.Single(second.Communities).Name, second.NextPageToken));
        var refusal = given.RefusalOf(new ListCommunities(), new ListCommunitiesRequest { PageToken = first.NextPageToken }, li);
        Assert.Equal(ErrorReason.InvalidPageToken, refusal.Reason);
    }

    private static BootstrapOperatorRequest Bootstrapping(string userName = "admin") =>
        new() { Code = Register.BootstrapCode, UserName = userName, Password = Register.Password };

    private static RedeemInvitation Redeem(long invitation) => new(Community, invitation, "hash");

    private static RedeemInvitationRequest Redeeming(string userName) => new() { Code = "x", UserName = userName, Password = Register.Password };

    private static StartRecovery Recovery(long account) => new(Community, account, Register.Codes);

    private static StartRecoveryRequest Recovering() => new() { Name = "communities/xingfu/residents/1", Reason = "身份证核对" };

    private static CompleteRecoveryRequest Completing(string code, string password = Register.Password) => new() { Code = code, Password = password };

    private static Caller Staff(Given<DirectoryState> given) =>
        given.State.CallerOf(given.State.Vault.AccountNamed("staff") is var id and not 0 ? id : given.Join("staff", 900));
}
