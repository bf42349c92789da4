using Grpc.Core;
using Grpc.Core.Interceptors;
using Neighborhood.Client.Sessions;
using Neighborhood.V1;

namespace Neighborhood.Client.Calls;

/// <summary>
/// The way of every call: request id, deadline, language, access token; a repeat where the token had ended or the server asked to wait a little; and
/// refusals as <see cref="RefusedException"/>. Without sessions it makes calls that need no token.
/// </summary>
internal sealed class CallInterceptor(NeighborhoodClientOptions options, SessionKeeper? sessions) : Interceptor
{
    private static readonly HashSet<string> WithoutToken =
    [
        nameof(Identity.IdentityClient.BootstrapOperator), nameof(Identity.IdentityClient.LookUpInvitation), nameof(Identity.IdentityClient.SignIn),
        nameof(Identity.IdentityClient.RefreshSession), nameof(Identity.IdentityClient.CompleteRecovery),
    ];

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        AsyncUnaryCall<TResponse>? last = null;
        var response = RunAsync(request, context, (message, attempt) => (last = continuation(message, attempt)).ResponseAsync);
        return new AsyncUnaryCall<TResponse>(
            response, HeadersAsync(), () => last?.GetStatus() ?? NotMade, () => last?.GetTrailers() ?? [], () => last?.Dispose());

        async Task<Metadata> HeadersAsync()
        {
            await response.ConfigureAwait(false);
            return await last!.ResponseHeadersAsync.ConfigureAwait(false);
        }
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation) =>
        RunAsync(request, context, (message, attempt) => Task.FromResult(continuation(message, attempt))).GetAwaiter().GetResult();

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var stream = new AuthorizedStream<TResponse>(async cancel =>
        {
            var token = await TokenAsync(context.Method, cancel).ConfigureAwait(false);
            return continuation(request, With(context, token, deadline: context.Options.Deadline));
        });
        return new AsyncServerStreamingCall<TResponse>(
            stream, stream.HeadersAsync(), () => stream.Call?.GetStatus() ?? NotMade, () => stream.Call?.GetTrailers() ?? [], stream.Dispose);
    }

    private static Status NotMade { get; } = new(StatusCode.Unknown, "The call was not made.");

    private async Task<TResponse> RunAsync<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        Func<TRequest, ClientInterceptorContext<TRequest, TResponse>, Task<TResponse>> attemptAsync)
        where TRequest : class
        where TResponse : class
    {
        var message = ChoicePadding.Pad(RequestIds.Fill(request));

        // gRPC measures deadlines by the machine's clock, whatever clock the options name.
        var deadline = context.Options.Deadline ?? DateTime.UtcNow + options.CallTimeout;
        var repeats = new Repeats(options, sessions, deadline, context.Options.CancellationToken);
        while (true)
        {
            var token = await TokenAsync(context.Method, context.Options.CancellationToken).ConfigureAwait(false);
            try
            {
                return await attemptAsync(message, With(context, token, deadline)).ConfigureAwait(false);
            }
            catch (RpcException failure)
            {
                context.Options.CancellationToken.ThrowIfCancellationRequested();
                var refusal = RefusedException.From(failure);
                if (!await repeats.MayFollowAsync(failure.StatusCode, refusal, token).ConfigureAwait(false))
                {
                    throw refusal ?? failure;
                }
            }
        }
    }

    private ValueTask<string?> TokenAsync(IMethod method, CancellationToken cancel) =>
        sessions is null || WithoutToken.Contains(method.Name) ? new ValueTask<string?>((string?)null) : sessions.TokenAsync(cancel);

    private ClientInterceptorContext<TRequest, TResponse> With<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, string? token, DateTime? deadline)
        where TRequest : class
        where TResponse : class
    {
        var headers = new Metadata { { "accept-language", options.Language } };
        if (token is not null)
        {
            headers.Add("authorization", "Bearer " + token);
        }

        foreach (var header in context.Options.Headers ?? [])
        {
            headers.Add(header);
        }

        var call = context.Options.WithHeaders(headers);
        return new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, deadline is { } end ? call.WithDeadline(end) : call);
    }
}
