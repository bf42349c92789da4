using System.Text;
using Grpc.Core;
using Neighborhood.Client.Tests.Fakes;
using Neighborhood.Client.Verification;
using Neighborhood.V1;

namespace Neighborhood.Client.Tests.Verification;

public sealed class KnownHeadsTests : IDisposable
{
    private static readonly Uri Server = new("https://server.example");

    private readonly string _folder = Directory.CreateTempSubdirectory("neighborhood-heads-").FullName;
    private readonly SmallLedger _ledger = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => Path.Combine(_folder, "own", "known-heads.json");

    private KnownHeads Heads => new(File);

    [Fact]
    public async Task A_ledger_that_grows_is_followed()
    {
        Assert.Equal(HeadVerdict.FirstContact, (await CheckAsync(_ledger, 3)).Verdict);
        Assert.Equal(HeadVerdict.Unchanged, (await CheckAsync(_ledger, 3)).Verdict);
        Assert.Equal(HeadVerdict.Grown, (await CheckAsync(_ledger, 8)).Verdict);
        Assert.Equal(HeadVerdict.Earlier, (await CheckAsync(_ledger, 5)).Verdict);
        Assert.Equal(8, (await Heads.FindAsync(Server, SmallLedger.Ledger, Cancel))!.Size);
    }

    [Fact]
    public async Task A_ledger_that_was_empty_may_become_anything()
    {
        await CheckAsync(_ledger, 0);

        Assert.Equal(HeadVerdict.Grown, (await CheckAsync(_ledger, 4)).Verdict);
    }

    [Fact]
    public async Task A_changed_key_is_told_and_both_are_kept()
    {
        using var other = new SmallLedger();
        await CheckAsync(_ledger, 6);

        var check = await CheckAsync(other, 7);

        Assert.Equal(HeadVerdict.KeyChanged, check.Verdict);
        Assert.False(check.Holds);
        Assert.Equal(_ledger.VerifierKey, (await Heads.FindAsync(Server, SmallLedger.Ledger, Cancel))!.VerifierKey);
        Assert.Equal(other.VerifierKey, Assert.Single(await Heads.ConflictsAsync(Server, SmallLedger.Ledger, Cancel)).VerifierKey);

        await Heads.AcceptAsync(Server, SmallLedger.Ledger, check.Seen!, Cancel);
        Assert.Equal(HeadVerdict.Unchanged, (await CheckAsync(other, 7)).Verdict);
    }

    [Theory]
    [InlineData(6, 6)]
    [InlineData(6, 8)]
    [InlineData(8, 6)]
    public async Task A_rewritten_ledger_is_told_and_both_heads_are_kept(long before, long after)
    {
        using var rewritten = _ledger.Rewritten();
        await CheckAsync(_ledger, before);

        var check = await CheckAsync(rewritten, after);

        Assert.Equal(HeadVerdict.Inconsistent, check.Verdict);
        Assert.Equal(_ledger.Head(before).Checkpoint, check.Remembered!.Checkpoint);
        Assert.Equal(rewritten.Head(after).Checkpoint, Assert.Single(await Heads.ConflictsAsync(Server, SmallLedger.Ledger, Cancel)).Checkpoint);
    }

    [Fact]
    public async Task A_head_that_says_other_than_what_is_signed_changes_nothing()
    {
        await CheckAsync(_ledger, 6);
        var head = _ledger.Head(8);
        head.Size = 9;

        var check = await Heads.CheckAsync(Server, SmallLedger.Ledger, head, _ledger.ProofAsync, Cancel);

        Assert.Equal(HeadVerdict.NotSigned, check.Verdict);
        Assert.Equal(6, (await Heads.FindAsync(Server, SmallLedger.Ledger, Cancel))!.Size);
    }

    [Fact]
    public async Task Going_on_from_a_backup_is_told_apart_from_a_fork()
    {
        await CheckAsync(_ledger, 6);
        using var restored = _ledger.Rewritten(origin: _ledger.Origin + "#2-9f3a61c2");

        var check = await CheckAsync(restored, 4);
        Assert.Equal((HeadVerdict.NewEpoch, "2-9f3a61c2"), (check.Verdict, check.Epoch));
    }

    [Fact]
    public async Task One_backup_restored_on_two_machines_makes_two_ledgers()
    {
        using var one = _ledger.Rewritten(origin: _ledger.Origin + "#1-9f3a61c2");
        using var other = _ledger.Rewritten(origin: _ledger.Origin + "#1-00b5d7ee");

        await CheckAsync(one, 6);
        Assert.Equal(HeadVerdict.NewEpoch, (await CheckAsync(other, 6)).Verdict);
    }

    [Fact]
    public async Task What_is_remembered_is_for_its_owners_eyes_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows keeps rights otherwise.");
            return;
        }

        await CheckAsync(_ledger, 6);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(Path.GetDirectoryName(File)!));
    }

    [Fact]
    public async Task Several_programs_of_one_person_lose_none_of_each_others_heads()
    {
        var ledgers = Enumerable.Range(0, 20).Select(number => new Uri($"https://server-{number}.example")).ToList();

        await Task.WhenAll(ledgers.Select(
            server => Task.Run(() => Heads.CheckAsync(server, SmallLedger.Ledger, _ledger.Head(3), _ledger.ProofAsync, Cancel), Cancel)));

        foreach (var server in ledgers)
        {
            Assert.NotNull(await Heads.FindAsync(server, SmallLedger.Ledger, Cancel));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"version\":99,\"ledgers\":[]}")]
    [InlineData("[1,2")]
    public async Task A_broken_file_is_said_to_be_broken(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await System.IO.File.WriteAllTextAsync(File, content, Encoding.UTF8, Cancel);

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => Heads.FindAsync(Server, SmallLedger.Ledger, Cancel));

        Assert.Contains(File, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_asks_its_server_for_the_proof()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        server.Audit.OnGetTreeHead = _ => _ledger.Head(4);
        server.Audit.OnGetConsistencyProof = request => _ledger.Consistency(request.FirstSize, request.SecondSize);
        await client.CheckHeadAsync(SmallLedger.Ledger, Cancel);
        server.Audit.OnGetTreeHead = _ => _ledger.Head(9);

        Assert.Equal(HeadVerdict.Grown, (await client.CheckHeadAsync(SmallLedger.Ledger, Cancel)).Verdict);
    }

    [Fact]
    public async Task A_server_that_lost_entries_it_had_signed_is_found()
    {
        await using var server = await FakeServer.StartAsync();
        await using var client = server.Connect();
        server.Audit.OnGetTreeHead = _ => _ledger.Head(9);
        server.Audit.OnGetConsistencyProof = _ => throw FakeServer.Refusal(StatusCode.OutOfRange, ErrorReason.SequenceOutOfRange, "SEQUENCE_OUT_OF_RANGE");
        await client.CheckHeadAsync(SmallLedger.Ledger, Cancel);
        server.Audit.OnGetTreeHead = _ => _ledger.Head(5);

        Assert.Equal(HeadVerdict.Inconsistent, (await client.CheckHeadAsync(SmallLedger.Ledger, Cancel)).Verdict);
    }

    public void Dispose()
    {
        _ledger.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<HeadCheck> CheckAsync(SmallLedger ledger, long size) =>
        Heads.CheckAsync(Server, SmallLedger.Ledger, ledger.Head(size), ledger.ProofAsync, Cancel);
}
