using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using Stage = Neighborhood.V1.RenovationItem.Types.Stage;

namespace Neighborhood.Domain.Renovation;

/// <summary>Announces when a 基础 item is done.</summary>
public sealed class AnnounceItem : ICommand<CommunityState, AnnounceItemRequest, RenovationItem>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, AnnounceItemRequest request)
    {
        if (context.State.Item(request.Name) is not var (menu, item))
        {
            return Refusal.NotFound("name");
        }

        if (item.Content.Class != ItemClass.Basic)
        {
            return Refusal.BadField("name", FieldProblem.OtherItemClass);
        }

        if (item.Stage != Stage.Published)
        {
            return Refusal.WrongState(item.Stage);
        }

        return Times.Micros(request.StartsAt) is not { } starts
            ? Refusal.BadField("starts_at", FieldProblem.NotATime)
            : Announced(context, request, menu, item, starts);
    }

    /// <inheritdoc/>
    public Reading<RenovationItem> Answer(QueryContext<CommunityState> context, AnnounceItemRequest request, IReadOnlyList<Entry> made) =>
        RenovationView.Answer(context, request.Name);

    private static Decision Announced(CommandContext<CommunityState> context, AnnounceItemRequest request, MenuInfo menu, ItemInfo item, long starts)
    {
        var latest = context.NowMicros + RenovationLimits.AheadMicros;
        if (Times.Micros(request.EndsAt) is not { } ends)
        {
            return Refusal.BadField("ends_at", FieldProblem.NotATime);
        }

        if (ends > latest)
        {
            return Refusal.BadField("ends_at", FieldProblem.TooLate, ("latest", latest));
        }

        return starts > ends ? Refusal.BadField("starts_at", FieldProblem.TooLate, ("latest", ends)) : Decision.Of(new Fact
        {
            ItemAnnounced = new()
            {
                Menu = menu.Id,
                Item = item.Content.Number,
                StartsMicros = starts,
                EndsMicros = ends,
                Note = request.Note.Trim(),
                ByResident = context.Me().Id,
            },
        });
    }
}
