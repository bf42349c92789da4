using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Neighborhood.Client;
using Neighborhood.Client.Verification;
using Neighborhood.Rules.Proofs;
using Neighborhood.Server.Commands;
using Neighborhood.Server.Hosting;
using Neighborhood.Server.Tests.KillTests;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.Operations;

/// <summary>Two servers as processes: the heads of one are cosigned by the other.</summary>
public sealed class WitnessTests : IDisposable
{
    private const string Ledger = "communities/xinghe";
    private const string Password = "correct horse 电池 staple";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("neighborhood-witness-");
    private readonly int _port = FreePort();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_server_cosigns_heads_across_restarts_and_refuses_a_forked_history()
    {
        var session = await FoundAsync();
        CopyFolder(In("village"), In("fork"));
        string witnessKey;
        long first;
        await using (var witness = await StartWitnessAsync())
        {
            witnessKey = (await StatusAsync("witness")).Witness.Key;
            await using var village = await StartAsync("village", witnessKey);
            first = await CosignedAfterTalkAsync(village, session, witnessKey);
            Assert.Equal((1, 0), ((await StatusAsync("witness")).Witness.OriginCount, (await StatusAsync("village")).Cosigning.FailureCount));
        }

        await using var again = await StartWitnessAsync();
        Assert.Equal((HttpStatusCode.Conflict, $"{first}\n", "text/x.tlog.size"), await PostAsync(await NoteOfAsync(session, witnessKey)));
        await AForkIsRefusedAsync(again, session, witnessKey);
    }

    [Fact]
    public async Task A_witness_that_is_down_holds_nothing_up_and_signs_once_it_is_back()
    {
        var session = await FoundAsync();
        string witnessKey;
        await using (await StartWitnessAsync())
        {
            witnessKey = (await StatusAsync("witness")).Witness.Key;
        }

        await using var village = await StartAsync("village", witnessKey);
        await using var staff = Neighbour.Connect(await village.Address);
        staff.UseSession(session);
        await TalkAsync(staff);
        await UntilAsync("village", status => status.Cosigning.LastFailure == CosignFailure.CosignUnreachable);
        await TalkAsync(staff);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => CosignedAsync(staff));
        Assert.Equal(ErrorReason.SequenceOutOfRange, refused.Reason);

        await using var back = await StartWitnessAsync();
        await UntilAsync("village", status => status.Cosigning.Ledgers.Any(ledger => ledger.CosignedSize == ledger.Size));
        Assert.True((await CosignedAsync(staff)).Size > 0);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<long> CosignedAfterTalkAsync(ServerProcess village, Session session, string witnessKey)
    {
        await using var staff = Neighbour.Connect(await village.Address);
        staff.UseSession(session);
        await TalkAsync(staff);
        await UntilAsync("village", status => status.Cosigning.Ledgers.Any(ledger => ledger.CosignedSize == ledger.Size));

        var head = await staff.Audit.GetTreeHeadAsync(new GetTreeHeadRequest { Ledger = Ledger }, cancellationToken: Cancel);
        var receipt = await staff.Audit.GetReceiptAsync(new GetReceiptRequest { Ledger = Ledger, Sequence = 1 }, cancellationToken: Cancel);
        Assert.True(WitnessKey.TryParse(witnessKey, out var key));
        Assert.True(key.HasCosigned(head.Checkpoint));
        Assert.Equal((head.Size, head.Checkpoint), (head.CosignedSize, receipt.Head.Checkpoint));
        Assert.True(ReceiptVerifier.Verify(receipt, new ReceiptExpectation { Ledger = Ledger, VerifierKey = head.VerifierKey }).Holds);
        Assert.True((await staff.CheckHeadAsync(Ledger, head, Cancel)).Holds);
        return head.Size;
    }

    /// <summary>What the witness cosigned is still served by a village that has no witness any more.</summary>
    private async Task<string> NoteOfAsync(Session session, string witnessKey)
    {
        await using var village = await ServerProcess.StartAsync(In("village"));
        await using var staff = Neighbour.Connect(await village.Address);
        staff.UseSession(session);
        var head = await CosignedAsync(staff);
        Assert.True(WitnessKey.TryParse(witnessKey, out var key) && key.HasCosigned(head.Checkpoint));
        return head.Checkpoint;
    }

