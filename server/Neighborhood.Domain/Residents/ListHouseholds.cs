using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

/// <summary>The household roll, in the order of building, unit and room.</summary>
public sealed class ListHouseholds : IQuery<CommunityState, ListHouseholdsRequest, ListHouseholdsResponse>
{
    /// <inheritdoc/>
    public Reading<ListHouseholdsResponse> Read(QueryContext<CommunityState> context, ListHouseholdsRequest request)
    {
        var state = context.State;
        List<long> all = [.. state.Vault.HouseholdsInOrder];
        if (Paging.Page(all, $"households:{state.Id}", request.PageToken, Paging.Size(request.PageSize, 50, 200), id => id) is not { } page)
        {
            return new Refusal(ErrorReason.InvalidPageToken, "page_token");
        }

        return Reading.Of(new ListHouseholdsResponse
        {
            Households = { page.Items.Select(id => HouseholdView.Of(state, state.Residents.Households[id])) },
            NextPageToken = page.NextToken,
            TotalSize = all.Count,
        });
    }
}
