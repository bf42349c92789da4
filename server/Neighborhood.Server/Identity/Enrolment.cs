using Grpc.Core;
using Neighborhood.Domain;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.Domain.Residents;
using Neighborhood.Ledger;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Identity;

/// <summary>How people get accounts: the first operator, invited residents, and those whose account staff recovered.</summary>
public sealed class Enrolment(
    LedgerCalls calls, LedgerRouter router, SessionStore sessions, PasswordHasher passwords, SignInThrottle throttle, Operators operators, ServerKeys keys)
{
    /// <summary>The one-time code of the first operator.</summary>
    public string OperatorCode => keys.CodeFor("operator", LedgerId.Directory.Name, 0);

    /// <summary>Makes the first operator.</summary>
    public async Task<Session> BootstrapAsync(BootstrapOperatorRequest request, ServerCallContext context)
    {
        Throttle(context, "operator");
        var hash = await passwords.HashAsync(request.Password, "password", context.CancellationToken);
        var directory = await calls.DirectoryAsync();
        var account = await CountFailuresAsync(context, "operator", () =>
            calls.ExecuteAsync(directory, new BootstrapOperator(keys.HashOf(OperatorCode), hash), request, request.RequestId, context));
        operators.Set(directory.Peek(state => state.Accounts.Values.Where(known => known.IsOperator && !known.Erased).Select(known => known.Id).ToList()));
        return await sessions.BeginAsync(account);
    }

    /// <summary>Whom a code invites where.</summary>
    public async Task<FoundInvitation> LookUpAsync(LookUpInvitationRequest request, ServerCallContext context)
    {
        Throttle(context, "invitation");
        return await CountFailuresAsync(context, "invitation", async () =>
        {
            var (community, hash) = await FindAsync(request.Code);
            return new Outcome<FoundInvitation>(await LedgerCalls.ReadAsync(community, new LookUpInvitation(hash), request, context), null);
        });
    }

    /// <summary>Uses an invitation and begins a session; a repeat of the request gives another session of the same account.</summary>
    public async Task<Session> RedeemAsync(RedeemInvitationRequest request, ServerCallContext context)
    {
        Throttle(context, "invitation");
        var account = await CountFailuresAsync(context, "invitation", () => RedeemOnceAsync(request, context));

        // Whoever joins from here is known here: guesses in the same building do not keep them out when they come back.
        if (request.UserName.Length > 0)
        {
            await throttle.SucceedAsync(request.UserName, context.GetHttpContext().Connection.RemoteIpAddress);
        }

        return await sessions.BeginAsync(account);
    }

    /// <summary>Sets the password of a recovered account and ends its sessions.</summary>
    public async Task<Session> CompleteRecoveryAsync(CompleteRecoveryRequest request, ServerCallContext context)
    {
        Throttle(context, "recovery");
        var hash = await passwords.HashAsync(request.Password, "password", context.CancellationToken);
        var directory = await calls.DirectoryAsync();
        var account = await CountFailuresAsync(context, "recovery", () =>
            calls.ExecuteAsync(directory, new CompleteRecovery(hash), request, request.RequestId, context));
        await sessions.RevokeAllAsync(account);
        foreach (var community in directory.Peek(state => state.Account(account)!.Communities))
        {
            await router.Relay.DeliverAsync(community, context.CancellationToken);
        }

        return await sessions.BeginAsync(account);
    }

    private async Task<Outcome<long>> RedeemOnceAsync(RedeemInvitationRequest request, ServerCallContext context)
    {
        var (community, hash) = await FindAsync(request.Code);
        var known = community.Peek(state => state.Residents.ByCodeHash(hash));

        // A redeemed one goes on to the directory all the same: it may be a repeat, which has its answer there.
        if (known is not { Redeemed: true })
        {
            await LedgerCalls.ReadAsync(community, new LookUpInvitation(hash), new LookUpInvitationRequest { Code = request.Code }, context);
        }

        var passwordHash = RpcCall.Of(context).Caller.Account == 0 ? await passwords.HashAsync(request.Password, "password", context.CancellationToken) : "";
        var id = community.Peek(state => state.Id);
        var outcome = await calls.ExecuteAsync(
            await calls.DirectoryAsync(), new RedeemInvitation(id, known!.Id, passwordHash), request, request.RequestId, context);
        await router.Relay.DeliverAsync(id, context.CancellationToken);
        return outcome;
    }

    private async Task<(Ledger<CommunityState> Community, byte[] Hash)> FindAsync(string typed)
    {
        var code = InvitationCode.Parse(typed) ?? throw Invalid();
        var directory = await calls.DirectoryAsync();
        var id = directory.Peek(state => state.CommunityNumbered(code.Community))?.Id;
        return (await router.CommunityAsync(id) ?? throw Invalid(), keys.HashOf(code.Secret));
    }

    private static RpcException Invalid() => ErrorTable.ToException(new Refusal(ErrorReason.InvitationInvalid, "code"));

    private void Throttle(ServerCallContext context, string what)
    {
        if (throttle.Check(what, context.GetHttpContext().Connection.RemoteIpAddress) is { } tooFast)
        {
            throw ErrorTable.ToException(tooFast);
        }
    }

    private async Task<T> CountFailuresAsync<T>(ServerCallContext context, string what, Func<Task<Outcome<T>>> attempt)
    {
        try
        {
            return (await attempt()).Value!;
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.FailedPrecondition)
        {
            throttle.Fail(what, context.GetHttpContext().Connection.RemoteIpAddress);
            throw;
        }
    }
}
