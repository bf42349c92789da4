using System.Collections.Concurrent;
using Grpc.Core;
using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Fakes;

/// <summary>Answers calls by the type of their request, in memory and at once unless told to wait.</summary>
public sealed class FakeCalls : CallInvoker
{
    private readonly ConcurrentDictionary<Type, Func<object, Task<object>>> answers = new();

    /// <summary>The requests that came, in their order.</summary>
    public List<object> Requests { get; } = [];

    public FakeCalls On<TRequest, TResponse>(Func<TRequest, TResponse> answer) where TRequest : class where TResponse : class
    {
        answers[typeof(TRequest)] = request => Task.FromResult<object>(answer((TRequest)request));
        return this;
    }

    public FakeCalls OnLater<TRequest, TResponse>(Task<TResponse> answer) where TRequest : class where TResponse : class
    {
        answers[typeof(TRequest)] = async _ => await answer.ConfigureAwait(false);
        return this;
    }

    public FakeCalls Refuse<TRequest>(ErrorReason reason, params FieldViolation[] fields) where TRequest : class =>
        Fail<TRequest>(Refusal(reason, null, fields));

    public FakeCalls Fail<TRequest>(Exception fault) where TRequest : class
    {
        answers[typeof(TRequest)] = _ => Task.FromException<object>(fault);
        return this;
    }

    public static RefusedException Refusal(ErrorReason reason, TimeSpan? retryAfter = null, params FieldViolation[] fields) =>
        new(new Status(StatusCode.FailedPrecondition, "refused"), [], reason, fields, retryAfter, new Dictionary<string, string>());

    public TRequest Last<TRequest>() => Requests.OfType<TRequest>().Last();

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        lock (Requests)
        {
            Requests.Add(request);
        }

        var answer = answers.TryGetValue(typeof(TRequest), out var known)
            ? known(request)
            : Task.FromException<object>(new InvalidOperationException($"Nobody answers {typeof(TRequest).Name}."));
        return new AsyncUnaryCall<TResponse>(
            CastAsync<TResponse>(answer, options.CancellationToken), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        throw new NotSupportedException();

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        throw new NotSupportedException();

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        throw new NotSupportedException();

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        throw new NotSupportedException();

    private static async Task<TResponse> CastAsync<TResponse>(Task<object> answer, CancellationToken cancellation) =>
        (TResponse)await answer.WaitAsync(cancellation).ConfigureAwait(false);
}
