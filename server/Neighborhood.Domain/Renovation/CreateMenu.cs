using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Renovation;

/// <summary>Drafts a menu.</summary>
public sealed class CreateMenu : ICommand<CommunityState, CreateMenuRequest, RenovationMenu>
{
    /// <inheritdoc/>
    public Decision Decide(CommandContext<CommunityState> context, CreateMenuRequest request)
    {
        if (request.Parent != Names.Community(context.State.Id))
        {
            return Refusal.NotFound("parent");
        }

        if (Says.Something("title", request.Title) is { } untitled)
        {
            return untitled;
        }

        if (context.State.Renovation.All.Count >= RenovationLimits.MenusCount)
        {
            return Refusal.With(ErrorReason.LimitExceeded, "limit", RenovationLimits.MenusCount);
        }

        return Drafted(context, new MenuInfo(0), request.Title, request.Items);
    }

    /// <inheritdoc/>
    public Reading<RenovationMenu> Answer(QueryContext<CommunityState> context, CreateMenuRequest request, IReadOnlyList<Entry> made) =>
        RenovationView.Answer(context, made[0].Sequence);

    /// <summary>A draft of a menu, new or known.</summary>
    internal static Decision Drafted(CommandContext<CommunityState> context, MenuInfo menu, string title, IReadOnlyList<RenovationItemDraft> drafts)
    {
        var (items, fault) = MenuContent.Read(context, menu, drafts);
        if (fault is not null)
        {
            return fault;
        }

        var drafted = new MenuDrafted { Menu = menu.Id, Title = title.Trim(), Items = { items }, ByResident = context.Me().Id };
        if (drafted.CalculateSize() > RenovationLimits.MenuBytes)
        {
            return Refusal.With(ErrorReason.LimitExceeded, "limit", RenovationLimits.MenuBytes, "items");
        }

        return IsUnchanged(menu, drafted) ? new Refusal(ErrorReason.NothingChanged) : Decision.Of(new Fact { MenuDrafted = drafted });
    }

    private static bool IsUnchanged(MenuInfo menu, MenuDrafted drafted)
    {
        var (title, items) = menu.Draft is { } draft ? (draft.Title, draft.Items.AsEnumerable()) : (menu.Title, menu.Items.Select(item => item.Content));
        return title == drafted.Title && items.SequenceEqual(drafted.Items);
    }
}