    private async Task AForkIsRefusedAsync(ServerProcess witness, Session session, string witnessKey)
    {
        await using var fork = await StartAsync("fork", witnessKey);
        await using var staff = Neighbour.Connect(await fork.Address);
        staff.UseSession(session);
        await TalkAsync(staff);
        await TalkAsync(staff);
        await TalkAsync(staff);

        var status = await UntilAsync("fork", told => told.Cosigning.LastFailure == CosignFailure.CosignInconsistent);
        Assert.Equal((CosignFailure.CosignInconsistent, 0), (status.Cosigning.Ledgers.Single().Failure, status.Cosigning.Ledgers.Single().CosignedSize));
        var kept = Assert.Single(Directory.GetFiles(Path.Combine(In("witness"), "witness"), "*.fork"));
        Assert.EndsWith("/" + Ledger, Assert.Single((await StatusAsync("witness")).Witness.ForkedOrigins), StringComparison.Ordinal);
        Assert.True(WitnessRequest.TryParse(await File.ReadAllTextAsync(kept, Cancel), out var request));
        Assert.True(SignedNote.TryParse(request.Note, out _));
        Assert.Contains("two histories", witness.Said, StringComparison.Ordinal);
    }

    private async Task<Session> FoundAsync()
    {
        await using var server = await ServerProcess.StartAsync(In("village"));
        await using var root = Neighbour.Connect(await server.Address);
        await root.BootstrapOperatorAsync(await server.OperatorCode, "operator", Password, Cancel);
        var created = await root.Communities.CreateCommunityAsync(
            new CreateCommunityRequest { CommunityId = "xinghe", Title = "星河里", StaffDisplayName = "王干事" }, cancellationToken: Cancel);
        await using var staff = Neighbour.Connect(await server.Address);
        var session = await staff.RedeemInvitationAsync(created.StaffInvitation.Code, "staff", Password, Cancel);
        var head = await staff.Audit.GetTreeHeadAsync(new GetTreeHeadRequest { Ledger = Ledger }, cancellationToken: Cancel);
        await File.WriteAllTextAsync(In("village.key"), head.VerifierKey, Cancel);
        return session;
    }

    private async Task<ServerProcess> StartWitnessAsync() => await StartAsync(
        "witness", "--Neighborhood:Witness:Listen", Address, "--Neighborhood:Witness:Trusted", await File.ReadAllTextAsync(In("village.key"), Cancel));

    private Task<ServerProcess> StartAsync(string folder, string witnessKey) =>
        StartAsync(folder, "--Neighborhood:Witness:Url", Address, "--Neighborhood:Witness:Key", witnessKey);

    private async Task<ServerProcess> StartAsync(string folder, params string[] arguments)
    {
        var server = ServerProcess.Begin(In(folder), arguments);
        await server.Address;
        return server;
    }

    private string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");

    private async Task<(HttpStatusCode Code, string Body, string? Type)> PostAsync(string note)
    {
        using var http = new HttpClient();
        using var body = new StringContent(new WitnessRequest(0, [], note).Format(), Encoding.UTF8);
        using var answer = await http.PostAsync(new Uri(Address + "/add-checkpoint"), body, Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel), answer.Content.Headers.ContentType?.MediaType);
    }

    private static async Task TalkAsync(NeighborhoodClient staff) => await staff.Discussions.CreateTopicAsync(
        new CreateTopicRequest { Parent = Ledger, Title = "话题", Text = "文字" }, cancellationToken: Cancel);

    private static async Task<TreeHead> CosignedAsync(NeighborhoodClient staff) =>
        await staff.Audit.GetTreeHeadAsync(new GetTreeHeadRequest { Ledger = Ledger, Cosigned = true }, cancellationToken: Cancel);

    private async Task<ServerStatus> StatusAsync(string folder)
    {
        using var channel = ControlChannel.Open(ControlSocket.PathIn(In(folder))!);
        return await new V1.Operations.OperationsClient(channel).GetServerStatusAsync(new GetServerStatusRequest(), cancellationToken: Cancel);
    }

    /// <summary>Asks again and again until the status is as expected; what never comes ends with the time of the test run.</summary>
    private async Task<ServerStatus> UntilAsync(string folder, Func<ServerStatus, bool> isReached)
    {
        while (true)
        {
            var status = await StatusAsync(folder);
            if (isReached(status))
            {
                return status;
            }
        }
    }

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from).Where(file => !file.EndsWith(ControlSocket.Name, StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
