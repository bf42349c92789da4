using System.Diagnostics.Metrics;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Neighborhood.Client;
using Neighborhood.Domain.Polls;
using Neighborhood.Questions;
using Neighborhood.Rules.Proofs;
using Neighborhood.Server.Hosting;
using Neighborhood.Server.Tests.Operations;
using Neighborhood.Server.Tests.Running;
using Neighborhood.V1;
using Kind = Neighborhood.V1.WatchResponse.Types.Kind;

namespace Neighborhood.Server.Tests;

/// <summary>The ways by which a choice could leave a casting call without being asked for: figures, refusals, live watches, restored copies.</summary>
public sealed partial class CastingLeakTests
{
    private static readonly (string Option, string Id)[] Villages = [("yes", "aaa"), ("no", "bbb"), ("abstain", "ccc")];
    private static readonly MethodDescriptor Casting = ServiceCatalog.Methods.Single(rpc => rpc.Name == "CastBallot");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CastingWay.BySession)]
    [InlineData(CastingWay.BySignature)]
    [InlineData(CastingWay.ByProxy)]
    public async Task No_figure_depends_on_the_choice(CastingWay way)
    {
        await using var server = await RunningServer.StartAsync();
        var host = await server.BootstrapAsync();
        using var figures = new Figures(server.Services.GetRequiredService<IMeterFactory>());
        var moved = new List<Dictionary<string, double>>();
        foreach (var (option, id) in Villages)
        {
            var ballot = await SecretBallot.OpenAsync(server, host, id, way);
            var before = figures.Read();
            await ballot.CastAsync(option);
            await Assert.ThrowsAsync<RefusedException>(() => CastAsync(ballot.Village.Staff, ballot.Poll, option));
            var after = figures.Read();
            moved.Add(after.ToDictionary(figure => figure.Key, figure => figure.Value - before.GetValueOrDefault(figure.Key)));
        }

        Assert.Equal((1d, 1d), (moved[0]["neighborhood.segments "], moved[0]["neighborhood.refusals reason=ROLE_REQUIRED"]));
        Assert.Equal(moved[0], moved[1]);
        Assert.Equal(moved[0], moved[2]);
        Assert.DoesNotContain(figures.Tags, tag => Villages.Any(village => village.Option == tag));
        Assert.Contains("/neighborhood.v1.Polls/CastBallot", figures.Tags);
    }

    [Fact]
    public async Task No_refusal_of_a_casting_call_tells_what_was_chosen()
    {
        await using var server = await RunningServer.StartAsync();
        using var calls = new RawCalls(server.Address);
        var village = await Village.FoundAsync(server, await server.BootstrapAsync(), "aaa");
        var voter = await village.JoinAsync(await village.FindAsync(Village.Owners[0]));
        var lodger = await village.JoinAsync(await village.RecordAsync("租客"));
        var recovered = await RecoverAsync(server, village, await village.FindAsync(Village.Owners[1]));
        var open = await village.SurveyAsync(Secrecy.Confidential);
        var later = await village.SurveyAsync(Secrecy.Confidential, TimeSpan.FromHours(1));
        (string Poll, NeighborhoodClient? Client, ErrorReason Reason)[] situations =
        [
            (open, null, ErrorReason.Unauthenticated),
            (open, village.Staff, ErrorReason.RoleRequired),
            (open, lodger, ErrorReason.NotOnRoll),
            (open, recovered, ErrorReason.AccountOnHold),
            (later, voter, ErrorReason.PollNotOpen),
            ($"{village.Name}/polls/9999", voter, ErrorReason.NotFound),
        ];
        foreach (var (poll, client, reason) in situations)
        {
            await MustNotTellAsync(calls, poll, client, reason);
        }

        var unknown = await CallAsync(calls, open, voter, "三号楼的秘密");
        Assert.Equal(ErrorReason.UnknownOption, unknown.Reason);
        Assert.DoesNotContain("三号楼的秘密", unknown.Detail + Encoding.UTF8.GetString(unknown.Details), StringComparison.Ordinal);
        server.Time.Advance(TimeSpan.FromMinutes(10));
        await village.UntilAsync(voter, 0, Kind.PollDecided, open);
        await MustNotTellAsync(calls, open, server.ConnectAs(voter), ErrorReason.PollNotOpen);
    }

    [Theory]
    [InlineData(CastingWay.BySignature)]
    [InlineData(CastingWay.ByProxy)]
    public async Task No_refusal_of_a_ballot_whose_signature_does_not_hold_tells_what_was_chosen(CastingWay way)
    {
        await using var server = await RunningServer.StartAsync();
        using var calls = new RawCalls(server.Address);
        var ballot = await SecretBallot.OpenAsync(server, await server.BootstrapAsync(), "aaa", way);
        await ballot.Caster.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: Cancel);
        var unsigned = await RefusalsAsync(_ => { });
        var forged = await RefusalsAsync(request => (request.Signature, request.Salt) = (ByteString.CopyFrom(new byte[64]), ByteString.CopyFrom(new byte[32])));
        Assert.Equal(ErrorReason.SignatureRequired, unsigned);
        Assert.NotEqual(ErrorReason.Unspecified, forged);

        async Task<ErrorReason> RefusalsAsync(Action<CastBallotRequest> change)
        {
            var answers = new List<Answer>();
            foreach (var (option, _) in Villages)
            {
                var request = ballot.Request(option);
                change(request);
                answers.Add(await calls.CallAsync(Casting, request.ToByteArray(), ballot.Caster.Session!.AccessToken, Cancel));
            }

            Assert.Single(answers.Select(answer => answer.ToString()).Distinct());
            return answers[0].Reason;
        }
    }

    [Fact]
    public async Task A_watch_that_was_open_all_the_while_tells_the_same_whatever_is_chosen()
    {
        await using var server = await RunningServer.StartAsync();
        var host = await server.BootstrapAsync();
        var told = new List<List<(Kind, int, long, long)>>();
        foreach (var (option, id) in Villages)
        {
            var village = await Village.FoundAsync(server, host, id);
            var voter = await village.JoinAsync(await village.FindAsync(Village.Owners[0]));
            var neighbour = await village.JoinAsync(await village.FindAsync(Village.Owners[1]));
            var poll = await village.SurveyAsync(Secrecy.Confidential);
            server.Time.Advance(TimeSpan.FromSeconds(2));
            await village.UntilAsync(voter, 0, Kind.PollOpened, poll);
            var events = await WatchAsync(server, village, neighbour, () => CastAsync(voter, poll, option));
            Assert.Equal([Kind.CommunityChanged, Kind.PollTurnout, Kind.PollClosed, Kind.PollDecided], events.Select(one => one.Kind));
            Assert.All(events, one => Assert.DoesNotContain("abstain", one.ToString(), StringComparison.Ordinal));
            told.Add([.. events.Select(one => (one.Kind, one.CalculateSize(), one.VotedHeadcount, one.VotedAreaCm2))]);
        }

        Assert.Equal(told[0], told[1]);
        Assert.Equal(told[0], told[2]);
    }

    [Fact]
    public async Task A_restored_ledger_proves_a_ballot_by_its_leaf_and_still_shows_no_more_of_it()
    {
        await using var server = await RunningServer.StartAsync();
        var host = await server.BootstrapAsync();
        var village = await Village.FoundAsync(server, host, "aaa");
        var voter = await village.JoinAsync(await village.FindAsync(Village.Owners[0]));
        await village.JoinAsync(await village.FindAsync(Village.Owners[1]));
        var poll = await village.SurveyAsync(Secrecy.Confidential);
        await CastAsync(voter, poll, "abstain");
        var mine = await voter.Polls.GetMyBallotAsync(new GetMyBallotRequest { Name = poll }, cancellationToken: Cancel);
        var backup = await host.Operations.CreateBackupAsync(new CreateBackupRequest(), cancellationToken: Cancel);
        await server.RestartAsync(async data =>
        {
            var run = await CommandRun.OfAsync("restore", Path.Combine(data, "backups", backup.File), "--data-folder", data);
            Assert.True(run.Code == 0, run.Error);
        });

        // A restore may end sessions, so everybody signs in anew.
        var (neighbour, again) = (server.Connect(), server.Connect());
        await neighbour.SignInAsync("aaa.2", RunningServer.Password, Cancel);
        await again.SignInAsync("aaa.1", RunningServer.Password, Cancel);
        var seen = await EntryAsync(neighbour, village, mine.Opening.Sequence);
        Assert.Equal((0, Visibility.Parties), (seen.Entry.Length, seen.Visibility));
        Assert.Equal(MerkleHash.Leaf(mine.Receipt.Entry.Span), seen.LeafHash.ToByteArray());
        Assert.Equal(mine.Receipt.Entry, (await EntryAsync(again, village, mine.Opening.Sequence)).Entry);
        await MustProveAsync(neighbour, village, seen);

        using var calls = new RawCalls(server.Address);
        var entries = new ListEntriesRequest { Ledger = village.Name, PageSize = 1_000 }.ToByteArray();
        foreach (var rpc in ServiceCatalog.Methods.Where(rpc => rpc.Name is "ListEntries"))
        {
            var answer = await calls.CallAsync(rpc, entries, neighbour.Session!.AccessToken, Cancel);
            Assert.Equal(StatusCode.OK, answer.Code);
            Assert.DoesNotContain(Convert.ToHexString(SealedChoice.Bytes("abstain")), Convert.ToHexString(answer.Body), StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexString(mine.Opening.Salt.Span), Convert.ToHexString(answer.Body), StringComparison.Ordinal);
        }
    }

    private static async Task MustProveAsync(NeighborhoodClient client, Village village, LedgerEntry entry)
    {
        var head = await client.Audit.GetTreeHeadAsync(new GetTreeHeadRequest { Ledger = village.Name }, cancellationToken: Cancel);
        var request = new GetInclusionProofRequest { Ledger = village.Name, Sequence = entry.Sequence, TreeSize = head.Size };
        var proof = await client.Audit.GetInclusionProofAsync(request, cancellationToken: Cancel);
        Assert.True(MerkleProof.VerifyInclusion(
            entry.Sequence, head.Size, entry.LeafHash.Span, [.. proof.Hashes.Select(hash => hash.ToByteArray())], head.Root.Span));
    }

    private static async Task<LedgerEntry> EntryAsync(NeighborhoodClient client, Village village, long sequence)
    {
        var request = new ListEntriesRequest { Ledger = village.Name, PageSize = 1_000 };
        return (await client.Audit.ListEntriesAsync(request, cancellationToken: Cancel)).Entries.Single(entry => entry.Sequence == sequence);
    }

    /// <summary>What a neighbour is told from before a ballot until the poll is decided. The turnout of nobody, told first, is left out.</summary>
    private static async Task<List<WatchResponse>> WatchAsync(RunningServer server, Village village, NeighborhoodClient neighbour, Func<Task> castAsync)
    {
        var head = await neighbour.Audit.GetTreeHeadAsync(new GetTreeHeadRequest { Ledger = village.Name }, cancellationToken: Cancel);
        using var watch = neighbour.Audit.Watch(new WatchRequest { Ledger = village.Name, FromSequence = head.Size }, cancellationToken: Cancel);
        var events = new List<WatchResponse>();
        var begun = watch.ResponseStream.MoveNext(Cancel);
        await watch.ResponseHeadersAsync;
        await castAsync();
        await village.Staff.Communities.UpdateCommunityAsync(
            new UpdateCommunityRequest { Name = village.Name, Title = "票后" }, cancellationToken: Cancel);
        await UntilAsync(Kind.CommunityChanged);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(Kind.PollTurnout);
        server.Time.Advance(TimeSpan.FromMinutes(10));
        await UntilAsync(Kind.PollDecided);
        return events;

        async Task UntilAsync(Kind kind)
        {
            do
            {
                Assert.True(await (begun ?? watch.ResponseStream.MoveNext(Cancel)));
                begun = null;
                if (watch.ResponseStream.Current is { } one && (one.Kind != Kind.PollTurnout || one.VotedHeadcount > 0))
                {
                    events.Add(one);
                }
            }
            while (events.Count == 0 || events[^1].Kind != kind);
        }
    }

    private static async Task MustNotTellAsync(RawCalls calls, string poll, NeighborhoodClient? client, ErrorReason reason)
    {
        var answers = new List<Answer>();
        foreach (var (option, _) in Villages)
        {
            answers.Add(await CallAsync(calls, poll, client, option));
        }

        Assert.All(answers, answer => Assert.Equal(reason, answer.Reason));
        Assert.Single(answers.Select(answer => answer.ToString()).Distinct());
    }

    private static Task<Answer> CallAsync(RawCalls calls, string poll, NeighborhoodClient? client, string option) => calls.CallAsync(
        Casting, new CastBallotRequest { Parent = poll, Choice = new Choice { Option = option } }.ToByteArray(), client?.Session!.AccessToken, Cancel);

    private static async Task CastAsync(NeighborhoodClient voter, string poll, string option) => await voter.Polls.CastBallotAsync(
        new CastBallotRequest { Parent = poll, Choice = new Choice { Option = option } }, cancellationToken: Cancel);

    private static async Task<NeighborhoodClient> RecoverAsync(RunningServer server, Village village, string resident)
    {
        await village.JoinAsync(resident);
        var started = await village.Staff.Communities.StartRecoveryAsync(
            new StartRecoveryRequest { Name = resident, Reason = "当面" }, cancellationToken: Cancel);
        var client = server.Connect();
        await client.CompleteRecoveryAsync(started.Code, RunningServer.Password, Cancel);
        return client;
    }

    /// <summary>All figures of one server: those of its own meter with their values, and the tags of every meter, the framework's too.</summary>
    private sealed class Figures : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly Lock _lock = new();
        private readonly Dictionary<string, double> _values = [];
        private readonly HashSet<string> _tags = [];

        public Figures(IMeterFactory server)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, server))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
            _listener.Start();
        }

        public IReadOnlyCollection<string> Tags
        {
            get
            {
                lock (_lock)
                {
                    return [.. _tags];
                }
            }
        }

        /// <summary>The present value of each figure of the server's own.</summary>
        public Dictionary<string, double> Read()
        {
            _listener.RecordObservableInstruments();
            lock (_lock)
            {
                return new Dictionary<string, double>(_values);
            }
        }

        public void Dispose() => _listener.Dispose();

        private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var labels = tags.ToArray();
            lock (_lock)
            {
                _tags.UnionWith(labels.Select(tag => $"{tag.Value}"));
                if (!instrument.Name.StartsWith("neighborhood.", StringComparison.Ordinal))
                {
                    return;
                }

                var key = $"{instrument.Name} {string.Join(' ', labels.Select(tag => $"{tag.Key}={tag.Value}"))}";
                _values[key] = instrument.IsObservable ? value : _values.GetValueOrDefault(key) + value;
            }
        }
    }
}
