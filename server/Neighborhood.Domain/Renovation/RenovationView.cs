using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Renovation;

/// <summary>Menus and items as the contract shows them.</summary>
internal static class RenovationView
{
    /// <summary>The menu as this caller sees it, or null where it is a draft and the caller not staff.</summary>
    public static Reading<RenovationMenu>? Of(QueryContext<CommunityState> context, MenuInfo menu)
    {
        var (state, isStaff) = (context.State, context.Has(Roles.Staff));
        if (menu.Version == 0 && !isStaff)
        {
            return null;
        }

        var places = new RollPlaces(state);
        var view = new RenovationMenu
        {
            Name = Names.Of(state.Id, "menus", menu.Id),
            Title = menu.Version == 0 ? menu.Draft!.Title : menu.Title,
            Version = menu.Version,
            PublishTime = Times.TimestampOrNull(menu.PublishedMicros),
            PublishedBy = menu.PublishedBy == 0 ? null : state.Person(menu.PublishedBy),
            Etag = Etag.Of(menu.Changed),
            Draft = isStaff && menu.Draft is { } draft ? DraftOf(state, menu, draft) : null,
        };
        return Reading.All([.. menu.Items.Select(item => Of(context, places, menu, item))], items => new RenovationMenu(view) { Items = { items } });
    }

    /// <summary>The menu as an answer to whoever changed it.</summary>
    public static Reading<RenovationMenu> Answer(QueryContext<CommunityState> context, long menu) => Of(context, context.State.Renovation.Find(menu)!)!;

    /// <summary>The item as an answer to whoever changed it.</summary>
    public static Reading<RenovationItem> Answer(QueryContext<CommunityState> context, string name)
    {
        var (menu, item) = context.State.Item(name)!.Value;
        return Of(context, new RollPlaces(context.State), menu, item);
    }

    /// <summary>The item with the caller's own shares, which are divided outside the mailbox.</summary>
    private static Reading<RenovationItem> Of(QueryContext<CommunityState> context, RollPlaces places, MenuInfo menu, ItemInfo item)
    {
        var (state, content) = (context.State, item.Content);
        var shares = ItemShares.Of(places, item);
        var mine = shares.RowsOf(state, state.Me(context.Caller)?.Households ?? []);
        var view = new RenovationItem
        {
            Name = state.ItemName(menu.Id, content.Number),
            Class = content.Class,
            Title = content.Title,
            Meaning = content.Meaning,
            Funding = content.Funding,
            CostFen = Costs.Of(content.Funding),
            Places = { content.Places },
            Matter = content.Matter,
            Stage = item.Stage,
            StartsAt = item.Announced is null ? null : Times.Timestamp(item.Announced.StartsMicros),
            EndsAt = item.Announced is null ? null : Times.Timestamp(item.Announced.EndsMicros),
            Poll = Names.Of(state.Id, "polls", item.Poll),
            Households = shares.Households.Length,
            AreaCm2 = shares.TotalCm2,
            Sealed = shares.IsSealed,
            History = { item.History.Select(happened => Of(state, happened)) },
        };
        return Reading.Of([], _ => new RenovationItem(view) { MyShares = { shares.Rendered(content.Funding, mine) } });
    }

    private static StageChange Of(CommunityState state, ItemEvent happened) => new()
    {
        Stage = happened.Stage,
        Time = Times.Timestamp(happened.TimeMicros),
        Note = happened.Note,
        By = happened.By == 0 ? null : state.Person(happened.By),
        Sequence = happened.Sequence,
        Poll = Names.Of(state.Id, "polls", happened.Poll),
    };

    private static MenuDraft DraftOf(CommunityState state, MenuInfo menu, MenuDrafted draft) => new()
    {
        Title = draft.Title,
        Items =
        {
            draft.Items.Select(item => new RenovationItemDraft
            {
                Name = state.ItemName(menu.Id, item.Number),
                Class = item.Class,
                Title = item.Title,
                Meaning = item.Meaning,
                Funding = item.Funding,
                Places = { item.Places },
                Matter = item.Matter,
            }),
        },
    };
}
