using System.Text;
using Google.Protobuf.WellKnownTypes;
using Neighborhood.Client;
using Neighborhood.Client.Verification;
using Neighborhood.Server.Tests.Running;
using Neighborhood.V1;
using Neighborhood.Verifier;
using Kind = Neighborhood.V1.WatchResponse.Types.Kind;

namespace Neighborhood.Server.Tests;

/// <summary>A decided poll is handed out by the real server and recounted without it.</summary>
public sealed class ExportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_open_poll_is_exported_to_its_electorate_and_recounted_offline()
    {
        await using var server = await RunningServer.StartAsync();
        var decided = await DecidedAsync(server, Secrecy.Open);
        var head = await decided.Voters[0].CheckHeadAsync(decided.Village.Name, Cancel);

        var (kind, bundle) = await ExportAsync(decided.Voters[0], decided.Poll);
        var expected = new BundleExpectation { VerifierKey = head.Seen!.VerifierKey, KeptHeads = [head.Seen.Checkpoint] };
        var verdict = BundleVerifier.Verify(new MemoryStream(bundle), expected);

        Assert.Equal((BundleKind.BundleOpen, BundleFault.None), (kind, verdict.Fault));
        Assert.Equal([("yes", 1), ("no", 1), ("abstain", 0)], verdict.Summary.Tally.Select(option => (option.Option, option.Headcount)));
        Assert.Equal((3, 2), (verdict.Summary.Ballots, verdict.Summary.Counted));
        Assert.DoesNotContain(verdict.Limits, limit => limit.Kind == LimitKind.HeadUnreached);
        Assert.DoesNotContain(Village.Owners, name => Encoding.UTF8.GetString(bundle).Contains(name, StringComparison.Ordinal));
        await AssertRefusedAsync(ErrorReason.RoleRequired, decided.Observer, decided.Poll, BundleKind.Unspecified);
    }

    [Fact]
    public async Task A_confidential_poll_is_opened_to_named_scrutineers_alone()
    {
        await using var server = await RunningServer.StartAsync();
        var decided = await DecidedAsync(server, Secrecy.Confidential);

        var (kind, bundle) = await ExportAsync(decided.Observer, decided.Poll);
        var verdict = BundleVerifier.Verify(new MemoryStream(bundle), new BundleExpectation());
        Assert.Equal((BundleKind.BundlePublic, BundleFault.None), (kind, verdict.Fault));
        Assert.DoesNotContain("choice", Encoding.UTF8.GetString(bundle), StringComparison.Ordinal);

        await AssertRefusedAsync(ErrorReason.OpeningsWithheld, decided.Voters[0], decided.Poll, BundleKind.BundleScrutineer);
        await AssertRefusedAsync(ErrorReason.OpeningsWithheld, decided.Village.Staff, decided.Poll, BundleKind.BundleScrutineer);
        var resident = (await decided.Voters[0].Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel)).Memberships.Single().Resident;
        var named = await decided.Village.Staff.Polls.NameScrutineerAsync(
            new NameScrutineerRequest { Parent = decided.Poll, Resident = resident }, cancellationToken: Cancel);
        Assert.Equal(resident, Assert.Single(named.Scrutineers).Resident);

        (kind, bundle) = await ExportAsync(decided.Voters[0], decided.Poll);
        verdict = BundleVerifier.Verify(new MemoryStream(bundle), new BundleExpectation());
        Assert.Equal((BundleKind.BundleScrutineer, BundleFault.None), (kind, verdict.Fault));
        Assert.Equal(1, verdict.Summary.Tally[0].Headcount);

        await decided.Village.Staff.Polls.RemoveScrutineerAsync(
            new RemoveScrutineerRequest { Parent = decided.Poll, Resident = resident }, cancellationToken: Cancel);
        await AssertRefusedAsync(ErrorReason.OpeningsWithheld, decided.Voters[0], decided.Poll, BundleKind.BundleScrutineer);
    }

    [Fact]
    public async Task A_bundle_made_after_a_court_revoked_the_decision_names_the_court_and_still_holds()
    {
        await using var server = await RunningServer.StartAsync();
        var decided = await DecidedAsync(server, Secrecy.Open);
        var polls = decided.Village.Staff.Polls;
        var shown = await polls.GetPollAsync(new GetPollRequest { Name = decided.Poll }, cancellationToken: Cancel);
        var hold = new ExtendEvidenceRequest { Name = decided.Poll, Until = shown.EvidenceUntil + new Duration { Seconds = 86_400 }, Reason = "张某起诉" };
        var held = await polls.ExtendEvidenceAsync(hold, cancellationToken: Cancel);
        Assert.Equal((hold.Until, "张某起诉"), (held.EvidenceUntil, held.EvidenceReason));
        await Assert.ThrowsAsync<RefusedException>(async () => await decided.Voters[0].Polls.ExtendEvidenceAsync(hold, cancellationToken: Cancel));

        var request = new VoidPollRequest { Name = decided.Poll, Reason = "通知期不足", Ruling = new() { Court = "区人民法院", RuledAt = shown.Result.Time } };
        var half = await Assert.ThrowsAsync<RefusedException>(async () => await polls.VoidPollAsync(request, cancellationToken: Cancel));
        Assert.Equal("ruling.case_number", Assert.Single(half.Fields).Field);
        request.Ruling.CaseNumber = "(2026)民初1号";
        Assert.Equal(BindingStatus.Revoked, (await polls.VoidPollAsync(request, cancellationToken: Cancel)).BindingStatus);

        var (_, bundle) = await ExportAsync(decided.Voters[0], decided.Poll);
        var verdict = BundleVerifier.Verify(new MemoryStream(bundle), new BundleExpectation());
        Assert.Equal(BundleFault.None, verdict.Fault);
        Assert.Equal((true, "区人民法院", "(2026)民初1号"), (verdict.Summary.Voided, verdict.Summary.Court, verdict.Summary.CaseNumber));
    }

    [Fact]
    public async Task A_poll_that_is_not_decided_is_not_exported()
    {
        await using var server = await RunningServer.StartAsync();
        var village = await Village.FoundAsync(server, await server.BootstrapAsync(), "aaa");
        var voter = await village.JoinAsync(await village.FindAsync(Village.Owners[0]));
        var poll = await AnnounceAsync(server, village, Secrecy.Open);

        await AssertRefusedAsync(ErrorReason.WrongState, voter, poll, BundleKind.Unspecified);
    }

    private sealed record Decided(Village Village, string Poll, IReadOnlyList<NeighborhoodClient> Voters, NeighborhoodClient Observer);

    private static async Task<Decided> DecidedAsync(RunningServer server, Secrecy secrecy)
    {
        var village = await Village.FoundAsync(server, await server.BootstrapAsync(), "aaa");
        var voters = new[]
        {
            await village.JoinAsync(await village.FindAsync(Village.Owners[0])), await village.JoinAsync(await village.FindAsync(Village.Owners[1])),
        };
        var person = await village.Staff.Communities.CreateResidentAsync(
            new CreateResidentRequest { Parent = village.Name, DisplayName = "旁观者" }, cancellationToken: Cancel);
        var observer = await village.JoinAsync(person.Name, Role.Observer);
        var poll = await AnnounceAsync(server, village, secrecy);
        await VoteAsync(voters[0], poll, "no");
        await VoteAsync(voters[1], poll, "no");
        await village.Staff.Discussions.CreateTopicAsync(
            new CreateTopicRequest { Parent = village.Name, Title = "路灯", Text = "坏了" }, cancellationToken: Cancel);
        await VoteAsync(voters[0], poll, "yes");
        server.Time.Advance(TimeSpan.FromMinutes(10));
        await village.UntilAsync(voters[0], 0, Kind.PollDecided, poll);
        return new Decided(village, poll, voters, observer);
    }

    private static async Task<string> AnnounceAsync(RunningServer server, Village village, Secrecy secrecy) => (await village.Staff.Polls.AnnouncePollAsync(
        new AnnouncePollRequest
        {
            Parent = village.Name,
            Question = "问？",
            RulePack = "simple-majority",
            Secrecy = secrecy,
            BindingStatus = BindingStatus.Advisory,
            ClosesAt = Timestamp.FromDateTimeOffset(server.Time.GetUtcNow().AddMinutes(5)),
        },
        cancellationToken: Cancel)).Name;

    private static async Task VoteAsync(NeighborhoodClient voter, string poll, string option) =>
        await voter.Polls.CastBallotAsync(new CastBallotRequest { Parent = poll, Choice = new Choice { Option = option } }, cancellationToken: Cancel);

    private static async Task<(BundleKind Kind, byte[] Bundle)> ExportAsync(NeighborhoodClient client, string poll)
    {
        using var bundle = new MemoryStream();
        var kind = await client.ExportPollAsync(new ExportPollRequest { Name = poll }, bundle, cancellationToken: Cancel);
        return (kind, bundle.ToArray());
    }

    private static async Task AssertRefusedAsync(ErrorReason reason, NeighborhoodClient client, string poll, BundleKind kind)
    {
        using var bundle = new MemoryStream();
        var refusal = await Assert.ThrowsAsync<RefusedException>(
            () => client.ExportPollAsync(new ExportPollRequest { Name = poll, Kind = kind }, bundle, cancellationToken: Cancel));
        Assert.Equal(reason, refusal.Reason);
        Assert.Equal(0, bundle.Length);
    }
}
