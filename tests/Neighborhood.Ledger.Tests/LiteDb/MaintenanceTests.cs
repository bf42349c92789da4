using System.Text;
using Neighborhood.Ledger.LiteDb;
using Neighborhood.Ledger.LiteDb.Maintenance;
using static Neighborhood.Ledger.Tests.Batches;

namespace Neighborhood.Ledger.Tests.LiteDb;

public sealed class MaintenanceTests : TemporaryFolder
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("what was erased after the backup was taken");
    private static readonly LedgerId Busy = new("communities/busy");

    private string BackupPath => Path.Combine(Folder, "backup.litedb");

    [Fact]
    public async Task A_backup_taken_while_writing_holds_each_ledger_as_it_was_at_one_moment()
    {
        List<Segment> written = [];
        BackupReport report;
        await using (var journal = Open())
        {
            for (var (i, head) = (0, (LedgerHead?)null); i < 200; i++)
            {
                var write = Well(Write(head, Busy, i, 3000, sideBytes: 2000));
                await journal.AppendAsync(Of(write), Cancel);
                head = write.Next;
                written.Add(write.Segment!);
            }

            var backup = journal.BackupAsync(BackupPath, Cancel);
            var at = await journal.ReadHeadAsync(Busy, Cancel);
            for (var i = 200; i < 300; i++)
            {
                var write = Well(Write(at, Busy, i, 3000, sideBytes: 2000));
                await journal.AppendAsync(Of(write), Cancel);
                at = write.Next;
                written.Add(write.Segment!);
            }

            report = await backup;
        }

        var reached = Assert.Single(report.Heads).NextSequence;
        Assert.InRange(reached, 200, 300);
        var restored = Restore();
        Assert.Equal(300, Assert.Single(restored.Replaced!).NextSequence);
        Assert.Equal(reached, Assert.Single(restored.Restored).NextSequence);
        Assert.True(File.Exists(Path.Combine(Folder, restored.KeptAside!)));
        Assert.Empty(Check().Findings);
        await using var again = Open();
        var read = await ReadAll(again, Busy);
        Assert.Equal(reached, read.Count);
        foreach (var (expected, actual) in written.Zip(read)) AssertSame(expected, actual);
        await again.AppendAsync(Of(Write((await again.ReadHeadAsync(Busy, Cancel))!, Busy, 999)), Cancel);
    }

    [Fact]
    public async Task A_backup_does_not_replace_a_file()
    {
        await using var journal = Open();
        await journal.BackupAsync(BackupPath, Cancel);
        await Assert.ThrowsAsync<JournalException>(() => journal.BackupAsync(BackupPath, Cancel));
        await Assert.ThrowsAsync<JournalException>(() => journal.BackupAsync(Path.Combine(Folder, "missing", "b"), Cancel));
    }

    [Fact]
    public async Task A_restore_applies_later_erasures_again_and_spares_what_was_put_anew()
    {
        var side = (byte[])[.. Bytes(1, 500), .. Secret];
        var write = Write(null, Community, 1) with { Side = side, VaultPuts = [new("erased", Secret), new("kept", Bytes(1, 9)), new("renewed", Bytes(2, 9))] };
        await using (var journal = Open())
        {
            await journal.AppendAsync(Of(write with { VaultErasures = ["renewed"] }), Cancel);
            await journal.AppendAsync(Of(Beside(write.Next) with { VaultPuts = [new("renewed", Bytes(3, 9))] }), Cancel);
            await journal.BackupAsync(BackupPath, Cancel);
            await journal.AppendAsync(Of(Beside(write.Next) with { VaultErasures = ["erased"], SideErasures = [Erasing(write, 500, Secret.Length)] }), Cancel);
        }

        Assert.Equal(["backup.litedb"], FilesWith(Secret));
        var report = Restore();
        Assert.Equal(2, report.ErasuresApplied);
        Assert.Equal(["backup.litedb"], FilesWith(Secret));
        await using var again = Open();
        Assert.Equal(["kept", "renewed"], (await again.ReadVaultAsync(Community, Cancel)).Select(record => record.Key));
        Assert.True((await again.ReadSideAsync(Community, 0, Cancel)).Span[500..].IndexOfAnyExcept((byte)0) < 0);
    }

    [Fact]
    public async Task An_erasure_hits_no_other_text_in_a_backup_of_a_history_that_was_abandoned()
    {
        var (common, abandoned) = (Write(null, Community, 1, sideBytes: 50), Path.Combine(Folder, "abandoned.litedb"));
        var lost = Write(common.Next, Community, 2, sideBytes: 50);
        await using (var journal = Open())
        {
            await journal.AppendAsync(Of(common), Cancel);
            await journal.BackupAsync(BackupPath, Cancel);
            await journal.AppendAsync(Of(lost), Cancel);
            await journal.BackupAsync(abandoned, Cancel);
        }

        Restore();
        await using (var journal = Open())
        {
            var other = Write(common.Next, Community, 9, sideBytes: 50);
            await journal.AppendAsync(Of(other), Cancel);
            await journal.AppendAsync(Of(Beside(other.Next) with { SideErasures = [Erasing(common, 0, 20), Erasing(other, 0, 20)] }), Cancel);
        }

        var report = LiteDbMaintenance.Restore(abandoned, Folder, [], TimeProvider.System);
        Assert.Equal((1, 0), (report.ErasuresApplied, report.ErasuresUnplaced));
        await using var again = Open();
        Assert.True((await again.ReadSideAsync(Community, 0, Cancel)).Span[..20].IndexOfAnyExcept((byte)0) < 0);
        Assert.True((await again.ReadSideAsync(Community, 1, Cancel)).Span.SequenceEqual(lost.Side.Span));
    }

    [Fact]
    public async Task A_live_store_is_neither_restored_nor_compacted_nor_checked()
    {
        await using var journal = Open();
        await journal.BackupAsync(BackupPath, Cancel);
        Assert.Throws<JournalHeldException>(() => Restore());
        Assert.Throws<JournalHeldException>(() => LiteDbMaintenance.Compact(Folder, TimeProvider.System));
        Assert.Throws<JournalHeldException>(Check);
    }

    [Fact]
    public async Task A_restore_from_what_is_no_backup_changes_nothing()
    {
        await using (var journal = Open()) await journal.AppendAsync(Of(Write(null, Community, 1)), Cancel);
        await File.WriteAllBytesAsync(BackupPath, Bytes(1, 50_000), Cancel);
        Assert.Throws<StoreUnreadableException>(() => Restore());
        Assert.Throws<JournalException>(() => Restore(BackupPath + "x"));
        await using var again = Open();
        Assert.Single(await ReadAll(again, Community));
    }

    [Fact]
    public async Task A_store_whose_restore_was_interrupted_is_not_made_anew()
    {
        await Open().DisposeAsync();
        File.Move(Path.Combine(Folder, "neighborhood.litedb"), Path.Combine(Folder, "neighborhood.litedb.restoring"));
        Assert.Contains("interrupted", Assert.Throws<JournalException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compacting_gives_back_space_and_loses_nothing()
    {
        var big = Enumerable.Range(0, 300).Select(i => new VaultRecord($"k{i}", Bytes(i, 9000))).ToArray();
        var write = Well(Write(null, Community, 1, 5000, 3000)) with { VaultPuts = [.. big, new("kept", Bytes(5, 10))] };
        await using (var journal = Open())
        {
            await journal.AppendAsync(Of(write), Cancel);
            await journal.AppendAsync(new([], [new("sessions", "s", Bytes(6, 10), DateTimeOffset.MaxValue)], []), Cancel);
            await journal.AppendAsync(Of(Beside(write.Next) with { VaultErasures = [.. big.Select(record => record.Key)] }), Cancel);
        }

        var report = LiteDbMaintenance.Compact(Folder, TimeProvider.System);
        Assert.True(report.BytesAfter < report.BytesBefore / 4, report.ToString());
        Assert.Empty(Check().Findings);
        await using var again = Open();
        AssertSame(write.Segment!, Assert.Single(await ReadAll(again, Community)));
        Assert.True((await again.ReadSideAsync(Community, 0, Cancel)).Span.SequenceEqual(write.Side.Span));
        Assert.Equal("kept", Assert.Single(await again.ReadVaultAsync(Community, Cancel)).Key);
        Assert.Single(await again.ReadExpiringAsync("sessions", DateTimeOffset.UnixEpoch, Cancel));
        await again.AppendAsync(Of(Write(write.Next, Community, 2)), Cancel);
    }

    [Fact]
    public async Task A_check_reads_everything_and_finds_wrong_counts_and_what_the_verifier_finds()
    {
        await using (var journal = Open())
        {
            var sound = Well(Write(null, Community, 1));
            var wrong = Write(sound.Next, Community, 2);
            wrong = wrong with { Segment = wrong.Segment! with { Entries = new byte[] { 1, 7, 1, 7 } } };
            await journal.AppendAsync(Of(sound, wrong), Cancel);
        }

        var report = LiteDbMaintenance.Check(
            Folder, TimeProvider.System, (_, segment, _) => segment.FirstSequence == 0 ? new Defect(DefectKind.RootDoesNotFollow, 1L) : null);
        Assert.Equal((1, 2, 2), (report.Ledgers, report.Segments, report.Entries));
        Assert.Collection(report.Findings,
            finding => Assert.Equal((0L, DefectKind.RootDoesNotFollow), (finding.Segment, finding.Defect.Kind)),
            finding => Assert.Equal((1L, DefectKind.WrongCount, "1 2"), (finding.Segment, finding.Defect.Kind, string.Join(' ', finding.Defect.Values))));
    }

    /// <summary>The same write with one entry that carries its length.</summary>
    private static LedgerWrite Well(LedgerWrite write)
    {
        var bytes = write.Segment!.Entries.ToArray();
        byte[] length = [(byte)(bytes.Length & 0x7f | 0x80), (byte)(bytes.Length >> 7 & 0x7f | 0x80), (byte)(bytes.Length >> 14)];
        return write with { Segment = write.Segment with { Entries = (byte[])[.. length, .. bytes] } };
    }

    private RestoreReport Restore(string? path = null) => LiteDbMaintenance.Restore(path ?? BackupPath, Folder, ["sessions"], TimeProvider.System);

    private CheckReport Check() => LiteDbMaintenance.Check(Folder, TimeProvider.System, (_, _, _) => null);
}
