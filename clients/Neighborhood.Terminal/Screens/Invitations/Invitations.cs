using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>Issuing invitations.</summary>
public static class Invitations
{
    private const int MostAtOnce = 500;

    /// <summary>Invites the residents, at most 500 at a time, and shows the codes, which are never shown again.</summary>
    public static void Issue(Workspace workspace, ImmutableArray<string> residents)
    {
        var request = new InviteResidentsRequest
        {
            Parent = workspace.Visitor.Community,
            Residents = { residents.Take(MostAtOnce) }
        };
        workspace.Navigator.Open(
            new CodePresenter(workspace, "resident_invite", cancellation => InviteAsync(workspace, request, cancellation), words => words["invitation_once"]));
    }

    private static async Task<ImmutableArray<IssuedCode>> InviteAsync(Workspace workspace, InviteResidentsRequest request, CancellationToken cancellation)
    {
        var issued = await workspace.Server.Communities.InviteResidentsAsync(request, cancellationToken: cancellation).ConfigureAwait(false);
        return [.. issued.Invitations.Select(invitation => new IssuedCode(
            invitation.Invitation.Resident?.DisplayName ?? "", invitation.Invitation.Address, invitation.Code, invitation.Invitation.ExpiresAt))];
    }
}
