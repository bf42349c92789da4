using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>Who chose what in a poll that was announced as open and is decided.</summary>
public sealed class OpeningsPresenter(Workspace workspace, Poll poll) : ListPresenter<PublishedBallot, string>(workspace, poll.Name)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands => [];

    /// <inheritdoc/>
    public override Page Show(int width) => OpeningsText.Show(State, poll, Visitor.Resident, Workspace.Words, width);

    /// <inheritdoc/>
    protected override string NameOf(PublishedBallot item) => $"{item.Ordinal}";

    /// <inheritdoc/>
    protected override async Task<ListPage<PublishedBallot>> ReadPageAsync(string filter, string token, CancellationToken cancellation)
    {
        var read = await Server.Polls.ListOpeningsAsync(
            new ListOpeningsRequest { Parent = filter, PageToken = token }, cancellationToken: cancellation).ConfigureAwait(false);
        return new ListPage<PublishedBallot>(read.Openings.Zip(read.Voters, PublishedBallot.Of), read.NextPageToken);
    }
}
