using Neighborhood.Domain.Core;

namespace Neighborhood.Domain.Renovation;

/// <summary>How menus and items are named and found.</summary>
internal static class RenovationNames
{
    /// <summary>The menu of this name, or null.</summary>
    public static MenuInfo? Menu(this CommunityState state, string name) =>
        state.Owns(name) ? state.Renovation.Find(Names.IdIn(name, "menus")) : null;

    /// <summary>The published item of this name with its menu, or null.</summary>
    public static (MenuInfo Menu, ItemInfo Item)? Item(this CommunityState state, string name)
    {
        var (id, number) = Names.IdsIn(name, "menus", "items");
        return state.Owns(name) && state.Renovation.Find(id) is { } menu && menu.Find(number) is { } item ? (menu, item) : null;
    }

    /// <summary>communities/{community}/menus/{menu}/items/{item}; empty for item 0.</summary>
    public static string ItemName(this CommunityState state, long menu, long item) => Names.Of(state.Id, "menus", menu, "items", item);
}
