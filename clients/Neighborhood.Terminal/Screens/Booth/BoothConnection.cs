using Grpc.Core;
using Neighborhood.Terminal.Shell;

namespace Neighborhood.Terminal.Screens;

/// <summary>A connection for one visit.</summary>
/// <param name="Server">The server.</param>
/// <param name="Owner">What ends with it.</param>
public sealed record BoothConnection(INeighborhood Server, IAsyncDisposable Owner) : IAsyncDisposable
{
    /// <summary>Signs out whoever is signed in. The session is forgotten here even where the server cannot be told.</summary>
    public async Task SignOutAsync()
    {
        if (!Server.IsSignedIn)
        {
            return;
        }

        try
        {
            await Server.SignOutAsync(allSessions: false, CancellationToken.None).ConfigureAwait(false);
        }
        catch (RpcException)
        {
            // Nobody here could mend it, and the next voter must not read of it.
        }
    }

    /// <summary>Signs out and ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        await SignOutAsync().ConfigureAwait(false);
        await Owner.DisposeAsync().ConfigureAwait(false);
    }
}
