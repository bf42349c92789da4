using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

/// <summary>All invitations, newest first, without their codes.</summary>
public sealed class ListInvitations : IQuery<CommunityState, ListInvitationsRequest, ListInvitationsResponse>
{
    /// <inheritdoc/>
    public Reading<ListInvitationsResponse> Read(QueryContext<CommunityState> context, ListInvitationsRequest request)
    {
        var state = context.State;
        List<InvitationInfo> all = [.. state.Residents.Invitations.Values.Reverse()];
        if (Paging.Page(all, $"invitations:{state.Id}", request.PageToken, Paging.Size(request.PageSize, 50, 200), item => item.Id) is not { } page)
        {
            return new Refusal(ErrorReason.InvalidPageToken, "page_token");
        }

        return Reading.Of(new ListInvitationsResponse
        {
            Invitations = { page.Items.Select(invitation => Invitations.View(state, invitation, context.NowMicros)) },
            NextPageToken = page.NextToken,
        });
    }
}
