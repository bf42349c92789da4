using System.Net.Sockets;
using Grpc.Net.Client;

namespace Neighborhood.Server.Commands;

/// <summary>A channel to the server that holds a folder, over the socket in it.</summary>
internal static class ControlChannel
{
    public static GrpcChannel Open(string path) => GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler { ConnectCallback = (_, cancel) => ConnectAsync(path, cancel) },
        DisposeHttpClient = true,
    });

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
