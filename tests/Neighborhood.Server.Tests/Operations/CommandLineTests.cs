using Neighborhood.Domain.Core;
using Neighborhood.Ledger;
using Neighborhood.Ledger.LiteDb;
using Neighborhood.Rules.Proofs;
using Neighborhood.Server.Commands;
using Neighborhood.V1.Facts;

namespace Neighborhood.Server.Tests.Operations;

/// <summary>The commands on folders that no server holds.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("neighborhood-ops-");

    private string Folder => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("check")]
    [InlineData("compact")]
    [InlineData("backup")]
    public async Task A_folder_without_data_is_not_called_sound(string verb)
    {
        var run = await CommandRun.OfAsync(verb, "--data-folder", Path.Combine(Folder, "nowhere"));

        Assert.Equal(4, run.Code);
        Assert.Contains("没有数据", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Folder, "nowhere")));
    }

    [Fact]
    public async Task Sentences_are_Chinese_and_with_lang_en_English()
    {
        Assert.Contains("没有备份", (await CommandRun.OfAsync("restore", "nowhere", "--data-folder", Folder)).Error, StringComparison.Ordinal);
        Assert.Contains("There is no backup",
            (await CommandRun.OfAsync("restore", "nowhere", "--data-folder", Folder, "--lang", "en")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_starts_no_server()
    {
        var run = await CommandRun.OfAsync("bakcup");

        Assert.Equal(2, run.Code);
        Assert.Contains("bakcup", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_of_a_command_is_refused() =>
        Assert.Equal(2, (await CommandRun.OfAsync("check", "--everything")).Code);

    [Fact]
    public async Task A_sound_folder_is_sound_and_survives_a_compaction()
    {
        await WriteAsync(leaf => leaf);

        Assert.Equal(0, (await CommandRun.OfAsync("check", "--data-folder", Folder)).Code);
        Assert.Equal(0, (await CommandRun.OfAsync("compact", "--data-folder", Folder)).Code);
        var run = await CommandRun.OfAsync("check", "--data-folder", Folder);
        Assert.Equal(0, run.Code);
        Assert.Contains("1 段，1 条", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leaf_that_is_not_the_hash_of_its_entry_is_found()
    {
        await WriteAsync(_ => MerkleHash.Empty);

        var run = await CommandRun.OfAsync("check", "--data-folder", Folder, "--lang", "en");
        Assert.Equal(1, run.Code);
        Assert.Contains("the leaf hash kept for entry 0 is not the hash of its bytes", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "directory，始于 0 的段：第 0 条所存的叶散列不是其字节的散列。",
            (await CommandRun.OfAsync("check", "--data-folder", Folder)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_defect_is_said_in_both_languages() =>
        Assert.All(Enum.GetValues<DefectKind>(), kind =>
            Assert.All([true, false], english => Assert.NotEmpty(Sentences.In("Commands", english)[$"defect_{kind}"])));

    [Fact]
    public async Task A_folder_that_is_held_is_refused_with_the_process_that_holds_it()
    {
        await using var journal = LiteDbJournal.Open(new LiteDbJournalOptions(Folder, TimeProvider.System));

        foreach (var verb in new[] { "check", "compact", "backup" })
        {
            var run = await CommandRun.OfAsync(verb, "--data-folder", Folder);
            Assert.Equal(3, run.Code);
            Assert.Contains($"进程 {Environment.ProcessId}，", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_backup_is_made_without_a_server_and_never_over_another_file()
    {
        await WriteAsync(leaf => leaf);
        var file = Path.Combine(Folder, "copy");

        Assert.Equal(0, (await CommandRun.OfAsync("backup", "--data-folder", Folder, "--to", file)).Code);
        Assert.Equal(4, (await CommandRun.OfAsync("backup", "--data-folder", Folder, "--to", file)).Code);
        Assert.Equal(0, (await CommandRun.OfAsync("restore", file, "--to-folder", Path.Combine(Folder, "other"))).Code);
        Assert.Equal(0, (await CommandRun.OfAsync("check", "--data-folder", Path.Combine(Folder, "other"))).Code);
    }

    [Fact]
    public async Task A_backup_copies_what_is_damaged_says_that_it_verified_nothing_and_a_check_of_it_elsewhere_finds_the_damage()
    {
        await WriteAsync(_ => MerkleHash.Empty);
        var (file, other) = (Path.Combine(Folder, "copy"), Path.Combine(Folder, "other"));

        var run = await CommandRun.OfAsync("backup", "--data-folder", Folder, "--to", file, "--lang", "en");
        Assert.Equal(0, run.Code);
        Assert.Contains("What was copied was not verified", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await CommandRun.OfAsync("restore", file, "--to-folder", other)).Code);
        Assert.Equal(1, (await CommandRun.OfAsync("check", "--data-folder", other)).Code);
    }

    /// <summary>A directory of one entry, written past the engine.</summary>
    private async Task WriteAsync(Func<byte[], byte[]> leafOf)
    {
        var entry = new Entry { Sequence = 0, TimeMicros = 1, Fact = new Fact { OutageNoted = new OutageNoted() } };
        byte[] bytes = [(byte)entry.CalculateSize(), .. Google.Protobuf.MessageExtensions.ToByteArray(entry)];
        var leaf = leafOf(MerkleHash.Leaf(bytes.AsSpan(1)));
        var head = new LedgerHead(LedgerId.Directory, 1, leaf, 0, null);
        await using var journal = LiteDbJournal.Open(new LiteDbJournalOptions(Folder, TimeProvider.System));
        await journal.AppendAsync(
            new JournalBatch([new LedgerWrite(null, head, new Segment(0, 1, bytes, leaf, leaf, default), default, [], [], [])],
            [], []), CancellationToken.None);
    }
}
