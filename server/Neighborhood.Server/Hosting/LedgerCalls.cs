using Google.Protobuf;
using Grpc.Core;
using Neighborhood.Domain;
using Neighborhood.Domain.Core;
using Neighborhood.Domain.Directory;
using Neighborhood.Ledger;
using Neighborhood.V1;

namespace Neighborhood.Server.Hosting;

/// <summary>The way of a request from a service to its ledger: find it, execute or read, translate a refusal.</summary>
public sealed class LedgerCalls(LedgerRouter router, SpaceGuard space)
{
    /// <summary>Executes a command on the community that a resource name names.</summary>
    public async Task<TResponse> ExecuteAsync<TRequest, TResponse>(
        string resource, ICommand<CommunityState, TRequest, TResponse> command, TRequest request, string requestId, ServerCallContext context)
        where TRequest : IMessage
    {
        var community = await CommunityAsync(resource);
        return Accept(await StartAsync(community, command, request, requestId, context)).Value!;
    }

    /// <summary>Executes a command on a ledger, and tells which facts it made.</summary>
    public async Task<Outcome<TResponse>> ExecuteAsync<TState, TRequest, TResponse>(
        Ledger<TState> ledger, ICommand<TState, TRequest, TResponse> command, TRequest request, string requestId, ServerCallContext context)
        where TState : class, ILedgerState, new()
        where TRequest : IMessage => Accept(await StartAsync(ledger, command, request, requestId, context));

    /// <summary>Answers a query on the community that a resource name names.</summary>
    public async Task<TResponse> ReadAsync<TRequest, TResponse>(
        string resource, IQuery<CommunityState, TRequest, TResponse> query, TRequest request, ServerCallContext context)
        where TRequest : IMessage => Accept(await StartAsync(await CommunityAsync(resource), query, request, context)).Value!;

    /// <summary>Answers a query on a ledger.</summary>
    public static async Task<TResponse> ReadAsync<TState, TRequest, TResponse>(
        Ledger<TState> ledger, IQuery<TState, TRequest, TResponse> query, TRequest request, ServerCallContext context)
        where TState : class, ILedgerState, new()
        where TRequest : IMessage => Accept(await StartAsync(ledger, query, request, context)).Value!;

    /// <summary>The community of a resource name. One that does not exist looks like one that is not the caller's.</summary>
    public async ValueTask<Ledger<CommunityState>> CommunityAsync(string resource) =>
        await router.CommunityAsync(Names.CommunityIn(resource)) ?? throw ErrorTable.ToException(Refusal.NotFound("name"));

    /// <summary>The directory.</summary>
    public Task<Ledger<DirectoryState>> DirectoryAsync() => router.DirectoryAsync();

    /// <summary>Refuses an rpc to whoever may not call it, where no operation does or something is read before it.</summary>
    public static void Authorize(Ledger<CommunityState> community, ServerCallContext context)
    {
        var call = RpcCall.Of(context);
        if (community.Peek(state => state.Authorize(call.Caller, call.Rpc)) is { } refusal)
        {
            throw ErrorTable.ToException(refusal);
        }
    }

    /// <summary>The answer, or the refusal as an exception.</summary>
    public static Outcome<T> Accept<T>(Outcome<T> outcome) => outcome.Refusal is { } refusal ? throw ErrorTable.ToException(refusal) : outcome;

    // Not async: every call comes through here, and each layer that waits costs it.
    private Task<Outcome<TResponse>> StartAsync<TState, TRequest, TResponse>(
        Ledger<TState> ledger, ICommand<TState, TRequest, TResponse> command, TRequest request, string requestId, ServerCallContext context)
        where TState : class, ILedgerState, new()
        where TRequest : IMessage
    {
        var call = RpcCall.Of(context);
        if (space.IsShort)
        {
            // Whoever may not ask learns nothing, not even that writing would have been refused.
            throw ErrorTable.ToException(ledger.Peek(state => state.Authorize(call.Caller, call.Rpc)) ?? new Refusal(ErrorReason.ReadOnly));
        }

        return ledger.ExecuteAsync(
            call.Rpc, command, request, call.Caller, requestId.Length == 0 ? Guid.Empty : Guid.Parse(requestId), context.CancellationToken);
    }

    private static Task<Outcome<TResponse>> StartAsync<TState, TRequest, TResponse>(
        Ledger<TState> ledger, IQuery<TState, TRequest, TResponse> query, TRequest request, ServerCallContext context)
        where TState : class, ILedgerState, new()
        where TRequest : IMessage
    {
        var call = RpcCall.Of(context);
        return ledger.ReadAsync(call.Rpc, query, request, call.Caller, context.CancellationToken);
    }
}
