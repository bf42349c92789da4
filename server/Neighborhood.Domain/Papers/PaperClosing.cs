using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Papers;

/// <summary>When the count of papers is finished: with the last one that was handed in, or when the time to enter them is over.</summary>
internal static class PaperClosing
{
    /// <summary>Adds the reconciliation where the poll is over and this decision settles the last paper.</summary>
    /// <param name="decision">Counts or spoils one paper that came back.</param>
    /// <param name="poll">The poll before it.</param>
    /// <param name="nowMicros">Ledger time.</param>
    /// <param name="finished">The numbers after it.</param>
    public static Decision Finishing(this Decision decision, PollInfo poll, long nowMicros, PaperCountFinished finished) =>
        nowMicros >= poll.ClosesAtMicros && finished.Uncounted == 0 ? decision.Add(new Fact { PaperCountFinished = finished }) : decision;
}
