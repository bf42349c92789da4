using System.Collections.Immutable;
using Neighborhood.Terminal.Text;

namespace Neighborhood.Terminal.Shell;

/// <summary>The help of a screen, printed from its table of commands.</summary>
public sealed class HelpPresenter(Workspace workspace, ImmutableArray<Command> commands) : Presenter(workspace)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands => [];

    /// <inheritdoc/>
    public override Page Show(int width) => HelpText.Show(commands, Workspace.Words, width);
}
