using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

/// <summary>The people of a community in the order in which they were recorded; those who left are among them, those who were erased are not.</summary>
public sealed class ListResidents : IQuery<CommunityState, ListResidentsRequest, ListResidentsResponse>
{
    /// <inheritdoc/>
    public Reading<ListResidentsResponse> Read(QueryContext<CommunityState> context, ListResidentsRequest request)
    {
        var state = context.State;
        var role = AccessTable.Of(request.Role);
        List<ResidentInfo> all = [.. state.Residents.All.Values.Where(resident => !resident.Erased && resident.Roles.HasFlag(role))];
        var size = Paging.Size(request.PageSize, 50, 200);
        if (Paging.Page(all, $"residents:{state.Id}:{request.Role}", request.PageToken, size, resident => resident.Id) is not { } page)
        {
            return new Refusal(ErrorReason.InvalidPageToken, "page_token");
        }

        return Reading.Of(new ListResidentsResponse
        {
            Residents = { page.Items.Select(resident => ResidentView.Of(state, context.Caller, resident)) },
            NextPageToken = page.NextToken,
            TotalSize = all.Count,
        });
    }
}
