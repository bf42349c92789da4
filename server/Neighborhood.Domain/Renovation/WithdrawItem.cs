using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using Stage = Neighborhood.V1.RenovationItem.Types.Stage;

namespace Neighborhood.Domain.Renovation;

/// <summary>Takes an item off, with a reason on record. A poll on it has to be called off first, by its own rules.</summary>
public sealed class WithdrawItem : ICommand<CommunityState, WithdrawItemRequest, RenovationItem>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, WithdrawItemRequest request)
    {
        if (context.State.Item(request.Name) is not var (menu, item))
        {
            return Refusal.NotFound("name");
        }

        if (Says.Something("reason", request.Reason) is { } silent)
        {
            return silent;
        }

        return item.Stage is Stage.Voting or Stage.Finished or Stage.Withdrawn ? Refusal.WrongState(item.Stage) : Decision.Of(new Fact
        {
            ItemWithdrawn = new() { Menu = menu.Id, Item = item.Content.Number, Reason = request.Reason.Trim(), ByResident = context.Me().Id },
        });
    }

    /// <inheritdoc/>
    public Reading<RenovationItem> Answer(QueryContext<CommunityState> context, WithdrawItemRequest request, IReadOnlyList<Entry> made) =>
        RenovationView.Answer(context, request.Name);
}
