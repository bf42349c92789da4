using System.CommandLine;
using Neighborhood.Client;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Commands;

/// <summary>Invitations that were issued. Their codes are not kept.</summary>
internal static class InvitationCommands
{
    public static Command Build(Grammar grammar) => grammar.Group("invitations", List(grammar), Revoke(grammar), LookUp(grammar));

    private static Command List(Grammar grammar) => grammar.Verb("invitations list", [], async run =>
    {
        var request = new ListInvitationsRequest { Parent = await run.CommunityAsync().ConfigureAwait(false), PageSize = 100 };
        var all = await run.Client.Communities.ListAllInvitationsAsync(request, run.Cancel).ToListAsync(run.Cancel).ConfigureAwait(false);
        return run.List(
            "invitations", all,
            new("id", invitation => Names.Last(invitation.Name), IsRight: true),
            new("state", invitation => run.Words.Of(invitation.State)),
            new("person", invitation => invitation.Resident?.DisplayName ?? ""),
            new("home", invitation => invitation.Address),
            new("expires", invitation => run.Moments.At(invitation.ExpiresAt)));
    });

    private static Command LookUp(Grammar grammar)
    {
        var code = grammar.Argument("invitation-code");
        return grammar.Verb("invitations look-up", [code], async run =>
        {
            var request = new LookUpInvitationRequest { Code = run.Get(code) };
            var offer = await run.Client.Identity.LookUpInvitationAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            return run.Show(offer, ("title", offer.CommunityTitle), ("person", offer.DisplayName), ("expires", run.Moments.At(offer.ExpiresAt)));
        });
    }

    private static Command Revoke(Grammar grammar)
    {
        var which = grammar.Argument("invitation");
        return grammar.Verb("invitations revoke", [which], async run =>
        {
            var request = new RevokeInvitationRequest { Name = await run.NameAsync(run.Get(which), "invitations").ConfigureAwait(false) };
            var revoked = await run.Client.Communities.RevokeInvitationAsync(request, cancellationToken: run.Cancel).ConfigureAwait(false);
            return run.Show(
                revoked, ("name", revoked.Name), ("state", run.Words.Of(revoked.State)), ("person", revoked.Resident?.DisplayName ?? ""));
        });
    }
}
