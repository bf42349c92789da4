using Neighborhood.Domain.Core;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>Lists the cities' layers there are, and the rules of procedure adopted here.</summary>
public sealed class ListRuleLayers : IQuery<CommunityState, ListRuleLayersRequest, ListRuleLayersResponse>
{
    /// <inheritdoc/>
    public Reading<ListRuleLayersResponse> Read(QueryContext<CommunityState> context, ListRuleLayersRequest request)
    {
        var state = context.State;
        return state.Owns(request.Parent)
            ? Reading.Of(new ListRuleLayersResponse
            {
                Layers =
                {
                    RulePacks.Cities.Select(layer => RuleLayerView.Of(layer, layer == state.Rules.City)),
                    state.Rules.Adopted.Select(adopted => RuleLayerView.Of(state, adopted, context.NowMicros)),
                },
            })
            : Refusal.NotFound("parent");
    }
}
