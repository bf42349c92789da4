using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The renovation menus of a community.</summary>
public sealed class MenusPresenter(Workspace workspace) : ListPresenter<RenovationMenu, string>(workspace, "")
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command(Keys.Enter, "command_open", () => Navigator.Open(new MenuPresenter(Workspace, Selected!)), WhenNothingSelected),
        .. Visitor.Has(Role.Staff) ? [new Command("n", "menus_new", New)] : ImmutableArray<Command>.Empty,
    ];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var (words, page) = (Workspace.Words, new PageWriter(width));
        page.Tell(words["menus_text"], Tone.Muted, indent: 1);
        foreach (var menu in State.Items)
        {
            var open = menu.Items.Count(item => item.Stage == RenovationItem.Types.Stage.Voting);
            page.Add(TableRow.Of(width, new Cell(MenuText.VersionOf(menu, words), 12, menu.Version == 0 ? Tone.Warning : Tone.Good),
                new Cell(menu.Title, 0), new Cell(open == 0 ? "" : words.Say("menus_voting", open), 14, Tone.Accent),
                new Cell(words.Say("menus_items", menu.Items.Count), 10, Tone.Muted, IsRight: true),
                new Cell(Workspace.Moments.Brief(menu.PublishTime), 11, Tone.Muted)).At(menu.Name));
        }

        ListText.End(page, State, words);
        return page.Page(words["home_renovation"]);
    }

    /// <inheritdoc/>
    public override void Hear(WatchResponse happening)
    {
        if (happening.Resource.Contains("/menus/", StringComparison.Ordinal))
        {
            ReadAgain();
        }
    }

    /// <inheritdoc/>
    protected override string NameOf(RenovationMenu item) => item.Name;

    /// <inheritdoc/>
    protected override async Task<ListPage<RenovationMenu>> ReadPageAsync(string filter, string token, CancellationToken cancellation)
    {
        var request = new ListMenusRequest { Parent = Visitor.Community, PageToken = token };
        var read = await Server.Renovation.ListMenusAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        return new ListPage<RenovationMenu>(read.Menus, read.NextPageToken);
    }

    private void New() => Call(
        cancellation => MenuItemForm.MattersAsync(Workspace, cancellation), matters => MenuItemForm.Create(Workspace, matters));
}
