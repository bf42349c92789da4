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
        return (await ExecuteAsync(community, command, request, requestId, context)).Value!;
    }

    /// <summary>Executes a command on a ledger, and tells which facts it made.</summary>
    public async Task<Outcome<TResponse>> ExecuteAsync<TState, TRequest, TResponse>(
        Ledger<TState> ledger, ICommand<TState, TRequest, TResponse> command, TRequest request, string requestId, ServerCallContext context)
        where TState : class, ILedgerState, new()
        where TRequest : IMessage
    {
        if (space.IsShort)
        {
            throw ErrorTable.ToException(new Refusal(ErrorReason.ReadOnly));
        }

        var call = RpcCall.Of(context);
        return Accept(await ledger.ExecuteAsync(call.Rpc, command, request, call.Caller, RequestId(requestId), context.CancellationToken));
    }

    /// <summary>Answers a query on the community that a resource name names.</summary>
    public async Task<TResponse> ReadAsync<TRequest, TResponse>(
        string resource, IQuery<CommunityState, TRequest, TResponse> query, TRequest request, ServerCallContext context)
        where TRequest : IMessage =>
        await ReadAsync(await CommunityAsync(resource), query, request, context);

    /// <summary>Answers a query on a ledger.</summary>
    public static async Task<TResponse> ReadAsync<TState, TRequest, TResponse>(
        Ledger<TState> ledger, IQuery<TState, TRequest, TResponse> query, TRequest request, ServerCallContext context)
        where TState : class, ILedgerState, new()
        where TRequest : IMessage
    {
        var call = RpcCall.Of(context);
        return Accept(await ledger.ReadAsync(call.Rpc, query, request, call.Caller, context.CancellationToken)).Value!;
    }

    /// <summary>The community of a resource name. One that does not exist looks like one that is not the caller's.</summary>
    public async Task<Ledger<CommunityState>> CommunityAsync(string resource) =>
        await router.CommunityAsync(Names.CommunityIn(resource)) ?? throw ErrorTable.ToException(Refusal.NotFound("name"));

    /// <summary>The directory.</summary>
    public Task<Ledger<DirectoryState>> DirectoryAsync() => router.DirectoryAsync();

    /// <summary>Refuses an rpc to whoever may not call it, where no operation does.</summary>
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

    /// <summary>A request id is a UUID, or absent.</summary>
    public static Guid RequestId(string requestId)
    {
        if (requestId.Length == 0)
        {
            return Guid.Empty;
        }

        return Guid.TryParse(requestId, out var id) && id != Guid.Empty
            ? id
            : throw ErrorTable.ToException(Refusal.BadField("request_id", "Give a UUID, such as 123e4567-e89b-12d3-a456-426614174000."));
    }
}
