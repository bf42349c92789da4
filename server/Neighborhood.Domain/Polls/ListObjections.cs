using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>Lists objections, oldest first: all for staff, for others their own.</summary>
public sealed class ListObjections : IQuery<CommunityState, ListObjectionsRequest, ListObjectionsResponse>
{
    /// <inheritdoc/>
    public Reading<ListObjectionsResponse> Read(QueryContext<CommunityState> context, ListObjectionsRequest request)
    {
        if (context.State.Poll(request.Parent) is not { } poll)
        {
            return Refusal.NotFound("parent");
        }

        var (me, isStaff) = (context.Me().Id, context.Has(Roles.Staff));
        ObjectionInfo[] visible = [.. poll.Objections.Values.Where(objection => isStaff || objection.Objector == me)];
        var size = Paging.Size(request.PageSize, PollLimits.ObjectionsPageCount, PollLimits.ObjectionsPageMaxCount);
        if (Paging.Page(visible, $"objections:{request.Parent}", request.PageToken, size, objection => objection.Id) is not { } page)
        {
            return new Refusal(ErrorReason.InvalidPageToken, "page_token");
        }

        Reading<Objection>[] shown = [.. page.Items.Select(objection => ObjectionView.Of(context.State, poll, objection))];
        return Reading.All(shown, objections => new ListObjectionsResponse { Objections = { objections }, NextPageToken = page.NextToken });
    }
}
