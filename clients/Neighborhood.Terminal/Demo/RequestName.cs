using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace Neighborhood.Terminal.Demo;

/// <summary>Gives a request the id that follows from what it says, so that the same request sent again is known as a repeat.</summary>
internal static class RequestName
{
    public static TRequest WithId<TRequest>(this TRequest request)
        where TRequest : IMessage
    {
        var field = request.Descriptor.FindFieldByName("request_id") ?? throw new ArgumentException("The request has no id.", nameof(request));
        field.Accessor.SetValue(request, "");
        var said = Encoding.UTF8.GetBytes(request.Descriptor.FullName).Append((byte)0).Concat(request.ToByteArray()).ToArray();
        field.Accessor.SetValue(request, new Guid(SHA256.HashData(said).AsSpan(0, 16)).ToString());
        return request;
    }
}
