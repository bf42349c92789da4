using System.Text;
using Grpc.Core;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Neighborhood.Server.Hosting;

/// <summary>
/// A Unix socket in the data folder, for the commands of whoever owns that folder: the file system says who may connect, so a caller there is the
/// operator without a password, and may call the operations of the server and nothing else.
/// </summary>
public static class ControlSocket
{
    /// <summary>Its name in the data folder.</summary>
    public const string Name = "control.sock";

    // sockaddr_un has 104 bytes on macOS and 108 on Linux, with the zero at the end.
    private const int LongestPathBytes = 103;

    /// <summary>Where it is, or null where the path of the folder is too long for a socket.</summary>
    public static string? PathIn(string dataFolder)
    {
        var path = Path.Combine(Path.GetFullPath(dataFolder), Name);
        return Encoding.UTF8.GetByteCount(path) <= LongestPathBytes ? path : null;
    }

    /// <summary>Lets Kestrel listen on it.</summary>
    public static void ListenForOperator(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(ServerOptions.Section).Get<ServerOptions>() ?? new ServerOptions();
        if (PathIn(options.DataFolder) is { } path)
        {
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(path, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.Use(next => connection =>
                {
                    connection.Features.Set(new OperatorConnection());
                    return next(connection);
                });
            }));
        }
    }

    /// <summary>Removes what a killed server left. Only for whoever holds the folder's lock.</summary>
    public static void Clear(string dataFolder)
    {
        if (PathIn(dataFolder) is { } path)
        {
            File.Delete(path);
        }
    }

    /// <summary>Takes it from everybody but its owner, also where the folder is open to others.</summary>
    public static void Protect(string dataFolder)
    {
        if (!OperatingSystem.IsWindows() && PathIn(dataFolder) is { } path)
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Whether a call came over it.</summary>
    internal static bool IsUsedBy(ServerCallContext context) => context.GetHttpContext().Features.Get<OperatorConnection>() is not null;

    private sealed class OperatorConnection;
}
