using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Demo;

/// <summary>Waits for what the ledger does by itself at its time.</summary>
internal static class PollWait
{
    // Beyond the time that stands on the poll, for a busy computer.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>The poll once it has come so far or further, or as it is when its time has long passed.</summary>
    public static async Task<Poll> ForAsync(NeighborhoodClient client, string name, Poll.Types.State state, TimeProvider clock, CancellationToken cancel)
    {
        while (true)
        {
            var poll = await client.Polls.GetPollAsync(new GetPollRequest { Name = name }, cancellationToken: cancel).ConfigureAwait(false);
            var due = (state == Poll.Types.State.Open ? poll.OpensAt : poll.ClosesAt).ToDateTimeOffset();
            if (poll.State >= state || clock.GetUtcNow() > due + Grace)
            {
                return poll;
            }

            await Task.Delay(Pause, clock, cancel).ConfigureAwait(false);
        }
    }
}
