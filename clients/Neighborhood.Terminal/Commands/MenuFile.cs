using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>A renovation menu as staff write it in a file; the examples of <c>seeds</c> have the same form.</summary>
public class MenuFile<TItem>
    where TItem : MenuFileItem
{
    /// <summary>The menu's title.</summary>
    public string Title { get; set; } = "";

    /// <summary>Its items, in order.</summary>
    public List<TItem> Items { get; set; } = [];
}

/// <summary>An item of a menu file. Amounts are in yuan.</summary>
public class MenuFileItem
{
    /// <summary>The number of an item that the menu has already; 0 for a new one.</summary>
    public long Item { get; set; }

    /// <summary>basic, improvement or enhancement.</summary>
    public string Class { get; set; } = "";

    /// <summary>What it is called.</summary>
    public string Title { get; set; } = "";

    /// <summary>What will be done, and what it means for those who live there.</summary>
    public string Meaning { get; set; } = "";

    /// <summary>财政补助</summary>
    public decimal GovernmentYuan { get; set; }

    /// <summary>业主分摊</summary>
    public decimal OwnersYuan { get; set; }

    /// <summary>维修资金</summary>
    public decimal MaintenanceFundYuan { get; set; }

    /// <summary>企业出资</summary>
    public decimal EnterpriseYuan { get; set; }

    /// <summary>Buildings such as 3, or units such as 3/1, spelt as on the roll; empty for the whole community.</summary>
    public List<string> Places { get; set; } = [];

    /// <summary>Of an improvement: the matter that the owners decide.</summary>
    public string Matter { get; set; } = "";
}

/// <summary>Reads menu files.</summary>
internal static class MenuFiles
{
    /// <summary>The menu of a file.</summary>
    /// <exception cref="UsageException">It cannot be used; the sentence says why.</exception>
    public static MenuFile<MenuFileItem> Read(Invocation run, string path)
    {
        var menu = YamlFile.Read<MenuFile<MenuFileItem>>(run.Phrases, path);
        return menu.Items.Select(Problem).FirstOrDefault(problem => problem is not null) is { } problem
            ? throw new UsageException(run.Phrases.Say("usage_content", $"{path}: {problem}"))
            : menu;
    }

    /// <summary>What makes an item unusable, naming the field as in the file; null for nothing.</summary>
    public static string? Problem(MenuFileItem item)
    {
        if (Choices.Find<ItemClass>(item.Class) is null)
        {
            return $"items, {item.Title}: class {item.Class} is none of basic, improvement, enhancement";
        }

        decimal[] parts = [item.GovernmentYuan, item.OwnersYuan, item.MaintenanceFundYuan, item.EnterpriseYuan];
        return Array.Exists(parts, yuan => yuan is < 0 or > 1_000_000_000_000m || decimal.Truncate(yuan * 100) != yuan * 100)
            ? $"items, {item.Title}: an amount is no sum of yuan with at most two decimals"
            : null;
    }

    /// <summary>The item as the contract has it.</summary>
    /// <param name="item">The item, without a problem.</param>
    /// <param name="menu">communities/{community}/menus/{menu}; empty where the menu is new.</param>
    public static RenovationItemDraft DraftOf(MenuFileItem item, string menu) => new()
    {
        Name = item.Item == 0 ? "" : $"{menu}/items/{item.Item}",
        Class = Choices.Find<ItemClass>(item.Class)!.Value,
        Title = item.Title,
        Meaning = item.Meaning.Trim(),
        Funding = new Funding
        {
            GovernmentFen = (long)(item.GovernmentYuan * 100),
            OwnersFen = (long)(item.OwnersYuan * 100),
            MaintenanceFundFen = (long)(item.MaintenanceFundYuan * 100),
            EnterpriseFen = (long)(item.EnterpriseYuan * 100),
        },
        Places = { item.Places.Select(PlaceOf) },
        Matter = item.Matter,
    };

    /// <summary>A building such as 3, or a unit such as 3/1.</summary>
    public static BuildingPlace PlaceOf(string typed) => typed.Split('/', 2, StringSplitOptions.TrimEntries) is [var building, var unit]
        ? new BuildingPlace { Building = building, Unit = unit }
        : new BuildingPlace { Building = typed.Trim() };
}
