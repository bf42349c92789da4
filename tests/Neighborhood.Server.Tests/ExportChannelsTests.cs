using Microsoft.Extensions.DependencyInjection;
using Neighborhood.Client;
using Neighborhood.Client.Verification;
using Neighborhood.Ledger;
using Neighborhood.Rules.Proofs;
using Neighborhood.Server.Tests.Running;
using Neighborhood.Testing.Recounting;
using Neighborhood.V1;
using Neighborhood.Verifier;
using Kind = Neighborhood.V1.WatchResponse.Types.Kind;

namespace Neighborhood.Server.Tests;

/// <summary>
/// One owners' vote with a ballot that is signed, one by proxy, one on paper and one that is struck, handed out by the real server; recounted by both
/// verifiers, with a witness's signature, and again when the evidence is erased.
/// </summary>
public sealed class ExportChannelsTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("neighborhood-export-").FullName;
    private RunningServer _server = null!;
    private OwnersVote _vote = null!;
    private NeighborhoodClient _neighbour = null!;
    private NeighborhoodClient _other = null!;
    private NeighborhoodClient _second = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        _vote = await OwnersVote.OpenAsync(_server, await _server.BootstrapAsync(), "xingfu", BindingStatus.PaperBinding);
        _neighbour = await _vote.Village.JoinAsync(await OwnerAsync(1));
        _other = await _vote.Village.JoinAsync(await OwnerAsync(3));
        _second = await _vote.Village.JoinAsync(await _vote.Village.RecordAsync("小刘"), Role.Staff);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Both_verifiers_agree_on_every_channel_and_still_when_the_evidence_is_erased()
    {
        var scrutineer = new NameScrutineerRequest { Parent = _vote.Poll, Resident = await OwnerAsync(1) };
        await _vote.Village.Staff.Polls.NameScrutineerAsync(scrutineer, cancellationToken: Cancel);
        await VoteByProxyAsync();
        await VoteAsync(_neighbour, "no");
        await VoteAsync(_neighbour, "yes");
        await VoteAsync(_other, "no");
        await VoteOnPaperAsync();
        await DecideAsync();
        await StrikeAsync(await OwnerAsync(3));

        var opened = await RecountAsync(_neighbour, BundleKind.BundleScrutineer);
        Assert.Equal([("yes", 3), ("no", 0), ("abstain", 0)], opened.Summary.Tally.Select(option => (option.Option, option.Headcount)));
        Assert.Equal((5, 3), (opened.Summary.Ballots, opened.Summary.Counted));
        Assert.Equal(1, Count(opened, LimitKind.Paper));
        Assert.Equal(1, Count(opened, LimitKind.StruckBallots));
        Assert.Equal(1, Count(opened, LimitKind.UnsignedBallots));
        await RecountAsync(_second, BundleKind.BundlePublic);

        _server.Time.Advance(TimeSpan.FromDays(366));
        await SignInAsync();
        var erased = await RecountAsync(_neighbour, BundleKind.BundlePublic);
        Assert.Equal((0, 3), (Count(erased, LimitKind.EvidenceErased), erased.Summary.Counted));
        var mine = await _neighbour.Polls.GetMyBallotAsync(new GetMyBallotRequest { Name = _vote.Poll }, cancellationToken: Cancel);
        Assert.Equal((true, true), (mine.Opening.Choice.IsEmpty, mine.Opening.Salt.IsEmpty));
        Assert.True(ReceiptVerifier.Verify(mine.Receipt, new ReceiptExpectation { Ledger = _vote.Village.Name, Poll = _vote.Poll }).Holds);
    }

    private async Task VoteByProxyAsync()
    {
        var given = new AuthorizeProxyRequest
        {
            Parent = _vote.Village.Name,
            Proxy = await OwnerAsync(1),
            Polls = { _vote.Poll },
            ValidUntil = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(_server.Time.GetUtcNow() + TimeSpan.FromDays(3)),
        };
        var proxy = await _vote.Owner.AuthorizeProxyAsync(given, Cancel);
        var ballot = new CastBallotRequest { Parent = _vote.Poll, Choice = new Choice { Option = "yes" }, Authorization = proxy.Name };
        await _neighbour.Polls.CastBallotAsync(ballot, cancellationToken: Cancel);
    }

    /// <summary>One paper is entered by two people, and another is spoiled.</summary>
    private async Task VoteOnPaperAsync()
    {
        var papers = _vote.Village.Staff.Papers;
        var issue = new IssuePapersRequest { Parent = _vote.Poll, Voters = { await OwnerAsync(2), await OwnerAsync(3) } };
        await papers.IssuePapersAsync(issue, cancellationToken: Cancel);
        await papers.SpoilPaperAsync(new SpoilPaperRequest { Name = $"{_vote.Poll}/papers/2", Reason = "撕坏了" }, cancellationToken: Cancel);
        var receipt = new GetReceiptRequest { Ledger = _vote.Village.Name, Sequence = _vote.Announced.AnnounceSequence };
        var leaf = (await _vote.Village.Staff.Audit.GetReceiptAsync(receipt, cancellationToken: Cancel)).Inclusion.LeafHash;
        var entry = new EnterPaperRequest { Name = $"{_vote.Poll}/papers/1", Announcement = leaf, Choice = new Choice { Option = "yes" } };
        await papers.EnterPaperAsync(entry, cancellationToken: Cancel);
        await _second.Papers.EnterPaperAsync(entry, cancellationToken: Cancel);
    }

    private async Task DecideAsync()
    {
        _server.Time.Advance(TimeSpan.FromDays(26));
        await SignInAsync();
        await _vote.Village.UntilAsync(_vote.Village.Staff, 0, Kind.PollDecided, _vote.Poll);
    }

    private async Task StrikeAsync(string voter)
    {
        var decided = await _vote.Village.UntilAsync(_vote.Village.Staff, 0, Kind.PollDecided, _vote.Poll);
        var filed = await _neighbour.Polls.FileObjectionAsync(
            new FileObjectionRequest { Parent = _vote.Poll, Text = "已卖房", About = About.VoterList }, cancellationToken: Cancel);
        var answer = new AnswerObjectionRequest
        {
            Name = filed.Name,
            Accept = true,
            Answer = "已核对",
            StruckVoter = voter,
            StrikeReason = StrikeReason.NotEntitled,
        };
        await _vote.Village.Staff.Polls.AnswerObjectionAsync(answer, cancellationToken: Cancel);
        _server.Time.Advance(TimeSpan.FromSeconds(2));
        await _vote.Village.UntilAsync(_vote.Village.Staff, decided.Sequence + 1, Kind.PollDecided, _vote.Poll);
    }

    /// <summary>Exports as the caller, with the newest head cosigned, and lets both verifiers recount.</summary>
    private async Task<BundleVerdict> RecountAsync(NeighborhoodClient client, BundleKind expected)
    {
        using var witness = new WitnessSigner("witness.example", new byte[32]);
        await CosignAsync(client, witness);
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.bundle");
        await using (var file = File.Create(path))
        {
            Assert.Equal(expected, await client.ExportPollAsync(new ExportPollRequest { Name = _vote.Poll }, file, cancellationToken: Cancel));
        }

        await using var bundle = File.OpenRead(path);
        var verdict = BundleVerifier.Verify(bundle, new BundleExpectation { WitnessKeys = [witness.Key] });
        Assert.Equal(BundleFault.None, verdict.Fault);
        Assert.SkipUnless(JavaScriptVerifier.IsThere, "Node is not installed, so the verifier in JavaScript was not compared.");
        var theirs = await JavaScriptVerifier.RunAsync(path, "--witness", witness.Key);
        Assert.True(theirs.GetProperty("verified").GetBoolean(), theirs.ToString());
        Assert.Equal(verdict.Limits.Count, theirs.GetProperty("cannotShow").GetArrayLength());
        return verdict;
    }

    private async Task CosignAsync(NeighborhoodClient client, WitnessSigner witness)
    {
        var head = await client.Audit.GetTreeHeadAsync(new GetTreeHeadRequest { Ledger = _vote.Village.Name }, cancellationToken: Cancel);
        Assert.True(SignedNote.TryParse(head.Checkpoint, out var note));
        var cosigned = note with { Signatures = [.. note.Signatures, witness.Cosign(note.Text, 1_800_000_000)] };
        _server.Services.GetRequiredService<CosignedHeads>().Set(
            new LedgerId(_vote.Village.Name), new CosignedHead(Checkpoint.Parse(note.Text), cosigned.Format()));
    }

    private async Task SignInAsync()
    {
        await _vote.Village.Staff.SignInAsync("xingfu.staff", RunningServer.Password, Cancel);
        await _neighbour.SignInAsync("xingfu.1", RunningServer.Password, Cancel);
        await _second.SignInAsync("xingfu.3", RunningServer.Password, Cancel);
    }

    private static long Count(BundleVerdict verdict, LimitKind kind) => verdict.Limits.Single(limit => limit.Kind == kind).Count;

    private Task<string> OwnerAsync(int index) => _vote.Village.FindAsync(Village.Owners[index]);

    private async Task VoteAsync(NeighborhoodClient voter, string option) =>
        await voter.Polls.CastBallotAsync(new CastBallotRequest { Parent = _vote.Poll, Choice = new Choice { Option = option } }, cancellationToken: Cancel);
}
