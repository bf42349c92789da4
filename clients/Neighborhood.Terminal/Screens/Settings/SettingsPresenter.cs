using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The settings of a community, which its staff change.</summary>
public sealed class SettingsPresenter(Workspace workspace) : Presenter<SettingsState>(workspace, new SettingsState(null))
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command("e", "settings_edit", () => SettingsForm.Open(Workspace, State.Community!),
            When(!Visitor.Has(Role.Staff), "disabled_not_staff") ?? When(State.Community is null, "list_reading")),
    ];

    /// <inheritdoc/>
    public override Page Show(int width) => SettingsText.Show(State, Workspace.Words, Workspace.Moments, width);

    /// <inheritdoc/>
    public override void Read()
    {
        var request = new GetCommunityRequest { Name = Visitor.Community };
        Call(cancellation => Server.Communities.GetCommunityAsync(request, cancellationToken: cancellation).ResponseAsync,
            read => Set(_ => new SettingsState(read)));
    }

    /// <inheritdoc/>
    public override void Hear(WatchResponse happening)
    {
        if (happening.Kind == WatchResponse.Types.Kind.CommunityChanged)
        {
            ReadAgain();
        }
    }
}
