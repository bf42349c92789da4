using Grpc.Core;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.Domain.Residents;
using Neighborhood.Ledger;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Communities;

/// <summary>Communities as the directory knows them: founded there, and filled in by their own ledgers.</summary>
public sealed class Founding(LedgerCalls calls, LedgerRouter router, ICodes codes)
{
    /// <summary>Registers a community, founds its ledger, and answers with the first staff member's invitation.</summary>
    public async Task<CreateCommunityResponse> CreateAsync(CreateCommunityRequest request, ServerCallContext context)
    {
        var registered = await calls.ExecuteAsync(await calls.DirectoryAsync(), new CreateCommunity(), request, request.RequestId, context);
        await router.Relay.DeliverAsync(registered.Value!, context.CancellationToken);
        return await calls.ReadAsync(Names.Community(registered.Value!), new GetFounding(codes), request, context);
    }

    /// <summary>The communities of the caller.</summary>
    public async Task<ListCommunitiesResponse> ListAsync(ListCommunitiesRequest request, ServerCallContext context)
    {
        var listed = await LedgerCalls.ReadAsync(await calls.DirectoryAsync(), new ListCommunities(), request, context);
        for (var i = 0; i < listed.Communities.Count; i++)
        {
            var get = new GetCommunityRequest { Name = listed.Communities[i].Name };
            listed.Communities[i] = await calls.ReadAsync(get.Name, new GetCommunity(), get, context);
        }

        return listed;
    }
}
