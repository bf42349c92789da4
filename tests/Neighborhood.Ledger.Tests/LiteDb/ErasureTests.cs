using System.Text;
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
}
