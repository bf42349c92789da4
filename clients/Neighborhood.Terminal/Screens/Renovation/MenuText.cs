using Neighborhood.Terminal.Text;
using Neighborhood.V1;
using Stage = Neighborhood.V1.RenovationItem.Types.Stage;

namespace Neighborhood.Terminal.Screens;

/// <summary>The lines of a renovation menu.</summary>
public static class MenuText
{
    private const string DraftPrefix = "draft:";

    /// <summary>The published items by class; for staff below them what is being written.</summary>
    public static Page Show(MenuState state, Words words, Moments moments, int width)
    {
        var page = new PageWriter(width);
        if (state.Menu is not { } menu)
        {
            page.Say(" " + words["list_reading"], Tone.Muted);
            return page.Page(words["home_renovation"]);
        }

        page.Tell(menu.Title, Tone.Title, indent: 1);
        page.Say(" " + VersionOf(menu, words) + (menu.PublishTime is null ? "" : " · " + moments.At(menu.PublishTime)), Tone.Muted);
        var mine = menu.Items.Where(item => item.Stage is not (Stage.Rejected or Stage.Withdrawn)).Sum(CostText.MineFen);
        if (menu.Items.Any(item => item.MyShares.Count > 0))
        {
            page.Say(" " + words.Say("menu_mine", Amounts.Money(mine)), Tone.Accent);
        }

        foreach (var group in menu.Items.GroupBy(item => item.Class).OrderBy(group => group.Key))
        {
            page.Heading($" {words.Of(group.Key)}{words["rule_colon"]}{words[HintOf(group.Key)]}");
            foreach (var item in group)
            {
                page.Add(RowOf(item, words, width));
            }
        }

        Draft(page, menu, words, width);
        return page.Page(words["home_renovation"]);
    }

    /// <summary>"第 2 版", and whether there is a draft of the next.</summary>
    public static string VersionOf(RenovationMenu menu, Words words) => menu.Version == 0
        ? words["menu_unpublished"]
        : words.Say("menu_version", menu.Version) + (menu.Draft is null ? "" : " · " + words["menu_has_draft"]);

    /// <summary>What staff are writing: the draft, or before there is one the published items.</summary>
    public static IReadOnlyList<RenovationItemDraft> DraftOf(RenovationMenu menu) => menu.Draft is { } draft ? draft.Items :
    [
        .. menu.Items.Select(item => new RenovationItemDraft
        {
            Name = item.Name,
            Class = item.Class,
            Title = item.Title,
            Meaning = item.Meaning,
            Funding = item.Funding,
            Places = { item.Places },
            Matter = item.Matter,
        }),
    ];

    /// <summary>The names of the 提升 items that a budget may be put to the vote on.</summary>
    public static IEnumerable<string> ForBudget(RenovationMenu menu) => menu.Items
        .Where(item => item is { Class: ItemClass.Enhancement, Stage: Stage.Published or Stage.Rejected })
        .Select(item => item.Name);

    /// <summary>How a line of the draft is known from that of the published item.</summary>
    public static string DraftItem(RenovationItemDraft draft) => DraftPrefix + draft.Name;

    /// <summary>The tone of a stage.</summary>
    public static Tone ToneOf(Stage stage) => stage switch
    {
        Stage.Voting or Stage.InWork => Tone.Accent,
        Stage.Approved or Stage.Announced or Stage.Finished => Tone.Good,
        Stage.Rejected => Tone.Bad,
        Stage.Withdrawn => Tone.Muted,
        _ => Tone.Normal,
    };

    private static string HintOf(ItemClass kind) => kind switch
    {
        ItemClass.Basic => "class_basic",
        ItemClass.Improvement => "class_improvement",
        ItemClass.Enhancement => "class_enhancement",
        _ => "value_unknown",
    };

    private static Line RowOf(RenovationItem item, Words words, int width)
    {
        var mine = item.MyShares.Count == 0 || !CostText.IsShared(item.Funding) ? "" : words.Say("menu_my_share", Amounts.Money(CostText.MineFen(item)));
        return TableRow.Of(width, new Cell(words.Of(item.Stage), 12, ToneOf(item.Stage)), new Cell(item.Title, 0),
            new Cell(Amounts.Money(item.CostFen), 15, Tone.Normal, IsRight: true), new Cell(mine, 20, Tone.Accent, IsRight: true)).At(item.Name);
    }

    private static void Draft(PageWriter page, RenovationMenu menu, Words words, int width)
    {
        if (menu.Draft is not { } draft)
        {
            return;
        }

        page.Heading(" " + words.Say("menu_draft_of", menu.Version + 1));
        page.Tell(words["menu_draft_text"], Tone.Muted, indent: 1);
        foreach (var item in draft.Items)
        {
            page.Add(TableRow.Of(width, new Cell(words.Of(item.Class), 12, Tone.Muted), new Cell(item.Title, 0),
                new Cell(Amounts.Money(CostText.TotalOf(item.Funding)), 15, Tone.Normal, IsRight: true), new Cell("", 20)).At(DraftItem(item)));
        }
    }
}
