using Grpc.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.Domain.Residents;
using Neighborhood.Ledger;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Identity;

/// <summary>What an account is and what is held about it, gathered from the directory and its communities.</summary>
public sealed class MyData(LedgerCalls calls, LedgerRouter router)
{
    /// <summary>The caller's account and memberships.</summary>
    public async Task<Me> GetMeAsync(GetMeRequest request, ServerCallContext context)
    {
        var mine = await LedgerCalls.ReadAsync(await calls.DirectoryAsync(), new GetMe(), request, context);
        foreach (var id in mine.Communities)
        {
            if (await router.CommunityAsync(id) is { } community
                && await LedgerCalls.ReadAsync(community, new GetMembership(), request, context) is { } membership)
            {
                mine.Me.Memberships.Add(membership);
            }
        }

        return mine.Me;
    }
}
