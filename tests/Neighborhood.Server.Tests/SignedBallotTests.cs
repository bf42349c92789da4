using Google.Protobuf.WellKnownTypes;
using Neighborhood.Client;
using Neighborhood.Rules.Proofs;
using Neighborhood.Server.Tests.Running;
using Neighborhood.V1;
using State = Neighborhood.V1.Device.Types.State;

namespace Neighborhood.Server.Tests;

/// <summary>Ballots signed by the computers of their voters, through the SDK and the real composition.</summary>
public sealed class SignedBallotTests : IAsyncLifetime
{
    private RunningServer _server = null!;
    private OwnersVote _vote = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        _vote = await OwnersVote.OpenAsync(_server, await _server.BootstrapAsync(), "xingfu");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_computer_that_redeemed_the_invitation_signs_by_itself()
    {
        var first = await VoteAsync(_vote.Owner, "no");
        var second = await VoteAsync(_vote.Owner, "yes");
        Assert.Equal((false, true), (first.Changed, second.Changed));
        var mine = await _vote.Owner.Polls.GetMyBallotAsync(new GetMyBallotRequest { Name = _vote.Poll }, cancellationToken: Cancel);
        var device = Assert.Single(await DevicesAsync(_vote.Owner));
        Assert.Equal((device.Name, "yes"), (mine.Device, mine.Choice.Option));
        var cast = V1.Facts.Entry.Parser.ParseFrom(mine.Receipt.Entry).Fact.BallotCast;
        var statement = SignedStatement.Ballot(_vote.Village.Name, cast.Poll, cast.Voter, 0, 1, cast.Commitment.Span);
        Assert.True(DeviceKey.Verify(device.PublicKey.Span, statement, cast.Signature.Span));
    }

    [Fact]
    public async Task Whoever_has_the_session_alone_does_not_vote_and_adds_no_device()
    {
        // What the operator of the server could do: sign in as anybody, and write whatever a client may.
        var thief = await SignedInAsync("elsewhere");
        Assert.Equal(ErrorReason.DeviceNotActive, await RefusedAsync(() => VoteAsync(thief, "yes")));
        Assert.Equal([State.Active, State.Waiting], (await DevicesAsync(_vote.Owner)).Select(device => device.State));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await thief.MyDevices.ApproveAsync((await DevicesAsync(thief))[1], Cancel));
        Assert.False((await _vote.Owner.Polls.GetMyEntitlementAsync(new GetMyEntitlementRequest { Name = _vote.Poll }, cancellationToken: Cancel)).Voted);
    }

    [Fact]
    public async Task A_second_computer_votes_once_the_first_has_approved_it()
    {
        await VoteAsync(_vote.Owner, "no");
        var second = await SignedInAsync("at work");
        var waiting = await second.MyDevices.RegisterAsync(_vote.Village.Name, Cancel);
        var seen = (await DevicesAsync(_vote.Owner)).Single(device => device.State == State.Waiting);
        Assert.Equal(DeviceKey.CodeOf(waiting.PublicKey.Span), DeviceKey.CodeOf(seen.PublicKey.Span));
        Assert.True(await second.MyDevices.IsThisAsync(seen, Cancel));
        Assert.False(await _vote.Owner.MyDevices.IsThisAsync(seen, Cancel));
        await _vote.Owner.MyDevices.ApproveAsync(seen, Cancel);

        // It replaces a ballot that the other computer signed, whose place it believes only by its receipt.
        Assert.True((await VoteAsync(second, "yes")).Changed);

        // The first computer is lost: what it signed is replaced, and it signs nothing more.
        var lost = (await DevicesAsync(second))[0];
        await second.Devices.RevokeDeviceAsync(new RevokeDeviceRequest { Name = lost.Name }, cancellationToken: Cancel);
        Assert.Equal(ErrorReason.DeviceNotActive, await RefusedAsync(() => VoteAsync(_vote.Owner, "no")));
        Assert.True((await VoteAsync(second, "abstain")).Changed);
    }

    [Fact]
    public async Task A_proxy_votes_for_the_voter_who_signed_for_it()
    {
        var neighbour = await _vote.Village.JoinAsync(await _vote.Village.FindAsync(Village.Owners[1]));
        var until = Timestamp.FromDateTimeOffset(_server.Time.GetUtcNow() + TimeSpan.FromDays(3));
        var request = new AuthorizeProxyRequest
        {
            Parent = _vote.Village.Name,
            Proxy = await _vote.Village.FindAsync(Village.Owners[1]),
            Polls = { _vote.Poll },
            ValidUntil = until,
        };
        var proxy = await _vote.Owner.AuthorizeProxyAsync(request, Cancel);
        var ballot = new CastBallotRequest { Parent = _vote.Poll, Choice = new Choice { Option = "yes" }, Authorization = proxy.Name };
        Assert.False((await neighbour.Polls.CastBallotAsync(ballot, cancellationToken: Cancel)).Changed);
        Assert.Equal(ErrorReason.BallotReplaced, await RefusedAsync(async () => await neighbour.Polls.CastBallotAsync(ballot, cancellationToken: Cancel)));
        Assert.True((await VoteAsync(_vote.Owner, "no")).Changed);
        Assert.Equal(ErrorReason.PrincipalVoted, await RefusedAsync(async () => await neighbour.Polls.CastBallotAsync(ballot, cancellationToken: Cancel)));
    }

    [Fact]
    public async Task After_a_recovery_the_new_computer_is_on_hold_for_all_to_see()
    {
        var request = new StartRecoveryRequest { Name = _vote.Me, Reason = "当面核对" };
        var started = await _vote.Village.Staff.Communities.StartRecoveryAsync(request, cancellationToken: Cancel);
        var found = _server.Connect("new");
        await found.CompleteRecoveryAsync(started.Code, RunningServer.Password, Cancel);
        var held = (await DevicesAsync(_vote.Village.Staff))[1];
        Assert.Equal((State.OnHold, true), (held.State, held.Recovered));
        Assert.Equal(ErrorReason.AccountOnHold, await RefusedAsync(() => VoteAsync(found, "yes")));
        _server.Time.Advance(TimeSpan.FromDays(9));
        await found.SignInAsync("xingfu.owner", RunningServer.Password, Cancel);
        Assert.False((await VoteAsync(found, "yes")).Changed);
    }

    [Fact]
    public async Task The_key_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps rights with the profile.");
        var folder = _server.KeysOf("xingfu at home");
        var file = Assert.Single(Directory.GetFiles(folder, "*.json"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(folder).UnixFileMode);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        await VoteAsync(_vote.Owner, "yes");
        await File.WriteAllTextAsync(file, "{}", Cancel);
        await Assert.ThrowsAsync<InvalidDataException>(() => VoteAsync(_vote.Owner, "no"));
    }

    private async Task<CastBallotResponse> VoteAsync(NeighborhoodClient client, string option) => await client.Polls.CastBallotAsync(
        new CastBallotRequest { Parent = _vote.Poll, Choice = new Choice { Option = option } }, cancellationToken: Cancel);

    private async Task<List<Device>> DevicesAsync(NeighborhoodClient client) => await client.MyDevices.ListAsync(_vote.Me, Cancel).ToListAsync(Cancel);

    private async Task<NeighborhoodClient> SignedInAsync(string computer)
    {
        var client = _server.Connect(computer);
        await client.SignInAsync("xingfu.owner", RunningServer.Password, Cancel);
        return client;
    }

    private static async Task<ErrorReason> RefusedAsync(Func<Task> call) => (await Assert.ThrowsAsync<RefusedException>(call)).Reason;
}
