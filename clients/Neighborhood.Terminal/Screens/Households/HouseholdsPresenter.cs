using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>户册: the household roll.</summary>
public sealed class HouseholdsPresenter(Workspace workspace) : ListPresenter<Household, string>(workspace, workspace.Visitor.Community)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command(Keys.Enter, "command_open", () => Navigator.Open(new HouseholdPresenter(Workspace, Current!)), WhenNothingSelected),
        new Command("i", "roll_import", () => RollImportForm.Open(Workspace), When(!Visitor.Has(Role.Staff), "disabled_not_staff")),
    ];

    /// <inheritdoc/>
    public override Page Show(int width) => HouseholdsText.Show(State, Workspace.Words, width);

    /// <inheritdoc/>
    protected override string NameOf(Household item) => item.Name;

    /// <inheritdoc/>
    protected override async Task<ListPage<Household>> ReadPageAsync(string filter, string token, CancellationToken cancellation)
    {
        var read = await Server.Communities.ListHouseholdsAsync(
            new ListHouseholdsRequest { Parent = filter, PageToken = token }, cancellationToken: cancellation).ConfigureAwait(false);
        return new ListPage<Household>(read.Households, read.NextPageToken);
    }
}
