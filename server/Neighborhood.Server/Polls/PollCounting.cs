using Neighborhood.Domain;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.Ledger;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Server.Polls;

/// <summary>
/// Counts polls that have closed: the openings are read outside the mailbox, and the result is declared by a command that checks that the poll
/// is still the one that was counted.
/// </summary>
public sealed partial class PollCounting(ILogger<PollCounting> logger)
{
    private const int BatchCount = 5_000;

    /// <summary>Counts everything closed in a community.</summary>
    public async Task CountAsync(Ledger<CommunityState> community, CancellationToken cancel)
    {
        foreach (var poll in community.Peek(state => state.Polls.Uncounted.ToList()))
        {
            try
            {
                await CountAsync(community, poll, cancel);
            }
            catch (BallotCountException failure)
            {
                // Nothing is declared from ballots that do not open; the poll stays closed and the operator is told.
                LogNotCounted(logger, community.Id.Name, poll, failure);
            }
        }
    }

    private static async Task CountAsync(Ledger<CommunityState> community, long poll, CancellationToken cancel)
    {
        if (community.Peek(state => CountSheet.Of(state, poll)) is not { } sheet)
        {
            return;
        }

        var counter = new BallotCounter(sheet);
        foreach (var batch in sheet.Rows.Chunk(BatchCount))
        {
            var sequences = batch.Select(row => row.Sequence).ToList();
            var openings = await community.LoadSidesAsync(sequences, cancel);
            foreach (var entry in await community.LoadEntriesAsync(sequences, cancel))
            {
                counter.Add(entry, openings.SideOf(entry.Sequence));
            }
        }

        var request = new GetPollRequest { Name = community.Peek(state => Names.Of(state.Id, "polls", poll)) };
        await community.ExecuteAsync("", new DeclareResult(counter.Finish()), request, Caller.Ledger, Guid.Empty, cancel);
    }

    [LoggerMessage(30, LogLevel.Critical, "Poll {Poll} of {Ledger} cannot be counted")]
    private static partial void LogNotCounted(ILogger logger, string ledger, long poll, Exception failure);
}
