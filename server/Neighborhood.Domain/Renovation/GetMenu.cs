using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Renovation;

/// <summary>Reads one menu.</summary>
public sealed class GetMenu : IQuery<CommunityState, GetMenuRequest, RenovationMenu>
{
    /// <inheritdoc/>
    public Reading<RenovationMenu> Read(QueryContext<CommunityState> context, GetMenuRequest request) =>
        context.State.Menu(request.Name) is { } menu && RenovationView.Of(context, menu) is { } view ? view : Refusal.NotFound("name");
}
