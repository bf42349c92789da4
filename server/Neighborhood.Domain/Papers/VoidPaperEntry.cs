using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Papers;

/// <summary>Takes back the first entry of a paper, with a reason: two people enter it anew. What was sealed is erased.</summary>
public sealed class VoidPaperEntry : ICommand<CommunityState, VoidPaperEntryRequest, Paper>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, VoidPaperEntryRequest request)
    {
        if (context.State.Paper(request.Name) is not ({ } poll, { } paper))
        {
            return Refusal.NotFound("name");
        }

        if (Says.Something("reason", request.Reason) is { } silent)
        {
            return silent;
        }

        if (!poll.TakesPapers(context.NowMicros))
        {
            return Refusal.WrongState(poll.State);
        }

        if (paper.State != PaperState.Entered)
        {
            return PaperRefusals.WrongState(paper, "name");
        }

        var (commitment, side) = context.Commit(new WrittenText { Text = request.Reason.Trim() });
        var voided = new PaperEntryVoided { Poll = poll.Id, Serial = paper.Serial, ByResident = context.Me().Id, Reason = commitment };
        var decision = Decision.Of(new Fact { PaperEntryVoided = voided }, side);
        decision.SideErasures.Add(paper.Entry);
        return decision;
    }

    /// <inheritdoc/>
    public Reading<Paper> Answer(QueryContext<CommunityState> context, VoidPaperEntryRequest request, IReadOnlyList<Entry> made) =>
        PaperView.Answer(context, request.Name);
}
