using Neighborhood.Client;
using Neighborhood.Rules.Proofs;
using Neighborhood.Server.Commands;
using Neighborhood.Server.Hosting;
using Neighborhood.Server.Tests.KillTests;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Server.Tests.Operations;

/// <summary>The commands beside a server that runs, and a life after a restore.</summary>
public sealed class RunningServerCommandTests
{
    private const string Ledger = "communities/xinghe";
    private const string Password = "correct horse 电池 staple";

    [Fact]
    public async Task A_restored_ledger_says_so_once_and_goes_on_in_a_new_epoch()
    {
        var folder = Directory.CreateTempSubdirectory("neighborhood-ops-");
        var data = Path.Combine(folder.FullName, "data");
        var file = Path.Combine(folder.FullName, "copy");
        Session session;
        TreeHead lost;
        await using (var server = await ServerProcess.StartAsync(data))
        {
            session = await FoundAsync(server);
            await ASecondServerIsRefusedAsync(server, data);
            var backup = await CommandRun.OfAsync("backup", "--data-folder", data, "--to", file);
            Assert.Equal((0, ""), (backup.Code, backup.Error));
            await OnlyOperationsGoOverTheSocketAsync(data);
            lost = await TalkAsync(await server.Address, session);
        }

        var sound = await CommandRun.OfAsync("check", "--data-folder", data);
        Assert.True(sound.Code == 0, sound.Output + sound.Error);
        await RestoreAsync(data, file);
        var restored = await RestoredAsync(data, session, epoch: 1);
        Assert.Equal((lost.Size, lost.Root), (restored.LostSize, restored.LostRoot));
        Assert.Equal(restored, await RestoredAsync(data, session, epoch: 1));
        var twin = Path.Combine(folder.FullName, "twin");
        await RestoreAsync(twin, file);
        Assert.NotEqual(restored.Mark, (await RestoredAsync(twin, session, epoch: 1)).Mark);
        await RestoreAsync(data, file);
        await RestoredAsync(data, session, epoch: 2);
        await ReplacedDataIsDiscardedAsync(data);
        folder.Delete(recursive: true);
    }

    private static async Task<Session> FoundAsync(ServerProcess server)
    {
        await using var root = Neighbour.Connect(await server.Address);
        await root.BootstrapOperatorAsync(await server.OperatorCode, "operator", Password);
        var created = await root.Communities.CreateCommunityAsync(
            new CreateCommunityRequest { CommunityId = "xinghe", Title = "星河里", StaffDisplayName = "王干事" });
        await using var staff = Neighbour.Connect(await server.Address);
        return await staff.RedeemInvitationAsync(created.StaffInvitation.Code, "staff", Password);
    }

    private static async Task ASecondServerIsRefusedAsync(ServerProcess first, string data)
    {
        await using var second = ServerProcess.Begin(data);

        Assert.Equal(3, await second.WaitAsync());
        Assert.Contains($"进程 {first.Id}，", second.Said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', second.Said.Trim());
    }

    private static async Task OnlyOperationsGoOverTheSocketAsync(string data)
    {
        using var channel = ControlChannel.Open(ControlSocket.PathIn(data)!);

        Assert.Equal(2, (await new V1.Operations.OperationsClient(channel).GetServerStatusAsync(new GetServerStatusRequest())).LedgerCount);
        var refused = await Assert.ThrowsAsync<Grpc.Core.RpcException>(async () => await new V1.Communities.CommunitiesClient(channel).CreateCommunityAsync(
            new CreateCommunityRequest { CommunityId = "other", Title = "另一个", StaffDisplayName = "无" }));
        Assert.Equal(Grpc.Core.StatusCode.Unauthenticated, refused.StatusCode);
    }

    private static async Task<TreeHead> TalkAsync(Uri address, Session session)
    {
        await using var staff = Neighbour.Connect(address);
        staff.UseSession(session);
        await staff.Discussions.CreateTopicAsync(new CreateTopicRequest { Parent = Ledger, Title = "会失去的话题", Text = "备份之后写的。" });
        return await staff.Audit.GetTreeHeadAsync(new GetTreeHeadRequest { Ledger = Ledger });
    }

    private static async Task RestoreAsync(string data, string file)
    {
        var run = await CommandRun.OfAsync("restore", file, "--data-folder", data);
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("新的纪元", run.Output, StringComparison.Ordinal);
    }

    private static async Task ReplacedDataIsDiscardedAsync(string data)
    {
        Assert.Equal(2, Directory.GetFiles(data, "*before-restore*").Length);
        Assert.Contains("--discard-replaced", (await CommandRun.OfAsync("compact", "--data-folder", data)).Output, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(data, "*before-restore*").Length);
        Assert.Equal(0, (await CommandRun.OfAsync("compact", "--discard-replaced", "--data-folder", data)).Code);
        Assert.Empty(Directory.GetFiles(data, "*before-restore*"));
    }

    /// <summary>The session of the backup, which may have been ended since, is none any more; neither with its access token nor with the other.</summary>
    private static async Task SessionHasEndedAsync(NeighborhoodClient client, Session session)
    {
        var metadata = new Grpc.Core.Metadata { { "authorization", $"Bearer {session.AccessToken}" } };
        var refused = await Assert.ThrowsAnyAsync<Grpc.Core.RpcException>(async () => await client.Identity.GetMeAsync(new GetMeRequest(), metadata));
        Assert.Equal(Grpc.Core.StatusCode.Unauthenticated, refused.StatusCode);
        refused = await Assert.ThrowsAnyAsync<Grpc.Core.RpcException>(
            async () => await client.Identity.RefreshSessionAsync(new RefreshSessionRequest { RefreshToken = session.RefreshToken }));
        Assert.Equal(Grpc.Core.StatusCode.Unauthenticated, refused.StatusCode);
    }

    /// <summary>Starts the server on what was restored: the newest entry is the fact, and it is the only one of its epoch.</summary>
    private static async Task<Restored> RestoredAsync(string data, Session session, long epoch)
    {
        await using var server = await ServerProcess.StartAsync(data);
        await using var staff = Neighbour.Connect(await server.Address);
        await SessionHasEndedAsync(staff, session);
        await staff.SignInAsync("staff", Password);
        await staff.Discussions.ListTopicsAsync(new ListTopicsRequest { Parent = Ledger });
        var head = await staff.Audit.GetTreeHeadAsync(new GetTreeHeadRequest { Ledger = Ledger });
        Assert.True(Checkpoint.TryVerify(head.Checkpoint, NoteVerifier.Parse(head.VerifierKey), out var checkpoint));
        var entries = (await staff.Audit.ListEntriesAsync(new ListEntriesRequest { Ledger = Ledger, PageSize = 1_000 })).Entries;
        var restored = entries.Select(entry => Entry.Parser.ParseFrom(entry.Entry)).Where(entry => entry.Fact.Restored is not null).ToList();
        Assert.Equal(epoch, Assert.Single(restored).Fact.Restored.Epoch);
        Assert.Equal(entries.Count - 1, restored[0].Sequence);
        Assert.EndsWith($"{Ledger}#{epoch}-{Convert.ToHexStringLower(restored[0].Fact.Restored.Mark.Span)}", checkpoint.Origin, StringComparison.Ordinal);
        return restored[0].Fact.Restored;
    }
}
