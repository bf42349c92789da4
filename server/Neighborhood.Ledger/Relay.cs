using Neighborhood.Domain;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.Domain.Residents;
using Neighborhood.V1.Facts;

namespace Neighborhood.Ledger;

/// <summary>
/// The one mechanism across ledgers: what the directory decided is taken over by the community, entry by entry, each leading to exactly one fact
/// that bears its sequence. The cursor stands in the target, so a step happens once, resumes where it stopped, and survives a restore.
/// </summary>
public sealed class Relay(LedgerRouter router)
{
    private const int BatchCount = 100;

    /// <summary>Hands over everything durable that the community has not taken yet.</summary>
    public async Task DeliverAsync(string communityId, CancellationToken cancel)
    {
        if (await router.CommunityAsync(communityId) is { } community)
        {
            await DeliverAsync(communityId, community, cancel);
        }
    }

    internal async Task DeliverAsync(string communityId, Ledger<CommunityState> community, CancellationToken cancel)
    {
        var directory = await router.DirectoryAsync();
        while (true)
        {
            var cursor = community.Peek(state => state.Residents.DirectoryCursor);
            var durable = directory.DurableSize;
            var items = directory.Peek(state => state.Outbox(communityId, cursor, BatchCount)).Where(item => item.Sequence < durable).ToList();
            if (items.Count == 0)
            {
                return;
            }

            foreach (var item in items)
            {
                await TakeOverAsync(directory, community, item, cancel);
            }
        }
    }

    private static async Task TakeOverAsync(Ledger<DirectoryState> directory, Ledger<CommunityState> community, OutboxItem item, CancellationToken cancel)
    {
        var outcome = await community.ExecuteAsync("", new TakeOver(item), item.Fact, Caller.Ledger, Guid.Empty, cancel);
        if (outcome.Refusal is { } refusal)
        {
            // Busy, or the clock jumped: whoever asked tries again, and the cursor has not moved.
            var sentence = $"{community.Id} cannot take over entry {item.Sequence} of the directory now: {refusal.Reason}.";
            throw new JournalException(sentence, null, outcomeUnknown: false);
        }

        if (item.Fact.KindCase == Fact.KindOneofCase.CommunityRegistered)
        {
            await directory.ExecuteAsync("", new DiscardStaged(), item.Fact.CommunityRegistered, Caller.Ledger, Guid.Empty, cancel);
        }
    }
}
