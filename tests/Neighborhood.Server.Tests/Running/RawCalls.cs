using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using Neighborhood.Server.Hosting;
using Neighborhood.V1;

namespace Neighborhood.Server.Tests.Running;

/// <summary>Calls any rpc with any bytes, past everything that a typed client would not let through.</summary>
public sealed class RawCalls(Uri address) : IDisposable
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { MaxReceiveMessageSize = null, MaxSendMessageSize = null });

    /// <summary>What a call is answered with; of a stream, its first message.</summary>
    public async Task<Answer> CallAsync(MethodDescriptor rpc, byte[] body, string? token, CancellationToken cancel)
    {
        var headers = new Metadata();
        if (token is not null)
        {
            headers.Add("authorization", "Bearer " + token);
        }

        var options = new CallOptions(headers, DateTime.UtcNow.AddMinutes(1), cancel);
        var invoker = _channel.CreateCallInvoker();
        try
        {
            if (rpc.IsServerStreaming)
            {
                using var stream = invoker.AsyncServerStreamingCall(MethodOf(rpc, MethodType.ServerStreaming), null, options, body);
                return await stream.ResponseStream.MoveNext(cancel)
                    ? new Answer(StatusCode.OK, "", [], stream.ResponseStream.Current)
                    : new Answer(StatusCode.OK, "", [], []);
            }

            using var call = invoker.AsyncUnaryCall(MethodOf(rpc, MethodType.Unary), null, options, body);
            return new Answer(StatusCode.OK, "", [], await call);
        }
        catch (RpcException failure)
        {
            return new Answer(failure.StatusCode, failure.Status.Detail, failure.Trailers.GetValueBytes("grpc-status-details-bin") ?? [], []);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private static Method<byte[], byte[]> MethodOf(MethodDescriptor rpc, MethodType type) => new(type, rpc.Service.FullName, rpc.Name, Bytes, Bytes);
}

/// <summary>An answer as it came.</summary>
/// <param name="Code">The status.</param>
/// <param name="Detail">Its sentence.</param>
/// <param name="Details">Its <c>google.rpc.Status</c>, serialized; empty where there is none.</param>
/// <param name="Body">The response, serialized.</param>
public sealed record Answer(StatusCode Code, string Detail, byte[] Details, byte[] Body)
{
    /// <summary>Why it was refused; unspecified where it was not, or not by us.</summary>
    public ErrorReason Reason => Info is { } info
        ? (ErrorReason)(ErrorsReflection.Descriptor.EnumTypes[0].FindValueByName(info.Reason)?.Number ?? 0)
        : ErrorReason.Unspecified;

    private ErrorInfo? Info => Google.Rpc.Status.Parser.ParseFrom(Details).Details
        .Where(any => any.Is(ErrorInfo.Descriptor)).Select(any => any.Unpack<ErrorInfo>()).FirstOrDefault(info => info.Domain == ErrorTable.Domain);

    /// <summary>Status, reason and details in one line, to compare and to print.</summary>
    public override string ToString() => $"{Code} {Reason} “{Detail}” {ByteString.CopyFrom(Details).ToBase64()}";
}
