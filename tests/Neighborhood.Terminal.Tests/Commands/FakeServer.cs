using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Tests.Commands;

/// <summary>Answers calls in this process with what each test writes; what nobody wrote an answer for is unimplemented.</summary>
internal sealed class FakeServer : HttpMessageHandler
{
    private readonly Dictionary<string, Func<byte[], IMessage>> _answers = [];

    /// <summary>Method and authorization of every call, in order.</summary>
    public List<(string Method, string? Authorization)> Calls { get; } = [];

    /// <summary>Where true, nothing answers.</summary>
    public bool IsDown { get; set; }

    public FakeServer On<TRequest>(string method, Func<TRequest, IMessage> answer)
        where TRequest : IMessage<TRequest>, new()
    {
        _answers["/neighborhood.v1." + method] = bytes => answer(new MessageParser<TRequest>(() => new TRequest()).ParseFrom(bytes));
        return this;
    }

    public static RpcException Refusal(ErrorReason reason, string name, StatusCode code = StatusCode.FailedPrecondition, string field = "")
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = name };
        status.Details.Add(Any.Pack(new ErrorInfo { Domain = "neighborhood", Reason = name, Metadata = { ["reason"] = reason.ToString() } }));
        if (field.Length > 0)
        {
            status.Details.Add(
                Any.Pack(new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = field, Description = "mend it" } } }));
        }

        return new RpcException(new Grpc.Core.Status(code, name), new Metadata { { "grpc-status-details-bin", status.ToByteArray() } });
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            throw new HttpRequestException("down", new System.Net.Sockets.SocketException(10061));
        }

        var path = request.RequestUri!.AbsolutePath;
        lock (Calls)
        {
            Calls.Add((path, request.Headers.Authorization?.ToString()));
        }

        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        try
        {
            return _answers.TryGetValue(path, out var answer)
                ? Answer(request, answer(body[5..]), StatusCode.OK, null)
                : Answer(request, null, StatusCode.Unimplemented, null);
        }
        catch (RpcException refusal)
        {
            return Answer(request, null, refusal.StatusCode, refusal.Trailers.GetValueBytes("grpc-status-details-bin"));
        }
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request, IMessage? message, StatusCode code, byte[]? details)
    {
        var bytes = message?.ToByteArray() ?? [];
        var frame = new byte[message is null ? 0 : bytes.Length + 5];
        if (message is not null)
        {
            BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), bytes.Length);
            bytes.CopyTo(frame, 5);
        }

        var response = new HttpResponseMessage(HttpStatusCode.OK)
        {
            Version = HttpVersion.Version20,
            RequestMessage = request,
            Content = new ByteArrayContent(frame)
        };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        response.TrailingHeaders.Add("grpc-status", ((int)code).ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (details is not null)
        {
            response.TrailingHeaders.Add("grpc-status-details-bin", Convert.ToBase64String(details));
        }

        return response;
    }
}
