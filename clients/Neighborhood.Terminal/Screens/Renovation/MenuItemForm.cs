using System.Collections.Immutable;
using Neighborhood.Terminal.Commands;
using Neighborhood.Terminal.Forms;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The form in which staff write an item of a menu; with the first one they make the menu.</summary>
public static class MenuItemForm
{
    /// <summary>The rules under which owners decide, for the matter to be chosen from.</summary>
    public static async Task<ImmutableArray<RulePack>> MattersAsync(Workspace workspace, CancellationToken cancellation) =>
        [.. (await AllMattersAsync(workspace, cancellation).ConfigureAwait(false)).Where(pack => pack.Electorate == Electorate.Owners)];

    /// <summary>The rules of all electorates.</summary>
    public static async Task<ImmutableArray<RulePack>> AllMattersAsync(Workspace workspace, CancellationToken cancellation)
    {
        var request = new ListRulePacksRequest { Parent = workspace.Visitor.Community };
        var read = await workspace.Server.Polls.ListRulePacksAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        return [.. read.RulePacks.Where(pack => pack.Matters.Count > 0)];
    }

    /// <summary>Makes a menu with its first item.</summary>
    public static void Create(Workspace workspace, ImmutableArray<RulePack> packs)
    {
        var title = new Field("title", "field_menu_title") { IsRequired = true, MaxLength = 100 };
        var fields = FieldsOf(0, new RenovationItemDraft { Class = ItemClass.Basic, Funding = new Funding() }, packs);
        workspace.Navigator.Open(new FormPresenter(workspace, "menus_new", [title, .. fields], async (form, cancellation) =>
        {
            var request = new CreateMenuRequest { Parent = workspace.Visitor.Community, Title = form["title"], Items = { DraftOf(form, 0, "") } };
            var menu = await workspace.Server.Renovation.CreateMenuAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return () =>
            {
                workspace.Navigator.Back();
                workspace.Navigator.Open(new MenuPresenter(workspace, menu.Name));
            };
        })
        { SendLabel = "command_save_draft", Introduction = words => words["menu_item_text"] });
    }

    /// <summary>Writes one item of the draft: a known one, or one behind the last.</summary>
    public static void Write(Workspace workspace, RenovationMenu menu, int index, ImmutableArray<RulePack> packs)
    {
        var items = MenuText.DraftOf(menu);
        var draft = index < items.Count ? items[index] : new RenovationItemDraft { Class = ItemClass.Basic, Funding = new Funding() };
        workspace.Navigator.Open(new FormPresenter(workspace, "menu_item", FieldsOf(index, draft, packs), async (form, cancellation) =>
        {
            var request = new UpdateMenuRequest { Name = menu.Name, Title = menu.Draft?.Title ?? menu.Title, Etag = menu.Etag };
            request.Items.AddRange([.. items.Take(index), DraftOf(form, index, draft.Name), .. items.Skip(index + 1)]);
            await workspace.Server.Renovation.UpdateMenuAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
            return workspace.Navigator.Back;
        })
        { SendLabel = "command_save_draft", Introduction = words => words["menu_item_text"] });
    }

    private static ImmutableArray<Field> FieldsOf(int index, RenovationItemDraft draft, ImmutableArray<RulePack> packs) =>
    [
        Fields.Choice(At(index, "class"), "field_item_class", draft.Class),
        new Field(At(index, "title"), "field_item_title") { Value = draft.Title, IsRequired = true, MaxLength = 100 },
        Fields.LongText(At(index, "meaning"), "field_item_meaning", 1000, isRequired: false) with { Value = draft.Meaning },
        Money(index, "government_fen", "funding_government", draft.Funding.GovernmentFen),
        Money(index, "owners_fen", "funding_owners", draft.Funding.OwnersFen),
        Money(index, "maintenance_fund_fen", "funding_maintenance_fund", draft.Funding.MaintenanceFundFen),
        Money(index, "enterprise_fen", "funding_enterprise", draft.Funding.EnterpriseFen),
        new Field(At(index, "places"), "field_item_places") { Value = Typed(draft.Places), MaxLength = 1000, Hint = "hint_item_places" },
        new Field(At(index, "matter"), "field_matter", FieldKind.Choice)
        {
            Value = draft.Matter,
            Hint = "hint_item_matter",
            Choices =
            [
                new FieldChoice("", words => words["item_no_matter"]),
                .. packs.SelectMany(pack => pack.Matters.Select(matter => new FieldChoice(matter.Id, words => LabelOf(matter, pack, words)))),
            ],
        },
    ];

    private static Field Money(int index, string part, string label, long fen) => new(At(index, $"funding.{part}"), label)
    {
        Value = fen == 0 ? "" : $"{fen / 100}.{fen % 100:00}",
        Check = text => Fields.ParseYuan(text) is null ? "form_not_money" : null,
        Hint = "hint_yuan",
    };

    private static RenovationItemDraft DraftOf(FormState form, int index, string name)
    {
        return new RenovationItemDraft
        {
            Name = name,
            Class = Enum.Parse<ItemClass>(form[At(index, "class")]),
            Title = form[At(index, "title")],
            Meaning = form[At(index, "meaning")],
            Funding = new Funding
            {
                GovernmentFen = Fen("government_fen"),
                OwnersFen = Fen("owners_fen"),
                MaintenanceFundFen = Fen("maintenance_fund_fen"),
                EnterpriseFen = Fen("enterprise_fen"),
            },
            Places = { form[At(index, "places")].Split([',', '，', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(MenuFiles.PlaceOf) },
            Matter = form[At(index, "matter")],
        };

        long Fen(string part) => Fields.ParseYuan(form[At(index, $"funding.{part}")]) ?? 0;
    }

    /// <summary>As the server names the field where it refuses it.</summary>
    private static string At(int index, string field) => $"items[{index}].{field}";

    private static string Typed(IEnumerable<BuildingPlace> places) =>
        string.Join(", ", places.Select(place => place.Unit.Length == 0 ? place.Building : $"{place.Building}/{place.Unit}"));

    /// <summary>A matter with the rule that governs it.</summary>
    public static string LabelOf(Matter matter, RulePack pack, Words words) =>
        words.IsChinese ? $"{matter.Text}（{pack.TitleZh}）" : $"{matter.TextEn} ({pack.TitleEn})";
}
