using Grpc.Core;

namespace Neighborhood.Client.Calls;

/// <summary>A server stream that begins with the first read, once there is a token for it, and tells refusals as such.</summary>
internal sealed class AuthorizedStream<T>(Func<CancellationToken, Task<AsyncServerStreamingCall<T>>> beginAsync) : IAsyncStreamReader<T>, IDisposable
{
    private readonly TaskCompletionSource<AsyncServerStreamingCall<T>> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _disposed;

    public AsyncServerStreamingCall<T>? Call { get; private set; }

    public T Current => (Call ?? throw new InvalidOperationException("Nothing has been read yet.")).ResponseStream.Current;

    public async Task<Metadata> HeadersAsync()
    {
        var call = await _begun.Task.ConfigureAwait(false);
        return await call.ResponseHeadersAsync.ConfigureAwait(false);
    }

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            var call = Call ?? await BeginAsync(cancellationToken).ConfigureAwait(false);
            return await call.ResponseStream.MoveNext(cancellationToken).ConfigureAwait(false);
        }
        catch (RpcException failure)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw RefusedException.From(failure) ?? failure;
        }
    }

    public void Dispose()
    {
        _disposed = true;
        Call?.Dispose();
        _begun.TrySetCanceled();
    }

    private async Task<AsyncServerStreamingCall<T>> BeginAsync(CancellationToken cancel)
    {
        Call = await beginAsync(cancel).ConfigureAwait(false);
        _begun.TrySetResult(Call);
        return Call;
    }
}
