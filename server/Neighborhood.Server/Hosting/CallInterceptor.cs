using System.Collections.Frozen;
using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Neighborhood.Domain.Access;
using Neighborhood.Domain.Core;
using Neighborhood.Ledger;
using Neighborhood.Server.Identity;
using Neighborhood.Server.Operations;
using Neighborhood.V1;

namespace Neighborhood.Server.Hosting;

/// <summary>What every call goes through: rate, session, required fields and lengths; and what every failure becomes.</summary>
public sealed partial class CallInterceptor(
    SessionStore sessions, Operators operators, RequestRules rules, RateLimits rates, ServerMetrics metrics, ILogger<CallInterceptor> logger) : Interceptor
{
    private static readonly FrozenDictionary<string, (string Rpc, bool NeedsSession)> Rpcs = ServiceCatalog.Methods.ToFrozenDictionary(
        method => $"/{method.Service.FullName}/{method.Name}",
        method => ($"{method.Service.Name}.{method.Name}", !AccessTable.Rows[$"{method.Service.Name}.{method.Name}"].HasFlag(Roles.Anyone)));

    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(request, context, () => continuation(request, context));

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(request, context, () => NothingAsync(continuation(request, responseStream, context)));

    /// <inheritdoc/>
    /// <remarks>Reflection alone streams in both directions; there is no request to look at before it runs.</remarks>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync<object?, object?>(null, context, () => NothingAsync(continuation(requestStream, responseStream, context)));

    /// <summary>Whether a call was admitted or refused here; the body of one that was neither could not be read.</summary>
    internal static bool HasSeen(HttpContext context) => context.Features.Get<RpcCall>() is not null || context.Items.ContainsKey(typeof(CallInterceptor));

    /// <summary>Lets a call in, and turns every failure into a status: what nobody foresaw is logged here, for the framework's own words are not.</summary>
    private async Task<TResponse> GuardAsync<TRequest, TResponse>(TRequest request, ServerCallContext context, Func<Task<TResponse>> act)
    {
        try
        {
            // Health and reflection are the framework's: everybody may ask them.
            if (Rpcs.TryGetValue(context.Method, out var rpc))
            {
                Admit(rpc, (IMessage)request!, context);
            }

            return await act();
        }
        catch (Exception failure)
        {
            throw Refused(failure as RpcException ?? Translate(failure, context), context);
        }
    }

    private static async Task<object?> NothingAsync(Task act)
    {
        await act;
        return null;
    }

    private void Admit((string Rpc, bool NeedsSession) rpc, IMessage request, ServerCallContext context)
    {
        if (ControlSocket.IsUsedBy(context))
        {
            AdmitOperator(rpc.Rpc, context);
            return;
        }

        var http = context.GetHttpContext();
        var session = SessionOf(http.Request.Headers.Authorization.ToString());
        if (rates.Refuse(session?.Account ?? 0, http.Connection.RemoteIpAddress) is { } tooFast)
        {
            throw ErrorTable.ToException(tooFast);
        }

        if (session is null && rpc.NeedsSession)
        {
            throw ErrorTable.ToException(new Refusal(ErrorReason.Unauthenticated));
        }

        if (rules.Check(request) is { } refusal)
        {
            throw ErrorTable.ToException(refusal);
        }

        var caller = session is { } known ? new Caller(known.Account, operators.Contains(known.Account)) : Caller.Anonymous;
        new RpcCall(rpc.Rpc, caller, session?.Session ?? Guid.Empty, session?.ExpiresSeconds ?? 0).Attach(context);
    }

    private static void AdmitOperator(string rpc, ServerCallContext context)
    {
        if (!rpc.StartsWith("Operations.", StringComparison.Ordinal))
        {
            throw ErrorTable.ToException(new Refusal(ErrorReason.Unauthenticated));
        }

        new RpcCall(rpc, new Caller(0, IsOperator: true), Guid.Empty, 0).Attach(context);
    }

    private (long Account, Guid Session, long ExpiresSeconds)? SessionOf(string authorization)
    {
        const string scheme = "Bearer ";
        return authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? sessions.Check(authorization.AsSpan(scheme.Length)) : null;
    }

    private RpcException Refused(RpcException refusal, ServerCallContext context)
    {
        context.GetHttpContext().Items[typeof(CallInterceptor)] = null;
        metrics.CountRefusal(refusal);
        return refusal;
    }

    private RpcException Translate(Exception failure, ServerCallContext context)
    {
        switch (failure)
        {
            case OperationCanceledException when context.CancellationToken.IsCancellationRequested:
                return new RpcException(new Status(context.Deadline < DateTime.UtcNow ? StatusCode.DeadlineExceeded : StatusCode.Cancelled,
                    "The caller did not wait."));
            case OperationCanceledException:
                return ErrorTable.ToException(new Refusal(ErrorReason.Stopping, RetryAfterMicros: 1_000_000));
            case JournalException or LedgerCorruptException:
                return ErrorTable.ToException(new Refusal(ErrorReason.StorageUnavailable, RetryAfterMicros: Limits.ReloadDelayMilliseconds * 1_000L));
        }

        // The id ties what the caller is told to the log; what was asked is not logged, it may be personal.
        var id = ActivityTraceId.CreateRandom().ToHexString();
        LogFault(logger, context.Method, id, failure);
        return ErrorTable.ToException(Refusal.With(ErrorReason.InternalFault, "correlation_id", id));
    }

    [LoggerMessage(10, LogLevel.Error, "{Method} failed unexpectedly, correlation {Id}")]
    private static partial void LogFault(ILogger logger, string method, string id, Exception failure);
}
