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
        await RestoredAsync(data, session, epoch: 1);
        await RestoreAsync(data, file);
        await RestoredAsync(data, session, epoch: 2);
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
        Assert.Contains($"process {first.Id}", second.Said, StringComparison.Ordinal);
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

    /// <summary>Starts the server on what was restored: the newest entry is the fact, and it is the only one of its epoch.</summary>
    private static async Task<Restored> RestoredAsync(string data, Session session, long epoch)
    {
        await using var server = await ServerProcess.StartAsync(data);
        await using var staff = Neighbour.Connect(await server.Address);
        staff.UseSession(session);
        await staff.Discussions.ListTopicsAsync(new ListTopicsRequest { Parent = Ledger });
        var head = await staff.Audit.GetTreeHeadAsync(new GetTreeHeadRequest { Ledger = Ledger });
        Assert.True(Checkpoint.TryVerify(head.Checkpoint, NoteVerifier.Parse(head.VerifierKey), out var checkpoint));
        Assert.EndsWith($"{Ledger}#{epoch}", checkpoint.Origin, StringComparison.Ordinal);
        var entries = (await staff.Audit.ListEntriesAsync(new ListEntriesRequest { Ledger = Ledger, PageSize = 1_000 })).Entries;
        var restored = entries.Select(entry => Entry.Parser.ParseFrom(entry.Entry)).Where(entry => entry.Fact.Restored is not null).ToList();
        Assert.Equal(epoch, Assert.Single(restored).Fact.Restored.Epoch);
        Assert.Equal(entries.Count - 1, restored[0].Sequence);
        return restored[0].Fact.Restored;
    }
}
