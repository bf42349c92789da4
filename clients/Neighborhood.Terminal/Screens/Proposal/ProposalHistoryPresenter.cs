using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The versions of a proposal, newest first.</summary>
public sealed class ProposalHistoryPresenter(Workspace workspace, string name)
    : ListPresenter<ProposalRevision, string>(workspace, name)
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
            page.Heading(" " + words.Say("proposal_revision", revision.Revision) + " · " + Workspace.Moments.At(revision.Time));
            page.Fact(" " + words["field_title"], revision.Title);
            page.Fact(" " + words["field_request"], revision.Request);
            page.Fact(" " + words["field_category"], words.Of(revision.Category));
            page.Fact(" " + words["field_place"], revision.Place.Length > 0 ? revision.Place : "–");
            page.Fact(" " + words["field_cost_fen"], Amounts.Money(revision.CostFen));
            page.Fact(" " + words["field_why"], revision.Text.Length > 0 ? revision.Text : "–");
        }

        ListText.End(page, State, words);
        return page.Page(words["proposal_history"]);
    }

    /// <inheritdoc/>
    protected override string NameOf(ProposalRevision item) => $"{item.Revision}";

    /// <inheritdoc/>
    protected override async Task<ListPage<ProposalRevision>> ReadPageAsync(string filter, string token, CancellationToken cancellation)
    {
        var read = await Server.Proposals.ListProposalRevisionsAsync(
            new ListProposalRevisionsRequest { Name = filter }, cancellationToken: cancellation).ConfigureAwait(false);
        return new ListPage<ProposalRevision>(read.Revisions.Reverse(), "");
    }
}
