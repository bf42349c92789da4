using Neighborhood.Ledger.LiteDb;
using Neighborhood.Ledger.LiteDb.Storage;

namespace Neighborhood.Ledger.Tests.LiteDb;

/// <summary>A journal does the same however soon its small segments are put into their places.</summary>
/// <param name="recentBytes">How much is left behind the others.</param>
public abstract class SettlingJournalTests(long recentBytes) : JournalContract
{
    private readonly string folder = Directory.CreateTempSubdirectory("journal-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override Task<IJournal> Open() => Task.FromResult<IJournal>(LiteDbJournal.Open(
        new DiskFolder(folder), new MemoryStream(), StoreRules.Safe with { RecentBytes = recentBytes }, TimeProvider.System));
}

/// <summary>At once.</summary>
public sealed class AtOnceSettlingJournalTests() : SettlingJournalTests(recentBytes: 0);

/// <summary>Every few writes.</summary>
public sealed class OftenSettlingJournalTests() : SettlingJournalTests(recentBytes: 700);
