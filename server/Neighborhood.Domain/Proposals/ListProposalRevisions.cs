using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Proposals;

/// <summary>The versions of a proposal, oldest first; those from before its publication for its author alone.</summary>
public sealed class ListProposalRevisions : IQuery<CommunityState, ListProposalRevisionsRequest, ListProposalRevisionsResponse>
{
    /// <inheritdoc/>
    public Reading<ListProposalRevisionsResponse> Read(QueryContext<CommunityState> context, ListProposalRevisionsRequest request)
    {
        if (context.Proposal(request.Name) is not { } proposal)
        {
            return Refusal.NotFound("name");
        }

        var versions = proposal.VersionsFor(context.Me().Id);
        return Reading.Of([.. versions.Select(version => version.Sequence)],
            texts => new ListProposalRevisionsResponse { Revisions = { versions.Select(version => ViewOf(version, texts)) } });
    }

    private static ProposalRevision ViewOf(ProposalVersion version, ITexts texts)
    {
        var words = texts.TextOf(version.Sequence);
        return new ProposalRevision
        {
            Revision = version.Number,
            Title = words.Title,
            Request = words.Request,
            Place = words.Place,
            Text = words.Text,
            Category = version.Category,
            CostFen = version.CostFen,
            Time = Times.Timestamp(version.TimeMicros),
        };
    }
}
