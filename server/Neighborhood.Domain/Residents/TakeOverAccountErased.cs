using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.V1;

namespace Neighborhood.Domain.Residents;

/// <summary>Whose account is erased is erased here too, even the last staff member: the right is the person's.</summary>
internal static class TakeOverAccountErased
{
    public static Decision Decide(CommunityState state, OutboxItem item)
    {
        if (state.Residents.ByAccount(item.Fact.AccountErased.Account) is not { Erased: false } resident)
        {
            return TakeOver.Refused(item, ErrorReason.NotFound);
        }

        return new Decision().End(state, resident).Erase(resident, item.Sequence);
    }
}
