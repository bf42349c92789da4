using Neighborhood.Testing;

namespace Neighborhood.Ledger.Tests;

public sealed class MemoryJournalTests : JournalContract
{
    private readonly MemoryJournal memory = new();

    protected override Task<IJournal> Open() => Task.FromResult<IJournal>(memory);
}
