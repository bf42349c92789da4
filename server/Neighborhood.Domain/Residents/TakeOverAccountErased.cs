using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

/// <summary>Whose account is erased is erased here too, even the last staff member: the right is the person's.</summary>
internal static class TakeOverAccountErased
{
    public static Decision Decide(CommandContext<CommunityState> context, OutboxItem item)
    {
        var state = context.State;
        // Whoever moved out and came back was recorded anew: the earlier record is about the same person.
        var account = item.Fact.AccountErased.Account;
        var records = state.Residents.All.Values.Where(resident => resident.Account == account && !resident.Erased).ToList();
        if (records.Count == 0)
        {
            return TakeOver.Refused(item, ErrorReason.NotFound);
        }

        var decision = new Decision();
        foreach (var resident in records)
        {
            decision.End(state, resident).Erase(context, resident, resident == records[^1] ? item.Sequence : 0);
        }

        return decision;
    }
}
