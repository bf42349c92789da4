using Neighborhood.Ledger.LiteDb;

namespace Neighborhood.Ledger.Tests.LiteDb;

public sealed class LiteDbJournalTests : JournalContract
{
    private readonly string folder = Directory.CreateTempSubdirectory("journal-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override Task<IJournal> Open() =>
        Task.FromResult<IJournal>(LiteDbJournal.Open(new LiteDbJournalOptions(folder, TimeProvider.System)));
}
