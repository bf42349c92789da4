using System.Diagnostics;
using Neighborhood.Ledger;
using Neighborhood.Ledger.Writing;
using Neighborhood.V1.Facts;

namespace Neighborhood.Server.Tests.KillTests;

/// <summary>
/// Within the server process: once the file is there, the process ends by SIGKILL between the two ledgers of an invitation, as soon as the
/// directory has it on disk, or when the community is about to have it. Which of the two stands in the file.
/// </summary>
internal sealed class DyingJournal(IJournal journal, string armedPath) : IJournal
{
    public const string AfterDirectory = "after the directory";
    public const string BeforeCommunity = "before the community";

    public long FreeSpaceBytes => journal.FreeSpaceBytes;

    public Task<IReadOnlyList<LedgerHead>> ReadHeadsAsync(CancellationToken cancel) => journal.ReadHeadsAsync(cancel);

    public Task<LedgerHead?> ReadHeadAsync(LedgerId ledger, CancellationToken cancel) => journal.ReadHeadAsync(ledger, cancel);

    public IAsyncEnumerable<Segment> ReadSegmentsAsync(LedgerId ledger, long fromSequence, CancellationToken cancel) =>
        journal.ReadSegmentsAsync(ledger, fromSequence, cancel);

    public Task<ReadOnlyMemory<byte>> ReadSideAsync(LedgerId ledger, long firstSequence, CancellationToken cancel) =>
        journal.ReadSideAsync(ledger, firstSequence, cancel);

    public Task<IReadOnlyList<VaultRecord>> ReadVaultAsync(LedgerId ledger, CancellationToken cancel) => journal.ReadVaultAsync(ledger, cancel);

    public Task<IReadOnlyList<ExpiringRecord>> ReadExpiringAsync(string collection, DateTimeOffset now, CancellationToken cancel) =>
        journal.ReadExpiringAsync(collection, now, cancel);

    public async Task AppendAsync(JournalBatch batch, CancellationToken cancel)
    {
        DieIf(BeforeCommunity, batch, fact => fact.ResidentJoined is not null);
        await journal.AppendAsync(batch, cancel);
        DieIf(AfterDirectory, batch, fact => fact.InvitationRedeemed is not null);
    }

    public ValueTask DisposeAsync() => journal.DisposeAsync();

    private void DieIf(string place, JournalBatch batch, Func<Fact, bool> match)
    {
        var segments = batch.Ledgers.Select(write => write.Segment).OfType<Segment>();
        var facts = segments.SelectMany(SegmentReader.Entries).Select(entry => entry.Fact);
        if (facts.Any(match) && File.Exists(armedPath) && File.ReadAllText(armedPath) == place)
        {
            using var itself = Process.GetCurrentProcess();
            itself.Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
