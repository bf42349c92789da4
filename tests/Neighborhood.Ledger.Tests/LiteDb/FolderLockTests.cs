using Neighborhood.Ledger.LiteDb;
using static Neighborhood.Ledger.Tests.Batches;

namespace Neighborhood.Ledger.Tests.LiteDb;

public sealed class FolderLockTests : TemporaryFolder
{
    [Fact]
    public async Task A_second_opener_is_refused_with_a_sentence_that_says_which_process_holds_it()
    {
        await using var journal = Open();
        var refused = Assert.Throws<JournalHeldException>(Open);
        Assert.Contains($"process {Environment.ProcessId} since ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(Folder, refused.Message, StringComparison.Ordinal);

        await journal.AppendAsync(Of(Write(null, Community, 1)), Cancel);
    }

    [Fact]
    public async Task The_lock_goes_with_its_holder_and_stale_text_means_nothing()
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "neighborhood.holder"), "process 1 since the beginning", Cancel);
        await Open().DisposeAsync();
        await Open().DisposeAsync();
    }
}
