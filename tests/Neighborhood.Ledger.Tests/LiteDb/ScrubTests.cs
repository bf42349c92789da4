using Neighborhood.Ledger.LiteDb;
using Neighborhood.Ledger.LiteDb.Storage;
using Neighborhood.Ledger.Tests.LiteDb.Simulation;

namespace Neighborhood.Ledger.Tests.LiteDb;

/// <summary>The log is overwritten as far as anything was written into it, whatever came between.</summary>
public sealed class ScrubTests
{
    private const string Name = "log";
    private readonly SimulatedDisk disk = new(new Random(1));

    [Fact]
    public void Overwriting_reaches_the_last_page_of_the_longest_transaction_since_the_last_one()
    {
        var log = Open();
        foreach (var lengths in new[] { [5, 2], new[] { 1 }, [2, 7, 3] })
        {
            foreach (var pages in lengths) Write(log, pages);
            Assert.True(disk.ReadAll(Name).AsSpan().ContainsAnyExcept((byte)0));
            log.Scrub();
            Assert.False(disk.ReadAll(Name).AsSpan().ContainsAnyExcept((byte)0));
        }
    }

    [Fact]
    public void Overwriting_reaches_what_a_log_held_when_it_was_opened_and_nobody_can_read()
    {
        disk.Open(Name).Write(0, [.. Enumerable.Repeat((byte)7, 3 * FramedLogStream.FrameBytes)]);
        Open().Scrub();
        Assert.False(disk.ReadAll(Name).AsSpan().ContainsAnyExcept((byte)0));
    }

    private FramedLogStream Open() => new(disk.Open(Name), 1, LogRules.Safe, new JournalCounters());

    /// <summary>Writes pages as one transaction does, and empties the log as the checkpoint behind it does.</summary>
    private static void Write(FramedLogStream log, int pages)
    {
        log.Position = 0;
        for (var page = 0; page < pages; page++) log.Write([.. Enumerable.Repeat((byte)7, PagedStream.PageBytes)], 0, PagedStream.PageBytes);
        log.SyncIfWritten();
        log.SetLength(0);
    }
}
