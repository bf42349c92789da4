using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Papers;

/// <summary>Puts on record that papers were handed in. Only what is on record before the close may be entered after it.</summary>
public sealed class ReturnPapers : ICommand<CommunityState, ReturnPapersRequest, PaperCount>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, ReturnPapersRequest request)
    {
        if (context.State.Poll(request.Parent) is not { } poll)
        {
            return Refusal.NotFound("parent");
        }

        if (!poll.TakesBallots(context.NowMicros))
        {
            return CastBallot.NotOpen(poll, context.NowMicros);
        }

        if (request.Papers.Count is 0 or > PaperLimits.NamedCount)
        {
            return Refusal.With(ErrorReason.LimitExceeded, "limit", PaperLimits.NamedCount, "papers");
        }

        var serials = new SortedSet<long>();
        foreach (var name in request.Papers)
        {
            if (context.State.Paper(name) is not ({ } of, { } paper) || of != poll)
            {
                return Refusal.NotFound("papers");
            }

            if (paper.State != PaperState.Issued)
            {
                return PaperRefusals.WrongState(paper, "papers");
            }

            serials.Add(paper.Serial);
        }

        return Decision.Of(new Fact { PaperReturned = new() { Poll = poll.Id, Serials = { serials }, ByResident = context.Me().Id } });
    }

    /// <inheritdoc/>
    public Reading<PaperCount> Answer(QueryContext<CommunityState> context, ReturnPapersRequest request, IReadOnlyList<Entry> made) =>
        Reading.Of(PaperView.CountOf(context.State.Poll(request.Parent)!));
}
