using System.Text;
using Neighborhood.Ledger.LiteDb.Maintenance;
using Neighborhood.Ledger.LiteDb.Storage;
using static Neighborhood.Ledger.Tests.Batches;

namespace Neighborhood.Ledger.Tests.LiteDb;

public sealed class ErasureTests : TemporaryFolder
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("a name that nobody may find again, nor any part of the file");
    private static readonly string SecretKey = "name/zhang-san-13800000000";

    [Theory]
    [InlineData(60)]
    [InlineData(100_000)]
    public async Task After_a_vault_erasure_no_file_of_the_journal_may_hold_the_erased_bytes(int bytes)
    {
        await using var journal = Open();
        var value = bytes <= Secret.Length ? Secret : [.. Bytes(1, bytes), .. Secret];
        var write = Write(null, Community, 1) with { VaultPuts = [new("before", Bytes(2, 50)), new(SecretKey, value), new("after", Bytes(3, 50))] };
        await journal.AppendAsync(Of(write), Cancel);
        Assert.NotEmpty(FilesWith(Secret));
        Assert.NotEmpty(FilesWith(Encoding.UTF8.GetBytes(SecretKey)));

        await journal.AppendAsync(Of(Beside(write.Next) with { VaultErasures = [SecretKey] }), Cancel);
        Assert.Empty(FilesWith(Secret));
        Assert.Empty(FilesWith(Encoding.UTF8.GetBytes(SecretKey)));
    }

    [Fact]
    public async Task After_a_side_erasure_no_file_of_the_journal_may_hold_the_erased_bytes()
    {
        await using var journal = Open();
        var side = (byte[])[.. Bytes(1, 20_000), .. Secret, .. Bytes(2, 20_000)];
        var write = Write(null, Community, 1) with { Side = side };
        await journal.AppendAsync(Of(write), Cancel);
        Assert.NotEmpty(FilesWith(Secret));

        await journal.AppendAsync(Of(Beside(write.Next) with { SideErasures = [Erasing(write, 20_000, Secret.Length)] }), Cancel);
        Assert.Empty(FilesWith(Secret));
    }

    [Fact]
    public async Task The_erasure_list_holds_no_key()
    {
        await using var journal = Open();
        var write = Write(null, Community, 1) with { VaultPuts = [new(SecretKey, Secret)], VaultErasures = [SecretKey] };
        await journal.AppendAsync(Of(write), Cancel);
        var list = Path.Combine(Folder, "erasures.log");
        Assert.True(new FileInfo(list).Length > 0);
        Assert.DoesNotContain("erasures.log", FilesWith(Encoding.UTF8.GetBytes("zhang")));
    }

    [Theory]
    [InlineData("1 side communities/7f3a 0 10 20", true)]
    [InlineData("1 page communities/7f3a 0", true)]
    [InlineData("one vault communities/7f3a 00ff", true)]
    [InlineData("1 vault communities/7f3a 00ff", false)]
    public async Task A_line_of_the_erasure_list_that_cannot_be_read_refuses_the_start_and_the_restore(string fields, bool isSealed)
    {
        var (backup, list) = (Path.Combine(Folder, "backup"), Path.Combine(Folder, "erasures.log"));
        await using (var journal = Open())
        {
            await journal.BackupAsync(backup, Cancel);
        }

        var seal = Checksums.Crc32C(Encoding.ASCII.GetBytes(fields));
        await File.WriteAllTextAsync(list, $"{fields} {(isSealed ? seal : seal ^ 1):x8}\n", Cancel);
        var before = await File.ReadAllBytesAsync(list, Cancel);

        Assert.Contains("erasures.log cannot be read", Assert.Throws<JournalException>(Open).Message, StringComparison.Ordinal);
        var refused = Assert.Throws<JournalException>(() => LiteDbMaintenance.Restore(backup, Folder, [], TimeProvider.System));
        Assert.Contains("erasures.log cannot be read", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(list, Cancel));
    }

    [Fact]
    public async Task A_whole_line_behind_a_damaged_one_of_an_earlier_erasure_refuses_the_start_and_a_torn_end_does_not()
    {
        var list = Path.Combine(Folder, "erasures.log");
        await using (var journal = Open())
        {
            var write = Write(null, Community, 1) with { VaultErasures = ["a"] };
            await journal.AppendAsync(Of(write), Cancel);
            await journal.AppendAsync(Of(Beside(write.Next) with { VaultErasures = ["b"] }), Cancel);
        }

        var whole = await File.ReadAllBytesAsync(list, Cancel);
        await File.WriteAllBytesAsync(list, [.. whole, .. "3 vault comm"u8, .. new byte[40], (byte)'\n'], Cancel);
        await using (Open())
        {
        }

        Assert.Equal(whole, await File.ReadAllBytesAsync(list, Cancel));
        whole[20] = 0;
        await File.WriteAllBytesAsync(list, whole, Cancel);
        Assert.Throws<JournalException>(Open);
        Assert.Equal(whole, await File.ReadAllBytesAsync(list, Cancel));
    }
}
