using System.Globalization;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1.Facts;
using Stage = Neighborhood.V1.RenovationItem.Types.Stage;

namespace Neighborhood.Domain.Renovation;

/// <summary>What the life of a poll does to the items that it is about, each as a fact of the ledger beside the poll's own.</summary>
internal static class ItemPolls
{
    /// <summary>As the roll is sealed, so are the households and areas by which the cost is divided.</summary>
    public static Decision SealShares(this Decision opening, CommunityState state, PollInfo poll)
    {
        var places = new RollPlaces(state);
        var drafted = poll.DraftedFrom.ToDictionary(household => household.Id);
        foreach (var (menu, item) in Standing(state, poll).Where(link => Costs.OfOwners(link.Item.Content.Funding) > 0))
        {
            // An owners' roll was drawn from these households, objections included; another one from none.
            var households = places.In(item.Content.Places).Select(household => drafted.GetValueOrDefault(household.Id, household)).ToList();
            opening.Add(new Fact
            {
                SharesSealed = new()
                {
                    Menu = menu.Id,
                    Item = item.Content.Number,
                    Poll = poll.Id,
                    Households = { households.Select(household => household.Id) },
                    AreasCm2 = { households.Select(household => household.AreaCm2) },
                },
            });
        }

        return opening;
    }

    /// <summary>The result approves or rejects; counted again, it does so again. Work that has begun on an approved item goes on.</summary>
    public static Decision DecideItems(this Decision decision, CommunityState state, PollInfo poll, ResultDeclared declared)
    {
        foreach (var (menu, item) in Standing(state, poll))
        {
            var approved = item.Stage == Stage.InWork ? Stage.InWork : Stage.Approved;
            var stage = IsApproved(item, declared) ? approved : Stage.Rejected;
            decision.Add(new Fact { ItemDecided = new() { Menu = menu.Id, Item = item.Content.Number, Poll = poll.Id, Stage = stage } });
        }

        return decision;
    }

    /// <summary>How an item is called among the options of a budget.</summary>
    public static string OptionOf(ItemInfo item) => string.Create(CultureInfo.InvariantCulture, $"item-{item.Content.Number}");

    /// <summary>What sealing the shares of these items takes, in bytes, at the most: it has to stand in one segment with the opening.</summary>
    public static long SealedBytes(CommunityState state, IEnumerable<ItemInfo> items)
    {
        const int householdBytes = 15; // a number of at most five bytes and an area of at most ten
        var places = new RollPlaces(state);
        return items.Where(item => Costs.OfOwners(item.Content.Funding) > 0).Sum(item => (long)householdBytes * places.In(item.Content.Places).Count());
    }

    /// <summary>Of a vote on one item its result; of a budget whether the money reaches the item.</summary>
    private static bool IsApproved(ItemInfo item, ResultDeclared declared) => declared.Passed
        && (declared.Outcomes.Count == 0 || declared.Outcomes.Any(outcome => outcome.Passed && outcome.Winners.Contains(OptionOf(item))));

    /// <summary>A poll that no longer stands has decided nothing: the item can be put to the vote anew.</summary>
    public static Decision ReleaseItems(this Decision ended, CommunityState state, PollInfo poll)
    {
        foreach (var (menu, item) in Standing(state, poll))
        {
            ended.Add(new Fact { ItemReleased = new() { Menu = menu.Id, Item = item.Content.Number, Poll = poll.Id } });
        }

        return ended;
    }

    /// <summary>The items that this poll is the newest one on; what is finished or withdrawn is not touched any more.</summary>
    private static IEnumerable<(MenuInfo Menu, ItemInfo Item)> Standing(CommunityState state, PollInfo poll) =>
        state.Renovation.ItemsOf(poll.Id).Where(link => link.Item.Poll == poll.Id && link.Item.Stage is not (Stage.Finished or Stage.Withdrawn));
}
