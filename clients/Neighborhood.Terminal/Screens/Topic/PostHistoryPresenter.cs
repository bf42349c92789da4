using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The versions of a post, newest first.</summary>
public sealed class PostHistoryPresenter(Workspace workspace, string name) : ListPresenter<Revision, string>(workspace, name)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands => [];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var words = Workspace.Words;
        var page = new PageWriter(width);
        foreach (var revision in State.Items)
        {
            page.Heading(" " + words.Say("proposal_revision", revision.Revision_) + " · " + Workspace.Moments.At(revision.Time));
            page.Tell(revision.Text.Length > 0 ? revision.Text : words["redacted"], revision.Text.Length > 0 ? Tone.Normal : Tone.Muted, indent: 2);
        }

        ListText.End(page, State, words);
        return page.Page(words["topic_history"]);
    }

    /// <inheritdoc/>
    protected override string NameOf(Revision item) => $"{item.Revision_}";

    /// <inheritdoc/>
    protected override async Task<ListPage<Revision>> ReadPageAsync(string filter, string token, CancellationToken cancellation)
    {
        var read = await Server.Discussions.ListPostRevisionsAsync(
            new ListPostRevisionsRequest { Name = filter }, cancellationToken: cancellation).ConfigureAwait(false);
        return new ListPage<Revision>(read.Revisions.Reverse(), "");
    }
}
