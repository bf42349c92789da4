using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

/// <summary>The community with its settings and counts.</summary>
public sealed class GetCommunity : IQuery<CommunityState, GetCommunityRequest, Community>
{
    /// <inheritdoc/>
    public Reading<Community> Read(QueryContext<CommunityState> context, GetCommunityRequest request) => Reading.Of(CommunityView.Of(context.State));
}
