using Neighborhood.Domain.Core;
using Neighborhood.Domain.Polls;
using Neighborhood.V1;

namespace Neighborhood.Domain.Papers;

/// <summary>The reconciliation of a poll's papers.</summary>
public sealed class GetPaperCount : IQuery<CommunityState, GetPaperCountRequest, PaperCount>
{
    /// <inheritdoc/>
    public Reading<PaperCount> Read(QueryContext<CommunityState> context, GetPaperCountRequest request) =>
        context.State.Poll(request.Name) is { } poll ? Reading.Of(PaperView.CountOf(poll)) : Refusal.NotFound("name");
}
