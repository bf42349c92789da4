using System.Collections.Immutable;
using Neighborhood.Terminal.Shell;
using Neighborhood.Terminal.Text;
using Neighborhood.V1;

namespace Neighborhood.Terminal.Screens;

/// <summary>The invitations of a community. Their codes are not kept anywhere; a lost one is issued anew.</summary>
public sealed class InvitationsPresenter(Workspace workspace) : ListPresenter<Invitation, string>(workspace, workspace.Visitor.Community)
{
    /// <inheritdoc/>
    public override ImmutableArray<Command> Commands =>
    [
        new Command("x", "invitation_revoke", Revoke, WhenNothingSelected ?? When(Current!.State != Invitation.Types.State.Open, "disabled_invitation_done")),
        new Command("i", "invitation_again", () => Invitations.Issue(Workspace, [Current!.Resident.Resident]),
            WhenNothingSelected ?? When(Current!.State == Invitation.Types.State.Redeemed, "ErrorReason_AlreadyJoined")),
        new Command(Keys.Enter, "command_open", () => Navigator.Open(new ResidentPresenter(Workspace, Current!.Resident.Resident)), WhenNothingSelected),
    ];

    /// <inheritdoc/>
    public override Page Show(int width)
    {
        var words = Workspace.Words;
        var page = new PageWriter(width);
        foreach (var invitation in State.Items)
        {
            page.Add(TableRow.Of(
                width, new Cell(words.Of(invitation.State), 9, ToneOf(invitation.State)), new Cell(ListText.NameOf(invitation.Resident, words), 14),
                new Cell(invitation.Address, 0, Tone.Muted), new Cell(IssuedBy(invitation, words), 15, Tone.Muted),
                new Cell(words.Say("code_until", Workspace.Moments.Brief(invitation.ExpiresAt)), 19, Tone.Muted, IsRight: true)).At(invitation.Name));
        }

        ListText.End(page, State, words);
        return page.Page(words["home_invitations"]);
    }

    /// <inheritdoc/>
    protected override string NameOf(Invitation item) => item.Name;

    /// <inheritdoc/>
    protected override async Task<ListPage<Invitation>> ReadPageAsync(string filter, string token, CancellationToken cancellation)
    {
        var read = await Server.Communities.ListInvitationsAsync(
            new ListInvitationsRequest { Parent = filter, PageToken = token }, cancellationToken: cancellation).ConfigureAwait(false);
        return new ListPage<Invitation>(read.Invitations, read.NextPageToken);
    }

    // No resident issued the first one: it came of the founding, or of an appointment by the operator.
    private static string IssuedBy(Invitation invitation, Words words) => invitation.IssuedBy is { } person
        ? words.Say("invitation_by", ListText.NameOf(person, words))
        : words["invitation_by_operator"];

    private static Tone ToneOf(Invitation.Types.State state) => state switch
    {
        Invitation.Types.State.Open => Tone.Accent,
        Invitation.Types.State.Redeemed => Tone.Good,
        _ => Tone.Muted,
    };

    private void Revoke()
    {
        var name = Selected!;
        Navigator.Open(ConfirmPresenter.For(
            Workspace, "invitation_revoke", [new Confirmation(words => words["invitation_revoke_text"], Tone.Warning)], "invitation_revoke",
            cancellation => Server.Communities.RevokeInvitationAsync(
                new RevokeInvitationRequest { Name = name }, cancellationToken: cancellation).ResponseAsync,
            _ => Navigator.Back()));
    }
}
