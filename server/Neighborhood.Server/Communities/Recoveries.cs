using Grpc.Core;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.Domain.Residents;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Communities;

/// <summary>The recovery of an account in person: first on record in the community, then begun in the directory.</summary>
public sealed class Recoveries(LedgerCalls calls, ICodes codes)
{
    /// <summary>Makes the one-time code.</summary>
    public async Task<StartRecoveryResponse> StartAsync(StartRecoveryRequest request, ServerCallContext context)
    {
        var account = await calls.ExecuteAsync(request.Name, new NoteRecovery(), request, request.RequestId, context);
        var start = new StartRecovery(Names.CommunityIn(request.Name)!, account, codes);
        return (await calls.ExecuteAsync(await calls.DirectoryAsync(), start, request, request.RequestId, context)).Value!;
    }
}
