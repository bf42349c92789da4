using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Renovation;

/// <summary>Reads one published item.</summary>
public sealed class GetItem : IQuery<CommunityState, GetItemRequest, RenovationItem>
{
    /// <inheritdoc/>
    public Reading<RenovationItem> Read(QueryContext<CommunityState> context, GetItemRequest request) =>
        context.State.Item(request.Name) is null ? Refusal.NotFound("name") : RenovationView.Answer(context, request.Name);
}
