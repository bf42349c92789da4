using Neighborhood.Domain.Core;
using Neighborhood.V1;
using State = Neighborhood.V1.Proposal.Types.State;

namespace Neighborhood.Domain.Proposals;

/// <summary>Proposals, newest first, a page at a time. Drafts are listed among the caller's own alone.</summary>
public sealed class ListProposals : IQuery<CommunityState, ListProposalsRequest, ListProposalsResponse>
{
    /// <inheritdoc/>
    public Reading<ListProposalsResponse> Read(QueryContext<CommunityState> context, ListProposalsRequest request)
    {
        if (MayNot(context, request) is { } refusal)
        {
            return refusal;
        }

        if (Page(context, request) is not { } page)
        {
            return new Refusal(ErrorReason.InvalidPageToken, "page_token");
        }

        return Reading.All([.. page.Items.Select(place => ProposalView.Of(context, context.State.Proposals.Find(place.Id)!))],
            items => new ListProposalsResponse { Proposals = { items }, NextPageToken = page.NextToken });
    }

    private static Refusal? MayNot(QueryContext<CommunityState> context, ListProposalsRequest request)
    {
        if (request.Parent != Names.Community(context.State.Id))
        {
            return Refusal.NotFound("parent");
        }

        if (!Enum.IsDefined(request.State))
        {
            return Refusal.BadField("state", FieldProblem.UnknownValue);
        }

        return Enum.IsDefined(request.Category) ? null : Refusal.BadField("category", FieldProblem.UnknownValue);
    }

    private static (IReadOnlyList<ProposalPlace> Items, string NextToken)? Page(QueryContext<CommunityState> context, ListProposalsRequest request)
    {
        var proposals = context.State.Proposals;
        var me = context.Me().Id;
        var (list, whose) = request.Mine ? (proposals.By(me), me) : (proposals.Published, 0);
        return Paging.Page(
            list,
            $"proposals:{context.State.Id}:{request.State}:{request.Category}:{whose}",
            request.PageToken,
            Paging.Size(request.PageSize, standard: 20, maximum: 100),
            place => place.Id,
            place => Matches(proposals.Find(place.Id)!, request));
    }

    private static bool Matches(ProposalInfo proposal, ListProposalsRequest request) =>
        (request.State == State.Unspecified || request.State == proposal.State)
        && (request.Category == Category.Unspecified || request.Category == proposal.Current.Category);
}
