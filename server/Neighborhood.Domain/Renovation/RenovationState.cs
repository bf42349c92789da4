using System.Collections.Immutable;
using Neighborhood.Domain.Core;
using Neighborhood.V1.Facts;
using Stage = Neighborhood.V1.RenovationItem.Types.Stage;

namespace Neighborhood.Domain.Renovation;

/// <summary>Renovation menus, folded from facts.</summary>
public sealed class RenovationState
{
    private readonly SortedDictionary<long, MenuInfo> _menus = [];
    private readonly SortedDictionary<long, ImmutableArray<(long Menu, long Item)>> _byPoll = [];

    /// <summary>All menus, by id.</summary>
    public IReadOnlyDictionary<long, MenuInfo> All => _menus;

    /// <summary>A menu, or null.</summary>
    public MenuInfo? Find(long id) => _menus.GetValueOrDefault(id);

    /// <summary>The items that a poll is or was about.</summary>
    public IEnumerable<(MenuInfo Menu, ItemInfo Item)> ItemsOf(long poll) =>
        _byPoll.GetValueOrDefault(poll, []).Select(link => (_menus[link.Menu], _menus[link.Menu].Find(link.Item)!));

    internal void Apply(Entry entry)
    {
        var fact = entry.Fact;
        switch (fact.KindCase)
        {
            case Fact.KindOneofCase.MenuDrafted:
                Draft(fact.MenuDrafted, entry.Sequence);
                break;
            case Fact.KindOneofCase.MenuPublished:
                Publish(fact.MenuPublished, entry);
                break;
            case Fact.KindOneofCase.ItemAnnounced:
                var announced = fact.ItemAnnounced;
                Change(announced.Menu, announced.Item, item =>
                    (item with { Announced = announced }).After(entry, Stage.Announced, announced.ByResident, announced.Note));
                break;
            case Fact.KindOneofCase.ItemPutToVote:
                PutToVote(fact.ItemPutToVote, entry);
                break;
            case Fact.KindOneofCase.SharesSealed:
                Change(fact.SharesSealed.Menu, fact.SharesSealed.Item, item => item with { Sealed = fact.SharesSealed });
                break;
            case Fact.KindOneofCase.ItemDecided:
                var decided = fact.ItemDecided;
                Change(decided.Menu, decided.Item, item => item.After(entry, decided.Stage, poll: decided.Poll));
                break;
            case Fact.KindOneofCase.ItemReleased:
                var released = fact.ItemReleased;
                Change(released.Menu, released.Item, item =>
                    (item with { Poll = 0, Sealed = null }).After(entry, Stage.Published, poll: released.Poll));
                break;
            case Fact.KindOneofCase.ItemProgressed:
                var progressed = fact.ItemProgressed;
                Change(progressed.Menu, progressed.Item, item => item.After(entry, progressed.Stage, progressed.ByResident, progressed.Note));
                break;
            case Fact.KindOneofCase.ItemWithdrawn:
                var withdrawn = fact.ItemWithdrawn;
                Change(withdrawn.Menu, withdrawn.Item, item => item.After(entry, Stage.Withdrawn, withdrawn.ByResident, withdrawn.Reason));
                break;
            default:
                throw new UnknownFactException(entry.Sequence);
        }
    }

    private void Draft(MenuDrafted drafted, long sequence)
    {
        var id = drafted.Menu == 0 ? sequence : drafted.Menu;
        var menu = _menus.GetValueOrDefault(id) ?? new MenuInfo(id);
        _menus[id] = menu with
        {
            Draft = drafted,
            Changed = sequence,
            NextItem = drafted.Items.Select(item => item.Number + 1).Append(menu.NextItem).Max(),
        };
    }

    private void Publish(MenuPublished published, Entry entry)
    {
        var menu = _menus[published.Menu];
        var isPublished = published.Published.ToHashSet();
        _menus[menu.Id] = menu with
        {
            Title = published.Title,
            Version = published.Version,
            PublishedMicros = entry.TimeMicros,
            PublishedBy = published.ByResident,
            Items = [.. published.Items.Select(ItemOf)],
            Draft = null,
            Changed = entry.Sequence,
        };

        ItemInfo ItemOf(MenuItem content)
        {
            var before = menu.Find(content.Number) ?? new ItemInfo(content, Stage.Published);
            return isPublished.Contains(content.Number)
                ? (before with { Content = content, Poll = 0, Sealed = null }).After(entry, Stage.Published, published.ByResident)
                : before;
        }
    }

    private void PutToVote(ItemPutToVote put, Entry entry)
    {
        _byPoll[put.Poll] = _byPoll.GetValueOrDefault(put.Poll, []).Add((put.Menu, put.Item));
        Change(put.Menu, put.Item, item =>
            (item with { Poll = put.Poll, Sealed = null }).After(entry, Stage.Voting, put.ByResident, poll: put.Poll));
    }

    private void Change(long id, long number, Func<ItemInfo, ItemInfo> change)
    {
        var menu = _menus[id];
        var item = menu.Find(number)!;
        _menus[id] = menu with { Items = menu.Items.Replace(item, change(item)) };
    }
}

/// <summary>How an item goes on.</summary>
internal static class ItemEvents
{
    /// <summary>The item with what an entry did to it.</summary>
    public static ItemInfo After(this ItemInfo item, Entry entry, Stage stage, long by = 0, string note = "", long poll = 0) => item with
    {
        Stage = stage,
        History = item.History.Add(new(entry.Sequence, entry.TimeMicros, stage, by, note, poll)),
    };
}
