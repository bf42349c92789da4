using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Papers;

/// <summary>Records that a paper is void, and why. Its reason may tell of a person, so it is kept as what people write is.</summary>
public sealed class SpoilPaper : ICommand<CommunityState, SpoilPaperRequest, Paper>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, SpoilPaperRequest request)
    {
        if (context.State.Paper(request.Name) is not ({ } poll, { } paper))
        {
            return Refusal.NotFound("name");
        }

        if (Says.Something("reason", request.Reason) is { } silent)
        {
            return silent;
        }

        if (!poll.TakesPapers(context.NowMicros) && poll.State != Poll.Types.State.Announced)
        {
            return Refusal.WrongState(poll.State);
        }

        if (paper.State is PaperState.Counted or PaperState.Spoiled)
        {
            return PaperRefusals.WrongState(paper, "name");
        }

        var (commitment, side) = context.Commit(new WrittenText { Text = request.Reason.Trim() });
        var spoiled = new PaperSpoiled { Poll = poll.Id, Serial = paper.Serial, ByResident = context.Me().Id, Reason = commitment };
        var decision = Decision.Of(new Fact { PaperSpoiled = spoiled }, side);
        if (paper.Entry != 0)
        {
            decision.SideErasures.Add(paper.Entry);
        }

        return paper.IsReturned ? decision.Finishing(poll, context.NowMicros, After(poll)) : decision;
    }

    /// <inheritdoc/>
    public Reading<Paper> Answer(QueryContext<CommunityState> context, SpoilPaperRequest request, IReadOnlyList<Entry> made) =>
        PaperView.Answer(context, request.Name);

    private static PaperCountFinished After(PollInfo poll)
    {
        var finished = poll.Papers!.Finished(poll.Id);
        finished.Spoiled++;
        finished.Uncounted--;
        return finished;
    }
}
