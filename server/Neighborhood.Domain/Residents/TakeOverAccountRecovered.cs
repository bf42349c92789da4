using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.V1;
using Neighborhood.V1.Facts;

namespace Neighborhood.Domain.Residents;

/// <summary>A recovered account does not vote for a while, so that nobody votes with somebody else's recovery.</summary>
internal static class TakeOverAccountRecovered
{
    public static Decision Decide(CommunityState state, OutboxItem item)
    {
        var recovered = item.Fact.AccountRecovered;
        if (state.Residents.ByAccount(recovered.Account) is null)
        {
            return TakeOver.Refused(item, ErrorReason.NotFound);
        }

        return Decision.Of(new Fact
        {
            VotingHoldSet = new VotingHoldSet
            {
                Account = recovered.Account,
                UntilMicros = recovered.HoldUntilMicros,
                SourceSequence = item.Sequence,
            },
        });
    }
}
