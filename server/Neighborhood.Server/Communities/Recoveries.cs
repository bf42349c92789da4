using Grpc.Core;
using Neighborhood.Domain;
using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.Domain.Residents;
using Neighborhood.Ledger;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Communities;

/// <summary>The recovery of an account in person: first on record in the community, then begun in the directory.</summary>
public sealed class Recoveries(LedgerCalls calls, LedgerRouter router, ICodes codes)
{
    /// <summary>Makes the one-time code.</summary>
    public async Task<StartRecoveryResponse> StartAsync(StartRecoveryRequest request, ServerCallContext context)
    {
        var community = await calls.CommunityAsync(request.Name);
        LedgerCalls.Authorize(community, context);
        var directory = await calls.DirectoryAsync();
        await RefuseBeyondAsync(community, directory, request, RpcCall.Of(context).Caller);

        var account = (await calls.ExecuteAsync(community, new NoteRecovery(), request, request.RequestId, context)).Value;
        var start = new StartRecovery(Names.CommunityIn(request.Name)!, account, codes);
        return (await calls.ExecuteAsync(directory, start, request, request.RequestId, context)).Value!;
    }

    // One account opens every community of its owner, so staff of one community would come to hold the keys of another, or of the server.
    private async Task RefuseBeyondAsync(
        Ledger<CommunityState> community, Ledger<DirectoryState> directory, StartRecoveryRequest request, Caller caller)
    {
        var account = community.Peek(state => state.Residents.Find(Names.IdIn(request.Name, "residents"))?.Account ?? 0);
        if (caller.IsOperator || directory.Peek(state => state.Account(account)) is not { } known)
        {
            return;
        }

        if (known.IsOperator || await known.Communities.ToAsyncEnumerable().AnyAsync(async (id, _) => await IsStaffAsync(id, account)))
        {
            throw ErrorTable.ToException(new Refusal(ErrorReason.RecoveryNeedsOperator));
        }
    }

    private async Task<bool> IsStaffAsync(string id, long account) => await router.CommunityAsync(id) is { } community
        && community.Peek(state => state.Residents.ByAccount(account) is { } resident && resident.Roles.HasFlag(Roles.Staff));
}
