using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Neighborhood.Client;
using Neighborhood.Client.Verification;
using Neighborhood.Server.Tests.Running;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests;

/// <summary>Paper beside signed online ballots, through the SDK and the real composition.</summary>
public sealed class PaperBallotTests : IAsyncLifetime
{
    private RunningServer _server = null!;
    private Village _village = null!;
    private NeighborhoodClient _second = null!;
    private NeighborhoodClient _zhang = null!;
    private string _me = "";
    private string _poll = "";
    private ByteString _announcement = ByteString.Empty;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        _village = await Village.FoundAsync(_server, await _server.BootstrapAsync(), "xingfu");
        _second = await _village.JoinAsync(await _village.RecordAsync("小刘"), Role.Staff);
        _me = await _village.FindAsync(Village.Owners[0]);
        _zhang = _server.Connect("at home");
        await _zhang.RedeemInvitationAsync(await _village.InviteAsync(_me), "zhang", RunningServer.Password, Cancel);
        var announced = await _village.Staff.Polls.AnnouncePollAsync(
            new AnnouncePollRequest
            {
                Parent = _village.Name,
                Question = "装充电桩吗？",
                Matter = "other-major",
                Secrecy = Secrecy.Confidential,
                BindingStatus = BindingStatus.PaperBinding,
                ClosesAt = Timestamp.FromDateTimeOffset(_server.Time.GetUtcNow() + TimeSpan.FromDays(40)),
            },
            cancellationToken: Cancel);
        _poll = announced.Name;
        var receipt = await _village.Staff.Audit.GetReceiptAsync(
            new GetReceiptRequest { Ledger = _village.Name, Sequence = announced.AnnounceSequence }, cancellationToken: Cancel);
        _announcement = receipt.Inclusion.LeafHash;
        await _village.PostAsync(_poll);
        _server.Time.Advance(TimeSpan.FromDays(15) + TimeSpan.FromSeconds(2));
        await _village.UntilAsync(_village.Staff, announced.AnnounceSequence, WatchResponse.Types.Kind.PollOpened, _poll);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_paper_entered_by_two_people_counts_and_its_voter_verifies_it()
    {
        await _zhang.Polls.CastBallotAsync(new CastBallotRequest { Parent = _poll, Choice = new() { Option = "no" } }, cancellationToken: Cancel);
        var issued = await _village.Staff.Papers.IssuePapersAsync(new IssuePapersRequest { Parent = _poll, Voters = { _me } }, cancellationToken: Cancel);
        Assert.Equal((1, 1), (issued.FirstSerial, issued.Issued));
        var paper = Assert.Single(await _village.Staff.Papers.ListAllPapersAsync(new ListPapersRequest { Parent = _poll }, Cancel).ToListAsync(Cancel));
        Assert.Equal((Village.Owners[0], PaperState.Issued), (paper.Voter.DisplayName, paper.State));

        Assert.Equal(PaperState.Entered, (await EnterAsync(_village.Staff, "yes")).State);
        await RefusedAsync(ErrorReason.SecondPersonRequired, () => EnterAsync(_village.Staff, "yes"));
        await RefusedAsync(ErrorReason.EntryDiffers, () => EnterAsync(_second, "no"));
        Assert.Equal(PaperState.Counted, (await EnterAsync(_second, "yes")).State);

        var mine = await _zhang.Polls.GetMyBallotAsync(new GetMyBallotRequest { Name = _poll }, cancellationToken: Cancel);
        Assert.Equal(("yes", BallotChannel.Paper, 1), (mine.Choice.Option, mine.Channel, mine.Paper));
        Assert.True(ReceiptVerifier.Verify(mine, new ReceiptExpectation(null, _village.Name, _poll, _me)).Holds);
        var seen = await _zhang.Polls.GetPollAsync(new GetPollRequest { Name = _poll }, cancellationToken: Cancel);
        Assert.Equal((1, PaperState.Counted), (seen.MyPaper, seen.MyPaperState));
        await RefusedAsync(
            ErrorReason.VotedOnPaper,
            async () => await _zhang.Polls.CastBallotAsync(
                new CastBallotRequest { Parent = _poll, Choice = new() { Option = "no" } }, cancellationToken: Cancel));
    }

    private async Task<Paper> EnterAsync(NeighborhoodClient client, string option)
    {
        var request = new EnterPaperRequest { Name = $"{_poll}/papers/1", Announcement = _announcement, Choice = new() { Option = option } };
        return await client.Papers.EnterPaperAsync(request, cancellationToken: Cancel);
    }

    private static async Task RefusedAsync(ErrorReason reason, Func<Task> call) =>
        Assert.Equal(reason, (await Assert.ThrowsAsync<RefusedException>(call)).Reason);
}
