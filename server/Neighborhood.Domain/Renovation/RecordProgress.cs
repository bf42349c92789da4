using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using Stage = Neighborhood.V1.RenovationItem.Types.Stage;

namespace Neighborhood.Domain.Renovation;

/// <summary>Puts on record that the work on an item has begun, how it goes, or that it is done.</summary>
public sealed class RecordProgress : ICommand<CommunityState, RecordProgressRequest, RenovationItem>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, RecordProgressRequest request)
    {
        if (context.State.Item(request.Name) is not var (menu, item))
        {
            return Refusal.NotFound("name");
        }

        if (request.Stage is not (Stage.InWork or Stage.Finished))
        {
            return Refusal.BadField("stage", FieldProblem.UnknownValue);
        }

        var isNext = item.Stage == Stage.InWork || (request.Stage == Stage.InWork && item.Stage is (Stage.Announced or Stage.Approved));
        if (!isNext)
        {
            return Refusal.WrongState(item.Stage);
        }

        return item.History.Length < RenovationLimits.HistoryCount || request.Stage == Stage.Finished
            ? Decision.Of(new Fact
            {
                ItemProgressed = new()
                {
                    Menu = menu.Id,
                    Item = item.Content.Number,
                    Stage = request.Stage,
                    Note = request.Note.Trim(),
                    ByResident = context.Me().Id,
                },
            })
            : Refusal.With(ErrorReason.LimitExceeded, "limit", RenovationLimits.HistoryCount);
    }

    /// <inheritdoc/>
    public Reading<RenovationItem> Answer(QueryContext<CommunityState> context, RecordProgressRequest request, IReadOnlyList<Entry> made) =>
        RenovationView.Answer(context, request.Name);
}
