using Neighborhood.Client;
using Neighborhood.Server.Tests.Running;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests;

/// <summary>Accounts that end, that are recovered, and communities that lose their staff.</summary>
public sealed class PeopleTests : IAsyncLifetime
{
    private RunningServer _server = null!;
    private NeighborhoodClient _host = null!;
    private Village _village = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        _host = await _server.BootstrapAsync();
        _village = await Village.FoundAsync(_server, _host, "xingfu");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_account_is_erased_by_its_owner_with_the_password_and_everywhere()
    {
        var resident = await _village.FindAsync(Village.Owners[0]);
        var owner = await _village.JoinAsync(resident);
        var other = _server.Connect();
        await other.SignInAsync("xingfu.1", RunningServer.Password, Cancel);

        Assert.Equal(ErrorReason.InvalidField, await RefusedAsync(() => owner.EraseAccountAsync("", Cancel)));
        Assert.Equal(ErrorReason.WrongCredentials, await RefusedAsync(() => owner.EraseAccountAsync("不是这个密码-1234", Cancel)));
        await owner.EraseAccountAsync(RunningServer.Password, Cancel);

        Assert.Null(owner.Session);
        Assert.Equal(ErrorReason.RefreshTokenReused, await RefusedAsync(() => other.RefreshAsync(Cancel)));
        Assert.Equal(ErrorReason.WrongCredentials, await RefusedAsync(() => _server.Connect().SignInAsync("xingfu.1", RunningServer.Password, Cancel)));
        var seen = await _village.Staff.Communities.GetResidentAsync(new GetResidentRequest { Name = resident }, cancellationToken: Cancel);
        Assert.Equal((true, "", true), (seen.Erased, seen.DisplayName, seen.EndTime is not null));
        await _server.RestartAsync();
        await _server.Connect().SignInAsync("xingfu.staff", RunningServer.Password, Cancel);
        Assert.Equal(ErrorReason.WrongCredentials, await RefusedAsync(() => _server.Connect().SignInAsync("xingfu.1", RunningServer.Password, Cancel)));
    }

    [Fact]
    public async Task Nobody_erases_anothers_account_but_an_operator_whom_nobody_erases()
    {
        var owner = await _village.JoinAsync(await _village.FindAsync(Village.Owners[0]));
        var account = owner.Session!.Account;
        Assert.Equal(ErrorReason.NotFound, await RefusedAsync(() => EraseAsync(_village.Staff, account)));
        Assert.Equal(ErrorReason.NotFound, await RefusedAsync(() => EraseAsync(_host, "accounts/99")));
        Assert.Equal(ErrorReason.NotFound, await RefusedAsync(() => EraseAsync(_host, "communities/xingfu")));
        Assert.Equal(ErrorReason.OperatorStays, await RefusedAsync(() => _host.EraseAccountAsync(RunningServer.Password, Cancel)));
        await EraseAsync(_host, account);
        Assert.Equal(ErrorReason.RefreshTokenReused, await RefusedAsync(() => owner.RefreshAsync(Cancel)));
    }

