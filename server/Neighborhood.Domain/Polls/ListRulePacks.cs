using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>Lists the statutes a poll can be announced under, all versions of each.</summary>
public sealed class ListRulePacks : IQuery<CommunityState, ListRulePacksRequest, ListRulePacksResponse>
{
    /// <inheritdoc/>
    public Reading<ListRulePacksResponse> Read(QueryContext<CommunityState> context, ListRulePacksRequest request) =>
        context.State.Owns(request.Parent)
            ? Reading.Of(new ListRulePacksResponse { RulePacks = { RulePackView.All } })
            : Refusal.NotFound("parent");
}
