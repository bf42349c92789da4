using Neighborhood.Domain.Core;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;
using Neighborhood.V1.Facts;
using MenuItem = Neighborhood.V1.Facts.MenuItem;

namespace Neighborhood.Domain.Renovation;

/// <summary>
/// What a menu may say. What owners pay they decide, so an item that is only announced costs them nothing; and what was put to the vote, approved or begun
/// stays as it was published.
/// </summary>
internal static class MenuContent
{
    /// <summary>The items as they stand in a fact: published ones keep their numbers, new ones get the next.</summary>
    public static (MenuItem[] Items, Refusal? Refusal) Read(QueryContext<CommunityState> context, MenuInfo menu, IReadOnlyList<RenovationItemDraft> drafts)
    {
        var items = new List<MenuItem>();
        var next = menu.NextItem;
        foreach (var draft in drafts)
        {
            var number = draft.Name.Length == 0 ? next++ : NumberOf(context.State, menu, draft.Name);
            if (number == 0)
            {
                return ([], Refusal.NotFound(Path(items.Count, "name")));
            }

            if (items.Exists(item => item.Number == number))
            {
                return ([], Refusal.BadField(Path(items.Count, "name"), FieldProblem.NamedTwice));
            }

            items.Add(ItemOf(number, draft));
        }

        MenuItem[] read = [.. items];
        return Check(context, menu, read) is { } fault ? ([], fault) : (read, null);
    }

    /// <summary>Why these items cannot be the menu's next version, or null.</summary>
    public static Refusal? Check(QueryContext<CommunityState> context, MenuInfo menu, IReadOnlyList<MenuItem> items)
    {
        var places = new RollPlaces(context.State);
        for (var index = 0; index < items.Count; index++)
        {
            if (Fault(context, places, items[index]) is { } fault)
            {
                return fault with { Field = Path(index, fault.Field!) };
            }

            if (menu.Find(items[index].Number) is { TakesMore: false } item && !item.Content.Equals(items[index]))
            {
                return Refusal.BadField(Path(index, "name"), FieldProblem.ItemIsFixed);
            }
        }

        var left = menu.Items.FirstOrDefault(item => items.All(kept => kept.Number != item.Content.Number));
        return left is null ? null : Refusal.BadField("items", FieldProblem.ItemLeftOut, ("detail", left.Content.Title));
    }

    private static Refusal? Fault(QueryContext<CommunityState> context, RollPlaces places, MenuItem item)
    {
        if (item.Class is not (ItemClass.Basic or ItemClass.Improvement or ItemClass.Enhancement))
        {
            return Refusal.BadField("class", FieldProblem.UnknownValue);
        }

        if (Says.Something("title", item.Title) is { } untitled)
        {
            return untitled;
        }

        if (FundingFault(item) is { } unfunded)
        {
            return unfunded;
        }

        return PlacesFault(places, item) ?? MatterFault(context, item);
    }

    private static Refusal? FundingFault(MenuItem item)
    {
        var funding = item.Funding;
        foreach (var (field, fen) in Costs.PartsOf(funding))
        {
            if (fen is < 0 or > DomainLimits.CostFen)
            {
                return Refusal.BadField($"funding.{field}", FieldProblem.OutOfRange, ("min", 0), ("max", DomainLimits.CostFen));
            }
        }

        if (Costs.Of(funding) == 0)
        {
            return Refusal.BadField("funding", FieldProblem.Required);
        }

        return item.Class == ItemClass.Basic && Costs.OfOwners(funding) > 0
            ? Refusal.BadField(funding.OwnersFen > 0 ? "funding.owners_fen" : "funding.maintenance_fund_fen", FieldProblem.OwnersPayUnasked)
            : null;
    }

    private static Refusal? PlacesFault(RollPlaces places, MenuItem item)
    {
        var seen = new HashSet<(string, string)>();
        for (var index = 0; index < item.Places.Count; index++)
        {
            var place = item.Places[index];
            if (!places.Has(place))
            {
                return Refusal.BadField($"places[{index}]", FieldProblem.UnknownPlace);
            }

            if (!seen.Add((place.Building, place.Unit)))
            {
                return Refusal.BadField($"places[{index}]", FieldProblem.NamedTwice);
            }
        }

        return Costs.OfOwners(item.Funding) > 0 && places.AreaOf(item.Places) == 0 ? Refusal.BadField("places", FieldProblem.NoAreaInScope) : null;
    }

    /// <summary>The law says of a matter who decides it and how; a 完善 item is of one that all owners decide together.</summary>
    private static Refusal? MatterFault(QueryContext<CommunityState> context, MenuItem item)
    {
        if (item.Class != ItemClass.Improvement)
        {
            return item.Matter.Length == 0 ? null : Refusal.BadField("matter", FieldProblem.OtherItemClass);
        }

        if (item.Matter.Length == 0)
        {
            return Refusal.BadField("matter", FieldProblem.Required);
        }

        if (context.State.Rules.Effective(item.Matter, context.NowMicros) is not { } rule)
        {
            return new Refusal(ErrorReason.MatterUnknown, "matter");
        }

        return rule.Electorate == ElectorateKind.Owners && rule.Interested == InterestedOwners.All
            ? null
            : Refusal.BadField("matter", FieldProblem.NotAMatterOfOwners);
    }

    private static long NumberOf(CommunityState state, MenuInfo menu, string name)
    {
        var (id, number) = Names.IdsIn(name, "menus", "items");
        var isKnown = menu.Find(number) is not null || menu.Draft?.Items.Any(item => item.Number == number) == true;
        return state.Owns(name) && id == menu.Id && isKnown ? number : 0;
    }

    private static MenuItem ItemOf(long number, RenovationItemDraft draft) => new()
    {
        Number = number,
        Class = draft.Class,
        Title = draft.Title.Trim(),
        Meaning = draft.Meaning.Trim(),
        Funding = draft.Funding ?? new Funding(),
        Places = { draft.Places.Select(place => new BuildingPlace { Building = place.Building.Trim(), Unit = place.Unit.Trim() }) },
        Matter = draft.Matter,
    };

    private static string Path(int index, string field) => $"items[{index}].{field}";
}
