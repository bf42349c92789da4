using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>Everything held about the person, as the server tells it.</summary>
public sealed class ExportPresenter(Workspace workspace) : Presenter<ExportMyDataResponse>(workspace, new ExportMyDataResponse())
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands => [];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var page = new PageWriter(width);
        page.Tell(State.Json.Length == 0 ? Workspace.Words["list_reading"] : State.Json, indent: 1);
        return page.Page(Workspace.Words["account_export"]);
    }

    /// <inheritdoc/>
    public override void Read() => Call(
        cancellation => Server.Identity.ExportMyDataAsync(new ExportMyDataRequest(), cancellationToken: cancellation).ResponseAsync, data => Set(_ => data));
}
