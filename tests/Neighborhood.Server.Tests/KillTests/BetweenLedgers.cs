using Neighborhood.Ledger;
using Neighborhood.Ledger.LiteDb;
using Neighborhood.Ledger.Writing;
using Neighborhood.V1.Facts;

namespace Neighborhood.Server.Tests.KillTests;

/// <summary>What the two ledgers of an invitation hold on the disk of a server that does not run.</summary>
internal static class BetweenLedgers
{
    /// <summary>Redeemed invitations in the directory that the community has not taken over.</summary>
    public static async Task<int> CountAsync(string folder)
    {
        await using var journal = LiteDbJournal.Open(new LiteDbJournalOptions(folder, TimeProvider.System));
        var redeemed = await FactsAsync(journal, LedgerId.Directory);
        var joined = await FactsAsync(journal, new LedgerId(Neighbourhood.Community));
        var taken = joined.Where(entry => entry.Fact.ResidentJoined is not null).Select(entry => entry.Fact.ResidentJoined.SourceSequence).ToHashSet();
        return redeemed.Count(entry => entry.Fact.InvitationRedeemed is not null && !taken.Contains(entry.Sequence));
    }

    private static async Task<List<Entry>> FactsAsync(LiteDbJournal journal, LedgerId ledger)
    {
        var entries = new List<Entry>();
        await foreach (var segment in journal.ReadSegmentsAsync(ledger, 0, CancellationToken.None))
        {
            entries.AddRange(SegmentReader.Entries(segment));
        }

        return entries;
    }
}
