using System.Text;
using Neighborhood.Ledger.LiteDb;
using Neighborhood.Ledger.LiteDb.Maintenance;
using Neighborhood.Ledger.LiteDb.Storage;
using static Neighborhood.Ledger.Tests.Batches;

namespace Neighborhood.Ledger.Tests.LiteDb;

/// <summary>Small segments among the recent ones, in groups in their places, and large ones between them.</summary>
public sealed class RecentSegmentsTests : TemporaryFolder
{
    private const int SideBytes = 90;
    private const int LargeBytes = 20_000;

    private static readonly LedgerId Other = new("communities/other");
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("what somebody wrote and wants to be gone");

    [Theory]
    [InlineData(0)]
    [InlineData(2_000)]
    [InlineData(9_000)]
    [InlineData(1 << 20)]
    public async Task Reading_begins_with_the_segment_that_holds_a_sequence_wherever_it_stands(long recentBytes)
    {
        List<LedgerWrite> written;
        await using (var journal = OpenWith(recentBytes))
        {
            written = await AppendAsync(journal, 120);
            await AssertHoldsAsync(journal, written);
        }

        await using var again = OpenWith(recentBytes);
        await AssertHoldsAsync(again, written);
        var next = Write(written[^1].Next, Community, 500, sideBytes: SideBytes);
        await again.AppendAsync(Of(next), Cancel);
        await AssertHoldsAsync(again, [.. written, next]);
    }

