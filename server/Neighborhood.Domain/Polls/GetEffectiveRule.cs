using Neighborhood.Domain.Core;
using Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>Shows the rule that governs a matter here and now, or that a poll pins, with where each of its terms comes from.</summary>
public sealed class GetEffectiveRule : IQuery<CommunityState, GetEffectiveRuleRequest, EffectiveRule>
{
    /// <inheritdoc/>
    public Reading<EffectiveRule> Read(QueryContext<CommunityState> context, GetEffectiveRuleRequest request)
    {
        if (context.State.Poll(request.Name) is { } poll)
        {
            return Reading.Of(EffectiveRuleView.Of(poll.Pack));
        }

        if (!context.State.Owns(request.Name) || request.Name != Names.Community(context.State.Id))
        {
            return Refusal.NotFound("name");
        }

        return context.State.Rules.Effective(request.Matter, context.NowMicros) is { } rule
            ? Reading.Of(EffectiveRuleView.Of(rule))
            : new Refusal(ErrorReason.MatterUnknown, "matter");
    }
}
