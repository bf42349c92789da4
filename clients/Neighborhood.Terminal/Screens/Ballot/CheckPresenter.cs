using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What a check of a ballot cast for somebody else found. The ballot itself is its voter's to see.</summary>
public sealed class CheckPresenter(Workspace workspace, Poll poll, BallotCheck check) : Presenter(workspace)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands => [];

    /// <inheritdoc/>
    public override Page Show(int width) => ReceiptText.Show(poll, check, Workspace.Words, width);
}