    [Fact]
    public async Task All_ledgers_and_segments_are_checked_wherever_they_stand()
    {
        await using (var journal = OpenWith(9_000)) await AppendAsync(journal, 120);
        var report = LiteDbMaintenance.Check(Folder, TimeProvider.System, (_, _, _) => null);
        Assert.Equal((2, 240), (report.Ledgers, report.Segments));
        var wrong = report.Findings.Where(finding => finding.Defect.Kind != DefectKind.WrongCount);
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2_000)]
    [InlineData(9_000)]
    [InlineData(1 << 20)]
    public async Task What_is_erased_is_in_no_file_and_stays_erased_after_a_restore(long recentBytes)
    {
        var backup = Path.Combine(Directory.CreateTempSubdirectory("backup-").FullName, "backup");
        List<LedgerWrite> written;
        await using (var journal = OpenWith(recentBytes))
        {
            written = await AppendAsync(journal, 60, Secret);
            await journal.BackupAsync(backup, Cancel);
            Assert.NotEmpty(FilesWith(Secret));
            var head = written[^1].Next;
            foreach (var some in written.Chunk(7))
            {
                await journal.AppendAsync(Of(Beside(head) with { SideErasures = [.. some.Select(write => Erasing(write, 0, Secret.Length))] }), Cancel);
            }

            Assert.Empty(FilesWith(Secret));
            await AssertErasedAsync(journal, written);
        }

        var report = LiteDbMaintenance.Restore(backup, Folder, [], TimeProvider.System);
        Assert.Equal((60, 0), (report.ErasuresApplied, report.ErasuresUnplaced));
        Assert.DoesNotContain("neighborhood.litedb", FilesWith(Secret));
        await using var again = OpenWith(recentBytes);
        await AssertErasedAsync(again, written);
        await AssertHoldsAsync(again, written, withSides: false);
        Directory.Delete(Path.GetDirectoryName(backup)!, recursive: true);
    }

    [Fact]
    public async Task What_one_transaction_writes_and_erases_follows_one_another()
    {
        await using var journal = OpenWith(1 << 20);
        var first = Write(null, Community, 1) with { Side = Secret };
        var large = Write(first.Next, Community, 2, LargeBytes) with { Side = Secret };
        var last = Write(large.Next, Community, 3) with { Side = Secret, SideErasures = [Erasing(first, 0, 9), Erasing(large, 0, 9)] };
        var beside = Beside(last.Next) with { SideErasures = [Erasing(last, 0, 9), Erasing(first, 9, 9)] };
        await journal.AppendAsync(Of(first, large, last, beside), Cancel);
        Assert.Equal((18, 9, 9), await ZerosAsync(journal));
        await journal.AppendAsync(Of(Beside(last.Next) with { SideErasures = [Erasing(first, 18, 5), Erasing(last, 9, 5)] }), Cancel);
        Assert.Equal((23, 9, 14), await ZerosAsync(journal));
    }

    [Fact]
    public async Task A_batch_that_is_refused_leaves_those_of_its_transaction_as_they_were()
    {
        await using var journal = OpenWith(1 << 20);
        var write = Write(null, Community, 1) with { Side = Secret };
        await journal.AppendAsync(Of(write), Cancel);
        var wrong = Beside(write.Next) with { SideErasures = [Erasing(write, 0, 9), Erasing(write, 5, Secret.Length)] };
        await Assert.ThrowsAsync<ArgumentException>(() => journal.AppendAsync(Of(wrong), Cancel));
        Assert.True((await journal.ReadSideAsync(Community, 0, Cancel)).Span.SequenceEqual(Secret));
        Assert.Single(await ReadAll(journal, Community));
    }

    [Fact]
    public void A_later_batch_of_a_transaction_puts_what_an_earlier_one_left_into_its_place_once_and_a_refused_one_changes_nothing()
    {
        var plan = new WritePlan(new StoreView(_ => null, () => 0, _ => null, _ => [], () => [], []));
        var first = Write(null, Community, 1) with { Side = Secret };
        Add(plan, Of(first, Write(null, Other, 2, sideBytes: SideBytes)));
        Assert.Throws<ArgumentException>(() => Add(plan, Of(Beside(first.Next) with { SideErasures = [Erasing(first, 0, 5), Erasing(first, 0, 500)] })));
        Assert.Equal((2, false), (plan.Recent.All.Count(), plan.IsSettling));
        Add(plan, Of(Beside(first.Next) with { SideErasures = [Erasing(first, 0, 5)] }));
        var third = Write(first.Next, Community, 3);
        Add(plan, Of(third));

        Assert.True(plan.IsSettling);
        Assert.Equal(1, Documents.ToSegment(Assert.Single(plan.Recent.All)).FirstSequence);
        var groups = plan.Segments.Inserted.SelectMany(Documents.SegmentsIn).ToList();
        Assert.Equal([(1, 0), (2, 0)], groups.Select(one => (Documents.NumberIn(one["_id"].AsString), Documents.ToSegment(one).FirstSequence)));
        Assert.Equal(5, groups[0][Documents.Value].AsBinary.AsSpan(0, 6).Count((byte)0));
        Assert.Throws<ArgumentException>(() => Add(plan, Of(Beside(third.Next) with { SideErasures = [Erasing(first, 6, 5), Erasing(first, 0, 500)] })));
        Assert.NotEqual(0, groups[0][Documents.Value].AsBinary[6]);
    }

    private static void Add(WritePlan plan, JournalBatch batch)
    {
        var its = plan.Next();
        its.Add(batch);
        plan.Merge(its);
    }

    private LiteDbJournal OpenWith(long recentBytes) =>
        LiteDbJournal.Open(new DiskFolder(Folder), new MemoryStream(), StoreRules.Safe with { RecentBytes = recentBytes }, TimeProvider.System);

    /// <summary>Segments of one ledger, every 17th of them a large one, and as many of another in between.</summary>
    private static async Task<List<LedgerWrite>> AppendAsync(LiteDbJournal journal, int count, byte[]? side = null)
    {
        var (written, other) = (new List<LedgerWrite>(), (LedgerWrite?)null);
        for (var i = 0; i < count; i++)
        {
            var (entriesBytes, entries) = (i % 17 == 5 ? LargeBytes : 60, side is null ? 1 + i % 3 : 1);
            var write = Write(written.Count == 0 ? null : written[^1].Next, Community, i, entriesBytes, SideBytes, entries);
            written.Add(side is null ? write : write with { Side = (byte[])[.. side, .. Bytes(i, 9)] });
            other = Write(other?.Next, Other, 1_000 + i, sideBytes: SideBytes);
            await journal.AppendAsync(Of(written[^1], other), Cancel);
        }

        return written;
    }

    private static async Task AssertHoldsAsync(LiteDbJournal journal, List<LedgerWrite> written, bool withSides = true)
    {
        for (var i = 0; i < written.Count; i++)
        {
            var segment = written[i].Segment!;
            for (var sequence = segment.FirstSequence; sequence < segment.FirstSequence + segment.Count; sequence++)
            {
                var read = await ReadAll(journal, Community, sequence);
                Assert.Equal(written.Count - i, read.Count);
                AssertSame(segment, read[0]);
            }

            var side = await journal.ReadSideAsync(Community, segment.FirstSequence, Cancel);
            Assert.True(!withSides || side.Span.SequenceEqual(written[i].Side.Span), $"the side block at {segment.FirstSequence}");
        }
    }

    private static async Task AssertErasedAsync(LiteDbJournal journal, List<LedgerWrite> written)
    {
        foreach (var write in written)
        {
            var expected = write.Side.ToArray();
            expected.AsSpan(0, Secret.Length).Clear();
            Assert.True((await journal.ReadSideAsync(Community, write.Segment!.FirstSequence, Cancel)).Span.SequenceEqual(expected));
        }
    }

    private static async Task<(int, int, int)> ZerosAsync(LiteDbJournal journal)
    {
        var sides = await Task.WhenAll(Enumerable.Range(0, 3).Select(first => journal.ReadSideAsync(Community, first, Cancel)));
        return (sides[0].Span.Count((byte)0), sides[1].Span.Count((byte)0), sides[2].Span.Count((byte)0));
    }
}
