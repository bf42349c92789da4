using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Renovation;

/// <summary>Replaces the draft of a menu; of one that is published, the draft of its next version.</summary>
public sealed class UpdateMenu : ICommand<CommunityState, UpdateMenuRequest, RenovationMenu>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, UpdateMenuRequest request)
    {
        if (context.State.Menu(request.Name) is not { } menu)
        {
            return Refusal.NotFound("name");
        }

        return (Etag.Check(request.Etag, menu.Changed) ?? Says.Something("title", request.Title)) is { } unfit
            ? unfit
            : CreateMenu.Drafted(context, menu, request.Title, request.Items);
    }

    /// <inheritdoc/>
    public Reading<RenovationMenu> Answer(QueryContext<CommunityState> context, UpdateMenuRequest request, IReadOnlyList<Entry> made) =>
        RenovationView.Answer(context, made[0].Fact.MenuDrafted.Menu);
}
