using Microsoft.Extensions.Time.Testing;
using Neighborhood.Ledger.LiteDb;
using static Neighborhood.Ledger.Tests.Batches;

namespace Neighborhood.Ledger.Tests.LiteDb;

public sealed class ExpiryTests : TemporaryFolder
{
    [Fact]
    public async Task What_has_expired_is_deleted_with_a_later_batch()
    {
        var time = new FakeTimeProvider();
        var (gone, kept) = (Bytes(1001, 64), Bytes(1002, 64));
        await using (var journal = LiteDbJournal.Open(new(Folder, time)))
        {
            var soon = time.GetUtcNow().AddMinutes(1);
            await journal.AppendAsync(new([], [new("sessions", "a", gone, soon), new("sessions", "b", kept, soon.AddHours(1))], []), Cancel);
            time.Advance(TimeSpan.FromMinutes(5));
            await journal.AppendAsync(Of(Write(null, Community, 1)), Cancel);
        }

        await using var again = LiteDbJournal.Open(new(Folder, time));
        Assert.Equal("b", Assert.Single(await again.ReadExpiringAsync("sessions", DateTimeOffset.UnixEpoch, Cancel)).Key);
        Assert.Empty(FilesWith(gone));
        Assert.NotEmpty(FilesWith(kept));
    }
}
