using Grpc.Core;
using Neighborhood.Client.Rolls;
using Neighborhood.Client.Tests.Fakes;
using Neighborhood.Client.Tests.Verification;
using Neighborhood.Client.Verification;
using Neighborhood.Rules.Proofs;
using Neighborhood.Testing.Recounting;
using Neighborhood.V1;
using Neighborhood.Verifier;

namespace Neighborhood.Client.Tests;

/// <summary>The examples of the README, which are the regions below, word for word.</summary>
public sealed class ReadmeExamples : IAsyncLifetime
{
    private readonly StringWriter _out = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("neighborhood-readme-").FullName;
    private FakeServer _server = null!;
    private NeighborhoodClient client = null!;

    private static CancellationToken cancel => TestContext.Current.CancellationToken;

    private TextWriter Console => _out;

    public async ValueTask InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        client = _server.Connect();
    }

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await _server.DisposeAsync();
        await _out.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Signing_in_and_reading()
    {
        await client.DisposeAsync();
        var options = new NeighborhoodClientOptions { HttpHandler = _server.CreateHandler() };
        _server.Discussions.OnListTopics = _ => new ListTopicsResponse { Topics = { new Topic { Title = "充电桩装在哪里" } } };
        {
            var password = "right";

            #region connect
            await using var client = NeighborhoodClient.Connect(new Uri("http://localhost:5000"), options);
            await client.SignInAsync("wang", password, cancel);

            var request = new ListTopicsRequest { Parent = "communities/xihu" };
            await foreach (var topic in client.Discussions.ListAllTopicsAsync(request, cancel))
            {
                Console.WriteLine(topic.Title);
            }
            #endregion
        }

        Assert.Equal("充电桩装在哪里" + Environment.NewLine, _out.ToString());
    }

    [Fact]
    public async Task Keeping_a_session()
    {
        Session? kept = null;
        void Store(Session? session) => kept = session;
        var stored = new Session { AccessToken = "access-1", RefreshToken = "refresh-0" };

        #region session
        client.SessionChanged += (_, change) => Store(change.Session);
        client.UseSession(stored);
        await client.RefreshAsync(cancel);
        #endregion

        Assert.Equal("access-1", kept?.AccessToken);
    }

    [Fact]
    public async Task Refusals()
    {
        _server.Discussions.OnCreateTopic = (_, _) =>
            throw FakeServer.Refusal(StatusCode.ResourceExhausted, ErrorReason.PostingTooFast, "POSTING_TOO_FAST", TimeSpan.FromMinutes(20));
        var request = new CreateTopicRequest { Parent = "communities/xihu", Title = "停车", Text = "晚上没有车位" };

        #region refusal
        try
        {
            await client.Discussions.CreateTopicAsync(request, cancellationToken: cancel);
        }
        catch (RefusedException refusal) when (refusal.Reason == ErrorReason.PostingTooFast)
        {
            Console.WriteLine($"{refusal.Message}, again in {refusal.RetryAfter}");
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.Unavailable)
        {
            Console.WriteLine("The server cannot be reached.");
        }
        #endregion

        Assert.Equal("no: POSTING_TOO_FAST, again in 00:20:00" + Environment.NewLine, _out.ToString());
    }

    [Fact]
    public async Task Watching()
    {
        _server.Audit.OnWatch = (request, stream, _) => stream.WriteAsync(
            new WatchResponse { Sequence = request.FromSequence, Kind = WatchResponse.Types.Kind.PollDecided, Resource = "communities/xihu/polls/3" }, cancel);
        var last = 41L;

        #region watch
        await foreach (var happened in client.WatchAsync("communities/xihu", fromSequence: last + 1, cancel))
        {
            Console.WriteLine($"{happened.Kind} {happened.Resource}");
            last = happened.Sequence;
            if (happened.Kind == WatchResponse.Types.Kind.PollDecided)
            {
                break;
            }
        }
        #endregion

        Assert.Equal("PollDecided communities/xihu/polls/3" + Environment.NewLine, _out.ToString());
        Assert.Equal(42, last);
    }

    [Fact]
    public async Task Approving_a_device()
    {
        var me = "communities/xihu/residents/5";
        await client.SignInAsync("wang", "right", cancel);
        _server.Identity.Me = _ => new Me { Memberships = { new Membership { Community = "communities/xihu", Resident = me } } };
        var key = Google.Protobuf.ByteString.CopyFrom(new byte[32]);
        _server.Devices.Known.Add(new Device { Name = me + "/devices/30", PublicKey = key, State = Device.Types.State.Waiting });
        var typedCode = DeviceKey.CodeOf(key.Span);

        #region devices
        var mine = await client.MyDevices.RegisterAsync("communities/xihu", cancel);
        Console.WriteLine($"{mine.State}: {DeviceKey.CodeOf(mine.PublicKey.Span)}");

        await foreach (var device in client.MyDevices.ListAsync(me, cancel))
        {
            if (device.State == Device.Types.State.Waiting && DeviceKey.CodeOf(device.PublicKey.Span) == typedCode)
            {
                await client.MyDevices.ApproveAsync(device, cancel);
            }
        }
        #endregion

        Assert.Equal($"Active: {DeviceKey.CodeOf(mine.PublicKey.Span)}{Environment.NewLine}", _out.ToString());
        Assert.Equal(Device.Types.State.Active, _server.Devices.Known[0].State);
    }

    [Fact]
    public async Task Checking_a_ballot()
    {
        using var ledger = new SmallLedger();
        _server.Polls.OnGetMyBallot = _ => ledger.Ballot();
        _server.Audit.OnGetTreeHead = _ => ledger.Head(9);
        var (poll, me) = (SmallLedger.Poll, SmallLedger.Voter);
        var path = Path.Combine(_folder, "receipt.json");

        #region verify
        var head = await client.CheckHeadAsync("communities/xihu", cancel);
        if (!head.Holds)
        {
            Console.WriteLine($"{head.Verdict}: {head.Remembered?.Checkpoint} {head.Seen?.Checkpoint}");
            return;
        }

        var ballot = await client.Polls.GetMyBallotAsync(new GetMyBallotRequest { Name = poll }, cancellationToken: cancel);
        var key = (head.Remembered ?? head.Seen)!.VerifierKey;
        var check = ReceiptVerifier.Verify(ballot, new ReceiptExpectation(key, "communities/xihu", poll, me));
        Console.WriteLine(check.Holds ? "The ballot is counted as cast." : $"It is not: {check.FirstFailure!.Check}");

        await new ReceiptFile(client.Address, key, ballot.Receipt, ballot, me, poll).SaveAsync(path, cancel);
        #endregion

        Assert.Equal("The ballot is counted as cast." + Environment.NewLine, _out.ToString());
        Assert.True((await ReceiptFile.LoadAsync(path, cancel)).Verify().Holds);
    }

    [Fact]
    public async Task Recounting_a_poll()
    {
        using var made = new ForgedPoll().Made();
        using (var bundle = new MemoryStream())
        {
            made.Write(bundle);
            _server.Polls.Bundle = bundle.ToArray();
        }

        var (poll, key) = ($"{ForgedPoll.Ledger}/polls/{made.Poll}", made.VerifierKey);
        var path = Path.Combine(_folder, "poll.bundle");

        #region recount
        await using (var file = File.Create(path))
        {
            await client.ExportPollAsync(new ExportPollRequest { Name = poll }, file, cancellationToken: cancel);
        }

        await using var kept = File.OpenRead(path);
        var verdict = BundleVerifier.Verify(kept, new BundleExpectation { VerifierKey = key });
        Console.WriteLine(verdict.Holds ? $"It holds: {verdict.Summary.Counted} ballots count." : $"Line {verdict.Line}: {verdict.Fault}");
        #endregion

        Assert.Equal("It holds: 5 ballots count." + Environment.NewLine, _out.ToString());
    }

    [Fact]
    public async Task Importing_a_roll()
    {
        var path = Path.Combine(_folder, "roll.csv");
        await File.WriteAllTextAsync(path, "楼栋,单元,房号,专有面积,面积来源,业主编号,业主姓名\n1,1,101,八十,登记,A-1,王小明\n", cancel);
        _server.Communities.OnImportRoll = request => new ImportRollResponse
        {
            BadRows = { new BadRow { Line = request.Rows[0].Line, Field = "area", Problem = RowProblem.NotAnArea, Value = request.Rows[0].Area } },
        };

        #region roll
        var rows = await RollFile.ReadAsync(path, cancel);
        var dryRun = new ImportRollRequest { Parent = "communities/xihu", Rows = { rows }, ValidateOnly = true };
        var preview = await client.Communities.ImportRollAsync(dryRun, cancellationToken: cancel);
        foreach (var bad in preview.BadRows)
        {
            Console.WriteLine($"line {bad.Line}, {bad.Field}: {bad.Problem} ({bad.Value})");
        }

        if (preview.BadRows.Count == 0)
        {
            var import = new ImportRollRequest(dryRun) { ValidateOnly = false, PreviewEtag = preview.PreviewEtag };
            await client.Communities.ImportRollAsync(import, cancellationToken: cancel);
        }
        #endregion

        Assert.Equal("line 2, area: NotAnArea (八十)" + Environment.NewLine, _out.ToString());
    }
}
