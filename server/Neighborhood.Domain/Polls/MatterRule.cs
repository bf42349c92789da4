using Neighborhood.Domain.Core;
using Neighborhood.Rules.Statutes;
using Neighborhood.V1;

namespace Neighborhood.Domain.Polls;

/// <summary>Finds the rule that governs what is to be decided. The pack says which matters are its own; a caller may repeat that and not change it.</summary>
internal static class MatterRule
{
    /// <summary>The effective rule and the matter, or why there is none.</summary>
    public static (Rules.Statutes.RulePack? Rule, string Matter, Refusal? Refusal) Of(RuleBook rules, AnnouncePollRequest request, long nowMicros)
    {
        var today = RuleBook.Today(nowMicros);
        if (request.Matter.Length == 0 && request.RulePack.Length == 0)
        {
            return Refused(new Refusal(ErrorReason.MatterRequired, "matter"));
        }

        var governing = RulePacks.FindByMatter(request.Matter, today);
        if (request.Matter.Length > 0 && governing is null)
        {
            return Refused(new Refusal(ErrorReason.MatterUnknown, "matter"));
        }

        var named = request.RulePack.Length == 0 ? governing : RulePacks.FindInForce(request.RulePack, today);
        if (named is null || (request.RulePackVersion.Length > 0 && request.RulePackVersion != RulePackView.VersionOf(named.Version)))
        {
            return Refused(new Refusal(ErrorReason.RulePackUnknown, "rule_pack"));
        }

        if (governing is not null && governing != named)
        {
            return Refused(Refusal.With(ErrorReason.MatterHasOtherRule, "rule_pack", governing.Id, "rule_pack"));
        }

        var matter = request.Matter.Length > 0 ? request.Matter : named.Matters is [var only] ? only.Id : "";
        return matter.Length == 0
            ? Refused(Refusal.With(ErrorReason.MatterRequired, "matters", string.Join(' ', named.Matters.Select(known => known.Id)), "matter"))
            : (rules.Effective(matter, nowMicros), matter, null);
    }

    private static (Rules.Statutes.RulePack? Rule, string Matter, Refusal? Refusal) Refused(Refusal refusal) => (null, "", refusal);
}