    [Fact]
    public async Task The_last_staff_stays_until_an_operator_has_appointed_another()
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => _village.Staff.EraseAccountAsync(RunningServer.Password, Cancel));
        Assert.Equal((ErrorReason.LastStaff, _village.Name), (refused.Reason, refused.Metadata["community"]));

        var request = new AppointStaffRequest { Parent = _village.Name, DisplayName = "陈主任", Reason = "周主任调走" };
        Assert.Equal(ErrorReason.RoleRequired, await RefusedAsync(
            async () => await _village.Staff.Communities.AppointStaffAsync(request, cancellationToken: Cancel)));
        var appointed = await _host.Communities.AppointStaffAsync(request, cancellationToken: Cancel);
        await _village.Staff.EraseAccountAsync(RunningServer.Password, Cancel);

        var staff = _server.Connect();
        await staff.RedeemInvitationAsync(appointed.Invitation.Code, "chen", RunningServer.Password, Cancel);
        var me = await staff.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel);
        Assert.Equal([Role.Staff], me.Memberships.Single().Roles);
        Assert.NotEmpty((await staff.Communities.ListResidentsAsync(
            new ListResidentsRequest { Parent = _village.Name }, cancellationToken: Cancel)).Residents);
    }

    [Fact]
    public async Task A_first_sheet_that_was_lost_is_worth_nothing_once_another_is_made()
    {
        var founded = await _host.Communities.CreateCommunityAsync(
            new CreateCommunityRequest { CommunityId = "heping", Title = "和平里", StaffDisplayName = "周主任" }, cancellationToken: Cancel);
        var request = new AppointStaffRequest { Parent = "communities/heping", DisplayName = "周主任", Reason = "邀请单遗失" };
        var again = await _host.Communities.AppointStaffAsync(request, cancellationToken: Cancel);
        Assert.Equal(ErrorReason.InvitationInvalid, await RefusedAsync(
            () => _server.Connect().RedeemInvitationAsync(founded.StaffInvitation.Code, "finder", RunningServer.Password, Cancel)));
        await _server.Connect().RedeemInvitationAsync(again.Invitation.Code, "zhou", RunningServer.Password, Cancel);
    }

    [Fact]
    public async Task Staff_do_not_recover_an_account_that_is_staff_elsewhere_and_the_operator_does()
    {
        var other = await Village.FoundAsync(_server, _host, "heping");
        var resident = await _village.FindAsync(Village.Owners[0]);
        await other.Staff.JoinAsync(await _village.InviteAsync(resident), Cancel);
        var request = new StartRecoveryRequest { Name = resident, Reason = "身份证核对" };
        Assert.Equal(ErrorReason.RecoveryNeedsOperator, await RefusedAsync(
            async () => await _village.Staff.Communities.StartRecoveryAsync(request, cancellationToken: Cancel)));
        var me = await other.Staff.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel);
        Assert.Null(me.LastRecoveryAt);

        var started = await _host.Communities.StartRecoveryAsync(request, cancellationToken: Cancel);
        var recovered = _server.Connect();
        await recovered.CompleteRecoveryAsync(started.Code, "另一个-新的-密码-2026", Cancel);
        me = await recovered.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel);
        Assert.Equal((2, true), (me.Memberships.Count, me.LastRecoveryAt is not null));
    }

    [Fact]
    public async Task Staff_recover_their_own_neighbour_but_not_the_one_who_runs_the_server()
    {
        var neighbour = await _village.FindAsync(Village.Owners[0]);
        await _village.JoinAsync(neighbour);
        var operatorHere = await _village.FindAsync(Village.Owners[1]);
        await _host.JoinAsync(await _village.InviteAsync(operatorHere), Cancel);
        await _village.Staff.Communities.StartRecoveryAsync(new StartRecoveryRequest { Name = neighbour, Reason = "当面" }, cancellationToken: Cancel);
        Assert.Equal(ErrorReason.RecoveryNeedsOperator, await RefusedAsync(async () => await _village.Staff.Communities.StartRecoveryAsync(
            new StartRecoveryRequest { Name = operatorHere, Reason = "当面" }, cancellationToken: Cancel)));
    }

    [Fact]
    public async Task Whoever_joined_without_a_home_on_record_takes_part()
    {
        var lodger = await _village.JoinAsync(await _village.RecordAsync("租客"));
        var topic = await lodger.Discussions.CreateTopicAsync(
            new CreateTopicRequest { Parent = _village.Name, Title = "你好", Text = "我租在三号楼。" }, cancellationToken: Cancel);
        Assert.Equal("租客", topic.Host.DisplayName);
    }

    private static async Task EraseAsync(NeighborhoodClient client, string account) =>
        await client.Identity.EraseAccountAsync(new EraseAccountRequest { Account = account }, cancellationToken: Cancel);

    private static async Task<ErrorReason> RefusedAsync(Func<Task> call) => (await Assert.ThrowsAsync<RefusedException>(call)).Reason;
}
