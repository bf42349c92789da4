using Neighborhood.Terminal.Shell;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>What happens once a session has begun.</summary>
public static class Arrival
{
    /// <summary>Learns who is here and begins at home: in the first community, or at the operator's page where there is none.</summary>
    public static async Task<Action> ComeInAsync(Workspace workspace, CancellationToken cancellation)
    {
        var me = await workspace.Server.Identity.GetMeAsync(new GetMeRequest(), cancellationToken: cancellation).ConfigureAwait(false);
        return () => Begin(workspace, me);
    }

    /// <summary>Begins at home.</summary>
    public static void Begin(Workspace workspace, Me me)
    {
        workspace.Welcome(new Visitor(me, me.Memberships.FirstOrDefault()));
        workspace.Navigator.StartWith(new HomePresenter(workspace));
    }
}
