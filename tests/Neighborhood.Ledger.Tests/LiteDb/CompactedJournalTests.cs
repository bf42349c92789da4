using Neighborhood.Ledger.LiteDb;
using Neighborhood.Ledger.LiteDb.Maintenance;
using static Neighborhood.Ledger.Tests.Batches;

namespace Neighborhood.Ledger.Tests.LiteDb;

/// <summary>A journal that is compacted, and its segments merged, before each opening does the same as any other; and what merging itself does.</summary>
public sealed class CompactedJournalTests : JournalContract
{
    private readonly string folder = Directory.CreateTempSubdirectory("journal-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Merged_segments_hold_everything_of_the_small_ones_in_order()
    {
        var writes = await AppendAsync(Community, 200, sideBytes: 40);
        var others = await AppendAsync(LedgerId.Directory, 3, sideBytes: 0);
        await Reopen();

        var merged = Assert.Single(await ReadAll(Journal, Community));
        Assert.Equal((0, 200), (merged.FirstSequence, merged.Count));
        AssertJoined(writes.Select(write => write.Segment!.Entries), merged.Entries);
        AssertJoined(writes.Select(write => write.Segment!.LeafHashes), merged.LeafHashes);
        AssertJoined(writes.Select(write => write.Segment!.Requests), merged.Requests);
        AssertJoined(writes.Select(write => write.Side), await Journal.ReadSideAsync(Community, 0, Cancel));
        Assert.True(merged.Root.Span.SequenceEqual(writes[^1].Next.Root.Span));
        Assert.Equal(3, Assert.Single(await ReadAll(Journal, LedgerId.Directory)).Count);
        await Journal.AppendAsync(Of(Write(writes[^1].Next, Community, 5), Write(others[^1].Next, LedgerId.Directory, 6)), Cancel);
        Assert.Equal([0, 200], (await ReadAll(Journal, Community)).Select(segment => segment.FirstSequence));
        Assert.Equal(0, (await ReadAll(Journal, Community, 199))[0].FirstSequence);
    }

    [Theory]
    [InlineData(Limits.SegmentEntriesBytes / 4, 0, 4)]
    [InlineData(Limits.SegmentEntriesBytes / 4 + 1, 0, 3)]
    [InlineData(10, Limits.MergedSideBytes / 2, 2)]
    [InlineData(10, Limits.MergedSideBytes / 2 + 1, 1)]
    public async Task Segments_are_merged_up_to_their_limits(int entriesBytes, int sideBytes, int perSegment)
    {
        await AppendAsync(Community, 12, sideBytes, entriesBytes);
        await Reopen();
        Assert.All(await ReadAll(Journal, Community), segment => Assert.Equal(perSegment, segment.Count));
    }

    [Fact]
    public async Task A_range_of_a_merged_side_block_is_erased_and_a_restore_finds_it_in_a_backup_of_before()
    {
        var writes = await AppendAsync(Community, 6, sideBytes: 100);
        var backup = Path.Combine(folder, "backup");
        await ((LiteDbJournal)Journal).BackupAsync(backup, Cancel);
        await Reopen();
        await Journal.AppendAsync(Of(Beside(writes[^1].Next) with { SideErasures = [Erasing(writes[2], 210, 80) with { FirstSequence = 0 }] }), Cancel);
        await Journal.DisposeAsync();

        var report = LiteDbMaintenance.Restore(backup, folder, [], TimeProvider.System);
        Assert.Equal((1, 0), (report.ErasuresApplied, report.ErasuresUnplaced));
        await using var restored = LiteDbJournal.Open(new LiteDbJournalOptions(folder, TimeProvider.System));
        for (var i = 0; i < writes.Count; i++)
        {
            var expected = writes[i].Side.ToArray();
            if (i == 2) expected.AsSpan(10, 80).Clear();
            Assert.True((await restored.ReadSideAsync(Community, i, Cancel)).Span.SequenceEqual(expected), $"side block {i}");
        }
    }

    [Fact]
    public async Task An_erasure_that_has_no_place_in_a_backup_is_counted()
    {
        var writes = await AppendAsync(Community, 3, sideBytes: 100);
        var (small, merged) = (Path.Combine(folder, "small"), Path.Combine(folder, "merged"));
        await ((LiteDbJournal)Journal).BackupAsync(small, Cancel);
        await Reopen();
        await ((LiteDbJournal)Journal).BackupAsync(merged, Cancel);
        await Journal.DisposeAsync();
        LiteDbMaintenance.Restore(small, folder, [], TimeProvider.System);
        await using (var journal = LiteDbJournal.Open(new LiteDbJournalOptions(folder, TimeProvider.System)))
        {
            await journal.AppendAsync(Of(Beside(writes[^1].Next) with { SideErasures = [Erasing(writes[1], 0, 10), Erasing(writes[0], 0, 10)] }), Cancel);
        }

        var report = LiteDbMaintenance.Restore(merged, folder, [], TimeProvider.System);
        Assert.Equal((1, 1), (report.ErasuresApplied, report.ErasuresUnplaced));
    }

    protected override Task<IJournal> Open()
    {
        LiteDbMaintenance.Compact(folder, TimeProvider.System);
        return Task.FromResult<IJournal>(LiteDbJournal.Open(new LiteDbJournalOptions(folder, TimeProvider.System)));
    }

    private async Task<List<LedgerWrite>> AppendAsync(LedgerId ledger, int count, int sideBytes, int entriesBytes = 50)
    {
        var writes = new List<LedgerWrite>();
        for (var i = 0; i < count; i++)
        {
            writes.Add(Write(i == 0 ? null : writes[^1].Next, ledger, i, entriesBytes, sideBytes));
            await Journal.AppendAsync(Of(writes[^1]), Cancel);
        }

        return writes;
    }

    private static void AssertJoined(IEnumerable<ReadOnlyMemory<byte>> parts, ReadOnlyMemory<byte> whole) =>
        Assert.True(parts.SelectMany(part => part.ToArray()).SequenceEqual(whole.ToArray()));
}
