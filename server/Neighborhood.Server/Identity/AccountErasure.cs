using Grpc.Core;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.Domain.Residents;
using Neighborhood.Ledger;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Identity;

/// <summary>The erasure of an account: decided in the directory, then taken over by every community of its owner.</summary>
public sealed class AccountErasure(LedgerCalls calls, LedgerRouter router, SessionStore sessions, PasswordHasher passwords)
{
    /// <summary>Erases, ends all sessions, and returns when every community has done its part.</summary>
    public async Task<EraseAccountResponse> EraseAsync(EraseAccountRequest request, ServerCallContext context)
    {
        var caller = RpcCall.Of(context).Caller;
        var directory = await calls.DirectoryAsync();
        var id = EraseAccount.Named(request, caller);
        if (id == caller.Account)
        {
            await CheckPasswordAsync(directory, request, context);
        }

        foreach (var community in directory.Peek(state => state.AccountFor(caller, id))?.Communities ?? [])
        {
            await RefuseLastStaffAsync(community, id);
        }

        var erased = await calls.ExecuteAsync(directory, new EraseAccount(id), request, request.RequestId, context);
        await sessions.RevokeAllAsync(id);
        foreach (var community in directory.Peek(state => state.Accounts[id].Communities))
        {
            await router.Relay.DeliverAsync(community, context.CancellationToken);
        }

        return erased.Value!;
    }

    private async Task CheckPasswordAsync(Ledger<DirectoryState> directory, EraseAccountRequest request, ServerCallContext context)
    {
        // Only whoever erases an account of their own owes a password, so the contract cannot require it.
        if (request.Password.Length == 0)
        {
            throw ErrorTable.ToException(Refusal.BadField("password", FieldProblem.Required));
        }

        var known = await LedgerCalls.ReadAsync(directory, new FindCredentials(), request, context);
        if (known is null || !await passwords.VerifyAsync(request.Password, known.PasswordHash, context.CancellationToken))
        {
            throw ErrorTable.ToException(new Refusal(ErrorReason.WrongCredentials, "password"));
        }
    }

    // Looked at before the directory decides. Where the last two erase themselves in the same moment neither is held back, for the right is
    // theirs; the operator then appoints new staff.
    private async Task RefuseLastStaffAsync(string id, long account)
    {
        if (await router.CommunityAsync(id) is { } community
            && community.Peek(state => state.Residents.ByAccount(account) is { } resident && state.IsLastStaff(resident)))
        {
            throw ErrorTable.ToException(Refusal.With(ErrorReason.LastStaff, "community", Names.Community(id)));
        }
    }
}
