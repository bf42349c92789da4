using Neighborhood.V1;

namespace Neighborhood.Terminal.Shell;

/// <summary>One watch, of the community in which the person is.</summary>
/// <param name="workspace">Who is here, and the server.</param>
/// <param name="hear">Takes what happened, on the thread of the screens.</param>
/// <param name="tell">Takes what ended it, on the thread of the screens.</param>
internal sealed class CommunityWatch(Workspace workspace, Action<WatchResponse> hear, Action<Exception> tell) : IDisposable
{
    private CancellationTokenSource watching = new();
    private string watched = "";

    /// <summary>Goes over to where the person is now.</summary>
    public void Follow()
    {
        var community = workspace.Visitor.Community;
        if (community == watched)
        {
            return;
        }

        watched = community;
        Dispose();
        watching = new CancellationTokenSource();
        if (community.Length > 0)
        {
            _ = WatchAsync(community, watching.Token);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        watching.Cancel();
        watching.Dispose();
    }

    private async Task WatchAsync(string community, CancellationToken cancellation)
    {
        try
        {
            await foreach (var happening in workspace.Server.WatchAsync(community, cancellation).ConfigureAwait(false))
            {
                workspace.UserInterface.Post(() => Hear(happening, cancellation));
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (Exception fault)
        {
            workspace.UserInterface.Post(() => tell(fault));
        }
    }

    private void Hear(WatchResponse happening, CancellationToken cancellation)
    {
        if (!cancellation.IsCancellationRequested)
        {
            hear(happening);
        }
    }
}
