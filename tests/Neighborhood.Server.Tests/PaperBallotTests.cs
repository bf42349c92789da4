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
    private OwnersVote _vote = null!;
    private NeighborhoodClient _second = null!;
    private ByteString _announcement = ByteString.Empty;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        _vote = await OwnersVote.OpenAsync(_server, await _server.BootstrapAsync(), "xingfu", BindingStatus.PaperBinding);
        _second = await _vote.Village.JoinAsync(await _vote.Village.RecordAsync("小刘"), Role.Staff);
        var receipt = await _vote.Village.Staff.Audit.GetReceiptAsync(
            new GetReceiptRequest { Ledger = _vote.Village.Name, Sequence = _vote.Announced.AnnounceSequence }, cancellationToken: Cancel);
        _announcement = receipt.Inclusion.LeafHash;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_paper_entered_by_two_people_counts_and_its_voter_verifies_it()
    {
        await _vote.Owner.Polls.CastBallotAsync(new CastBallotRequest { Parent = _vote.Poll, Choice = new() { Option = "no" } }, cancellationToken: Cancel);
        var papers = _vote.Village.Staff.Papers;
        var issued = await papers.IssuePapersAsync(new IssuePapersRequest { Parent = _vote.Poll, Voters = { _vote.Me } }, cancellationToken: Cancel);
        Assert.Equal((1, 1), (issued.FirstSerial, issued.Issued));
        var paper = Assert.Single(await papers.ListAllPapersAsync(new ListPapersRequest { Parent = _vote.Poll }, Cancel).ToListAsync(Cancel));
        Assert.Equal((Village.Owners[0], PaperState.Issued), (paper.Voter.DisplayName, paper.State));

        Assert.Equal(PaperState.Entered, (await EnterAsync(_vote.Village.Staff, "yes")).State);
        await RefusedAsync(ErrorReason.SecondPersonRequired, () => EnterAsync(_vote.Village.Staff, "yes"));
        await RefusedAsync(ErrorReason.EntryDiffers, () => EnterAsync(_second, "no"));
        Assert.Equal(PaperState.Counted, (await EnterAsync(_second, "yes")).State);

        var mine = await _vote.Owner.Polls.GetMyBallotAsync(new GetMyBallotRequest { Name = _vote.Poll }, cancellationToken: Cancel);
        Assert.Equal(("yes", BallotChannel.Paper, 1), (mine.Choice.Option, mine.Channel, mine.Paper));
        Assert.True(ReceiptVerifier.Verify(mine, new ReceiptExpectation(null, _vote.Village.Name, _vote.Poll, _vote.Me)).Holds);
        var seen = await _vote.Owner.Polls.GetPollAsync(new GetPollRequest { Name = _vote.Poll }, cancellationToken: Cancel);
        Assert.Equal((1, PaperState.Counted), (seen.MyPaper, seen.MyPaperState));
        await RefusedAsync(
            ErrorReason.VotedOnPaper,
            async () => await _vote.Owner.Polls.CastBallotAsync(
                new CastBallotRequest { Parent = _vote.Poll, Choice = new() { Option = "no" } }, cancellationToken: Cancel));
    }

    private async Task<Paper> EnterAsync(NeighborhoodClient client, string option)
    {
        var request = new EnterPaperRequest { Name = $"{_vote.Poll}/papers/1", Announcement = _announcement, Choice = new() { Option = option } };
        return await client.Papers.EnterPaperAsync(request, cancellationToken: Cancel);
    }

    private static async Task RefusedAsync(ErrorReason reason, Func<Task> call) =>
        Assert.Equal(reason, (await Assert.ThrowsAsync<RefusedException>(call)).Reason);
}
