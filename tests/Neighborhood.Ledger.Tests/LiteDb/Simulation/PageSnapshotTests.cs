using Neighborhood.Ledger.LiteDb;
using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Ledger.Tests.LiteDb.Simulation;

public sealed class PageSnapshotTests
{
    private const int Pages = 100;

    [Fact]
    public void Pages_that_change_or_are_added_during_the_copy_stand_in_it_as_they_were()
    {
        var disk = new SimulatedDisk(new Random(1));
        var (source, target) = (disk.Open("source"), disk.Open("target"));
        var before = Batches.Bytes(1, Pages * PagedStream.PageBytes);
        source.Write(0, before);
        using var stream = new BarrierDataStream(source, () => { }, new JournalCounters()) { InCheckpoint = true };

        var snapshot = stream.StartSnapshot(target);
        Assert.True(snapshot.CopyMore());
        foreach (var page in new[] { 0, 3, 50, 99, 100, 101 }) Overwrite(stream, page);
        while (snapshot.CopyMore())
        {
        }

        var copied = new byte[before.Length + 1];
        Assert.Equal(before.Length, target.Read(0, copied));
        Assert.True(copied.AsSpan(0, before.Length).SequenceEqual(before));
        Assert.True(stream.EndSnapshot(snapshot));
        Assert.False(stream.EndSnapshot(snapshot));
    }

    private static void Overwrite(BarrierDataStream stream, int page)
    {
        stream.Position = (long)page * PagedStream.PageBytes;
        stream.Write(new byte[PagedStream.PageBytes], 0, PagedStream.PageBytes);
    }
}
