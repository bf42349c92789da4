using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>A renovation menu: its items by class with state, cost and own share; staff write its next version here.</summary>
public sealed class MenuPresenter(Workspace workspace, string name) : Presenter<MenuState>(workspace, new MenuState(name, null))
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command(Keys.Enter, "command_open", Open, When(Selected is null, "disabled_nothing_selected")),
        new Command("p", "menu_poll", () => Navigator.Open(new PollPresenter(Workspace, Item!.Poll)),
            When(Item is not { Poll.Length: > 0 }, "disabled_no_poll")),
        .. StaffCommands(),
    ];

    private RenovationItem? Item => State.Menu?.Items.FirstOrDefault(item => item.Name == Selected);

    private string? NotRead => When(State.Menu is null, "list_reading");

    /// <inheritdoc/>
    public override Page Show(int width) => MenuText.Show(State, Workspace.Words, Workspace.Moments, width);

    /// <inheritdoc/>
    public override void Read() => Call(
        cancellation => Server.Renovation.GetMenuAsync(new GetMenuRequest { Name = State.Name }, cancellationToken: cancellation).ResponseAsync,
        read => Set(state => state with { Menu = read }));

    /// <inheritdoc/>
    public override void Hear(WatchResponse happening)
    {
        if (happening.Resource == State.Name)
        {
            ReadAgain();
        }
    }

    private ImmutableArray<Command> StaffCommands() => !Visitor.Has(Role.Staff) ? [] :
    [
        new Command("n", "menu_add", () => Write((menu, matters) => MenuItemForm.Write(Workspace, menu, MenuText.DraftOf(menu).Count, matters)), NotRead),
        new Command("e", "menu_edit", () => Write((menu, matters) => MenuItemForm.Write(Workspace, menu, Chosen, matters)),
            NotRead ?? When(Chosen < 0, "disabled_nothing_selected")),
        new Command("x", "menu_drop", Drop, NotRead ?? When(Chosen < 0 || State.Menu!.Draft is null, "disabled_no_draft_item")),
        new Command("v", "menu_budget",
            () => Call(cancellation => MenuItemForm.AllMattersAsync(Workspace, cancellation), packs => BudgetForm.Open(Workspace, State.Menu!, packs)),
            NotRead ?? When(MenuText.ForBudget(State.Menu!).Count() < 2, "disabled_no_budget_items")),
        new Command("b", "menu_publish", Publish, NotRead ?? When(State.Menu!.Draft is null, "disabled_no_draft")),
    ];

    /// <summary>The selected item's place in what staff are writing; negative where none is selected.</summary>
    private int Chosen => State.Menu is null ? -1 : MenuText.DraftOf(State.Menu).ToList().FindIndex(draft => Selected == draft.Name
        || Selected == MenuText.DraftItem(draft));

    private void Open()
    {
        if (Item is not null)
        {
            Navigator.Open(new ItemPresenter(Workspace, Selected!));
            return;
        }

        Write((menu, matters) => MenuItemForm.Write(Workspace, menu, Chosen, matters));
    }

    private void Write(Action<RenovationMenu, ImmutableArray<RulePack>> open) =>
        Call(cancellation => MenuItemForm.MattersAsync(Workspace, cancellation), matters => open(State.Menu!, matters));

    private void Drop()
    {
        var (menu, at) = (State.Menu!, Chosen);
        var request = new UpdateMenuRequest { Name = menu.Name, Title = menu.Draft.Title, Etag = menu.Etag };
        request.Items.AddRange(menu.Draft.Items.Where((_, index) => index != at));
        Call(cancellation => Server.Renovation.UpdateMenuAsync(request, cancellationToken: cancellation).ResponseAsync,
            read => Set(state => state with { Menu = read }));
    }

    private void Publish()
    {
        var menu = State.Menu!;
        Navigator.Open(ConfirmPresenter.For(
            Workspace, "menu_publish",
            [new Confirmation(words => words.Say("menu_publish_text", menu.Draft.Title, menu.Version + 1, menu.Draft.Items.Count)),
                new Confirmation(words => words["menu_publish_frozen"], Tone.Warning)],
            "command_publish",
            cancellation => Server.Renovation.PublishMenuAsync(
                new PublishMenuRequest { Name = menu.Name, Etag = menu.Etag }, cancellationToken: cancellation).ResponseAsync,
            _ => Navigator.Back()));
    }
}
